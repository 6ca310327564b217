//! What the processor offers, found out once by CPUID.
//!
//! There is no IFUNC: a static program would need its relocations applied before the first `memcpy`, and `memcpy` is
//! called before that. One byte in `.bss` that says "not asked yet" works from the first instruction on.

#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
pub use detect::{has_avx2, has_fma, prefers_string_moves};

/// Code without vectors copies word by word.
#[cfg(not(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar"))))]
pub fn prefers_string_moves() -> bool {
    false
}

#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
mod detect {
    use core::arch::x86_64::{__cpuid, __cpuid_count, _xgetbv};
    use core::sync::atomic::{AtomicU8, Ordering};

    const KNOWN: u8 = 1;
    const AVX2: u8 = 2;
    const STRING_MOVES: u8 = 4;
    const FMA: u8 = 8;

    static FEATURES: AtomicU8 = AtomicU8::new(0);

    /// Whether AVX2 exists *and* the system saves its registers.
    #[inline(always)]
    pub fn has_avx2() -> bool {
        // One test where it does; "not asked yet" is told from "no" only after that.
        FEATURES.load(Ordering::Relaxed) & AVX2 != 0 || asked() & AVX2 != 0
    }

    /// Whether there is a fused multiply-add *and* the system saves its registers.
    #[inline(always)]
    pub fn has_fma() -> bool {
        FEATURES.load(Ordering::Relaxed) & FMA != 0 || asked() & FMA != 0
    }

    /// Whether `rep movsb` is fast: ERMS, on real silicon or a virtual machine that runs on it. QEMU's emulator
    /// advertises ERMS too and then goes byte by byte.
    pub fn prefers_string_moves() -> bool {
        asked() & STRING_MOVES != 0
    }

    #[inline(never)]
    fn asked() -> u8 {
        // Relaxed: the byte is the whole message, and every thread computes the same one.
        match FEATURES.load(Ordering::Relaxed) {
            0 => detect(),
            known => known,
        }
    }

    #[cold]
    #[inline(never)]
    fn detect() -> u8 {
        const FUSED: u32 = 1 << 12;
        const OSXSAVE: u32 = 1 << 27;
        const AVX: u32 = 1 << 28;
        const HYPERVISOR: u32 = 1 << 31;
        const LEAF7_AVX2: u32 = 1 << 5;
        const LEAF7_ERMS: u32 = 1 << 9;
        const XCR0_SSE_AVX: u64 = 0b110;

        let mut found = KNOWN;
        let highest = __cpuid(0).eax;
        if highest >= 7 {
            let one = __cpuid(1);
            let seven = __cpuid_count(7, 0);
            let saved = one.ecx & OSXSAVE != 0 && {
                // SAFETY: OSXSAVE says that XGETBV is enabled, and register 0 always exists.
                let xcr0 = unsafe { xcr0() };
                xcr0 & XCR0_SSE_AVX == XCR0_SSE_AVX
            };
            if saved && one.ecx & AVX != 0 && seven.ebx & LEAF7_AVX2 != 0 {
                found |= AVX2;
            }
            if saved && one.ecx & FUSED != 0 {
                found |= FMA;
            }
            if seven.ebx & LEAF7_ERMS != 0 && !(one.ecx & HYPERVISOR != 0 && is_emulator()) {
                found |= STRING_MOVES;
            }
        }
        FEATURES.store(found, Ordering::Relaxed);
        found
    }

    /// Whether the hypervisor calls itself "TCGTCGTCGTCG".
    fn is_emulator() -> bool {
        const VENDOR: u32 = 0x4000_0000;
        __cpuid(VENDOR).ebx.to_le_bytes() == *b"TCGT"
    }

    /// # Safety
    /// CPUID reports OSXSAVE.
    #[target_feature(enable = "xsave")]
    unsafe fn xcr0() -> u64 {
        // SAFETY: the caller checked OSXSAVE.
        unsafe { _xgetbv(0) }
    }
}
