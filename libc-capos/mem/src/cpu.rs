//! What the processor offers, found out once by CPUID.
//!
//! There is no IFUNC: a static program would need its relocations applied before the first `memcpy`, and `memcpy` is
//! called before that. One byte in `.bss` that says "not asked yet" works from the first instruction on.

#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
pub use detect::{Level, has_fma, known, level, restrict};

#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
mod detect {
    use core::arch::asm;
    use core::arch::x86_64::{__cpuid, __cpuid_count, _xgetbv};
    use core::sync::atomic::{AtomicU8, Ordering};

    const KNOWN: u8 = 1;
    const AVX2: u8 = 2;
    const FMA: u8 = 4;
    const AVX512: u8 = 8;

    static FEATURES: AtomicU8 = AtomicU8::new(0);

    /// Which of [`crate::arch`]'s modules can run.
    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
    pub enum Level {
        Sse2,
        Avx2,
        Avx512,
    }

    impl Level {
        #[inline(always)]
        fn of(features: u8) -> Self {
            if features & AVX512 != 0 {
                Self::Avx512
            } else if features & AVX2 != 0 {
                Self::Avx2
            } else {
                Self::Sse2
            }
        }
    }

    /// The byte as it is. Position-independent code takes another crate's statics from a table of addresses; a static
    /// program needs no such detour, and there is not much else that a short call does.
    #[inline(always)]
    fn features() -> u8 {
        let features: u32;
        // SAFETY: reads a static of this crate; the load of a byte is atomic.
        unsafe {
            asm!(
                "movzx {0:e}, byte ptr [rip + {1}]",
                out(reg) features,
                sym FEATURES,
                options(pure, readonly, nostack, preserves_flags),
            );
        }
        features as u8
    }

    /// The level, if it was asked for before and is not the lowest.
    #[inline(always)]
    pub fn known() -> Option<Level> {
        let level = Level::of(features());
        (level != Level::Sse2).then_some(level)
    }

    /// The widest vectors that the processor has and whose registers the system saves.
    #[inline(never)]
    pub fn level() -> Level {
        Level::of(asked())
    }

    /// Behaves from now on as if the processor had no more than `level`: tests run every level where the highest does.
    pub fn restrict(level: Level) {
        let lost = match level {
            Level::Sse2 => AVX2 | AVX512,
            Level::Avx2 => AVX512,
            Level::Avx512 => 0,
        };
        FEATURES.store(detect() & !lost, Ordering::Relaxed);
    }

    /// Whether there is a fused multiply-add *and* the system saves its registers.
    #[inline(always)]
    pub fn has_fma() -> bool {
        features() & FMA != 0 || asked() & FMA != 0
    }

    #[inline(never)]
    fn asked() -> u8 {
        // Relaxed: the byte is the whole message, and every thread computes the same one.
        match FEATURES.load(Ordering::Relaxed) {
            0 => {
                let found = detect();
                FEATURES.store(found, Ordering::Relaxed);
                found
            }
            known => known,
        }
    }

    #[cold]
    #[inline(never)]
    fn detect() -> u8 {
        const FUSED: u32 = 1 << 12;
        const OSXSAVE: u32 = 1 << 27;
        const AVX: u32 = 1 << 28;
        /// Leaf 7, EBX: BMI1, AVX2 and BMI2, which came together.
        const LEAF7_AVX2: u32 = 1 << 3 | 1 << 5 | 1 << 8;
        /// F, DQ, BW and VL.
        const LEAF7_AVX512: u32 = 1 << 16 | 1 << 17 | 1 << 30 | 1 << 31;
        /// ECX: VBMI and VBMI2. The processors before them run slower as long as they use the wide registers.
        const LEAF7_VBMI: u32 = 1 << 1 | 1 << 6;
        const EXTENDED: u32 = 0x8000_0001;
        const EXTENDED_LZCNT: u32 = 1 << 5;
        const XCR0_SSE_AVX: u64 = 0b110;
        /// Besides these the mask registers and both parts of the wide ones.
        const XCR0_AVX512: u64 = XCR0_SSE_AVX | 0b1110_0000;

        let mut found = KNOWN;
        let highest = __cpuid(0).eax;
        if highest >= 7 {
            let one = __cpuid(1);
            let seven = __cpuid_count(7, 0);
            let lzcnt = __cpuid(EXTENDED & 0x8000_0000).eax >= EXTENDED
                && __cpuid(EXTENDED).ecx & EXTENDED_LZCNT != 0;
            let saved = if one.ecx & OSXSAVE != 0 {
                // SAFETY: OSXSAVE says that XGETBV is enabled, and register 0 always exists.
                unsafe { xcr0() }
            } else {
                0
            };
            let saves = |what: u64| saved & what == what;
            if saves(XCR0_SSE_AVX) && one.ecx & FUSED != 0 {
                found |= FMA;
            }
            if saves(XCR0_SSE_AVX) && one.ecx & AVX != 0 && seven.ebx & LEAF7_AVX2 == LEAF7_AVX2 && lzcnt {
                found |= AVX2;
                if saves(XCR0_AVX512)
                    && seven.ebx & LEAF7_AVX512 == LEAF7_AVX512
                    && seven.ecx & LEAF7_VBMI == LEAF7_VBMI
                {
                    found |= AVX512;
                }
            }
        }
        found
    }

    /// # Safety
    /// CPUID reports OSXSAVE.
    #[target_feature(enable = "xsave")]
    unsafe fn xcr0() -> u64 {
        // SAFETY: the caller checked OSXSAVE.
        unsafe { _xgetbv(0) }
    }
}
