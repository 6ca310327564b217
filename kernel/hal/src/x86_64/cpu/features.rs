//! What the CPU has: what the kernel requires, switches on, and may use.

use core::arch::asm;
use core::arch::x86_64::{__cpuid, __cpuid_count, CpuidResult};
use core::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use x86_64::registers::control::{Cr4, Cr4Flags};
use x86_64::registers::xcontrol::{XCr0, XCr0Flags};

use crate::x86_64::memory_routines;

const HUGE_PAGES: u32 = 1 << 0;
const XSAVEOPT: u32 = 1 << 1;
const RDRAND: u32 = 1 << 2;
const RDSEED: u32 = 1 << 3;
const X2APIC: u32 = 1 << 4;
const FAST_STRINGS: u32 = 1 << 5;

static FEATURES: AtomicU32 = AtomicU32::new(0);
static XSAVE_SIZE: AtomicU32 = AtomicU32::new(0);
static ENABLED_STATE: AtomicU64 = AtomicU64::new(0);
static MXCSR_MASK: AtomicU32 = AtomicU32::new(0);

fn cpuid(leaf: u32, subleaf: u32) -> CpuidResult {
    __cpuid_count(leaf, subleaf)
}

/// Panics with the name of what is missing, switches the protections on and remembers what is optional.
pub fn require() {
    let basic = cpuid(1, 0);
    let extended = if __cpuid(0).eax >= 7 { cpuid(7, 0) } else { cpuid(0x4000_00ff, 0) };
    let amd = cpuid(0x8000_0001, 0);
    let required = [
        ("XSAVE", basic.ecx & 1 << 26),
        ("FSGSBASE", extended.ebx & 1 << 0),
        ("SMEP", extended.ebx & 1 << 7),
        ("SMAP", extended.ebx & 1 << 20),
        ("NX", amd.edx & 1 << 20),
        ("SYSCALL", amd.edx & 1 << 11),
    ];
    for (name, bit) in required {
        assert!(bit != 0, "this CPU lacks {name}, which the kernel needs (QEMU: -cpu max)");
    }
    let mut protections = Cr4Flags::FSGSBASE
        | Cr4Flags::OSXSAVE
        | Cr4Flags::OSFXSR
        | Cr4Flags::OSXMMEXCPT_ENABLE
        | Cr4Flags::SUPERVISOR_MODE_EXECUTION_PROTECTION
        | Cr4Flags::SUPERVISOR_MODE_ACCESS_PREVENTION;
    if extended.ecx & 1 << 2 != 0 {
        protections |= Cr4Flags::USER_MODE_INSTRUCTION_PREVENTION;
    }
    // SAFETY: the CPU has each of them; kernel code touches user memory only between STAC and CLAC.
    unsafe { Cr4::update(|flags| *flags |= protections) };
    enable_extended_state();

    let optional = [
        (HUGE_PAGES, amd.edx & 1 << 26),
        (XSAVEOPT, cpuid(0xd, 1).eax & 1 << 0),
        (RDRAND, basic.ecx & 1 << 30),
        (RDSEED, extended.ebx & 1 << 18),
        (X2APIC, basic.ecx & 1 << 21),
        (FAST_STRINGS, if is_emulated() { 0 } else { extended.ebx & 1 << 9 }),
    ];
    let features = optional.iter().filter(|(_, bit)| *bit != 0).fold(0, |all, (feature, _)| all | feature);
    FEATURES.store(features, Ordering::Relaxed);
    memory_routines::use_fast_strings(has(FAST_STRINGS));
    let exactly_avx = (XCr0Flags::X87 | XCr0Flags::SSE | XCr0Flags::AVX).bits();
    memory_routines::use_wide_moves(is_emulated() && enabled_state() == exactly_avx);
}

/// Lets user mode use x87, SSE, AVX and AVX-512 as far as the CPU has them.
fn enable_extended_state() {
    let supported = XCr0Flags::from_bits_truncate(u64::from(cpuid(0xd, 0).eax));
    let avx512 = XCr0Flags::OPMASK | XCr0Flags::ZMM_HI256 | XCr0Flags::HI16_ZMM;
    let mut state = XCr0Flags::X87 | XCr0Flags::SSE;
    if supported.contains(XCr0Flags::AVX) {
        state |= XCr0Flags::AVX;
        if supported.contains(avx512) {
            state |= avx512;
        }
    }
    // SAFETY: OSXSAVE is on, the CPU supports each part, and the combination is one the manual permits.
    unsafe { XCr0::write(state) };
    XSAVE_SIZE.store(cpuid(0xd, 0).ebx, Ordering::Relaxed);
    ENABLED_STATE.store(state.bits(), Ordering::Relaxed);
    MXCSR_MASK.store(read_mxcsr_mask(), Ordering::Relaxed);
}

/// What FXSAVE tells; 0 stands for the first processors' mask (SDM 1, 11.6.6).
fn read_mxcsr_mask() -> u32 {
    #[repr(C, align(16))]
    struct Area([u32; 128]);
    let mut area = Area([0; 128]);
    // SAFETY: OSFXSR is on, and the area has the size and alignment that FXSAVE needs.
    unsafe { asm!("fxsave64 [{}]", in(reg) &raw mut area, options(nostack)) };
    match area.0[7] {
        0 => 0xffbf,
        mask => mask,
    }
}

/// QEMU's translator, which runs string instructions an element at a time.
fn is_emulated() -> bool {
    let hypervisor = cpuid(1, 0).ecx & 1 << 31 != 0;
    let name = cpuid(0x4000_0000, 0);
    hypervisor
        && [name.ebx, name.ecx, name.edx] == [b"TCGT", b"CGTC", b"GTCG"].map(|part| u32::from_le_bytes(*part))
}

fn has(feature: u32) -> bool {
    FEATURES.load(Ordering::Relaxed) & feature != 0
}

pub fn has_huge_pages() -> bool {
    has(HUGE_PAGES)
}

pub fn has_xsaveopt() -> bool {
    has(XSAVEOPT)
}

pub fn has_rdrand() -> bool {
    has(RDRAND)
}

pub fn has_rdseed() -> bool {
    has(RDSEED)
}

pub fn has_x2apic() -> bool {
    has(X2APIC)
}

/// What XCR0 enables.
pub fn enabled_state() -> u64 {
    ENABLED_STATE.load(Ordering::Relaxed)
}

/// The bits of MXCSR that can be set.
pub fn mxcsr_mask() -> u32 {
    MXCSR_MASK.load(Ordering::Relaxed)
}

/// Bytes of the save area for everything in XCR0.
pub fn xsave_size() -> usize {
    XSAVE_SIZE.load(Ordering::Relaxed) as usize
}

/// The TSC's frequency in Hz, where the CPU itself knows it.
pub fn tsc_frequency() -> Option<u64> {
    if __cpuid(0).eax < 0x15 {
        return None;
    }
    let leaf = cpuid(0x15, 0);
    let (denominator, numerator, crystal) = (u64::from(leaf.eax), u64::from(leaf.ebx), u64::from(leaf.ecx));
    (denominator != 0 && numerator != 0 && crystal != 0).then(|| crystal * numerator / denominator)
}
