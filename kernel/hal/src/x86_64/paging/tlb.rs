//! Forgetting translations. One CPU runs: nobody else has to be told.

use core::arch::asm;

/// Ranges longer than this are forgotten by forgetting everything.
const MAX_SINGLE: u64 = 32;

/// Forgets one page.
pub fn flush(address: u64) {
    // SAFETY: changes no memory and no translation that the tables do not hold.
    unsafe { asm!("invlpg [{}]", in(reg) address, options(nostack, preserves_flags)) };
}

/// Forgets what a range of user addresses had, by page or altogether.
pub fn flush_range(start: u64, end: u64) {
    if (end - start) / 4096 <= MAX_SINGLE {
        (start..end).step_by(4096).for_each(flush);
    } else {
        set_root(root());
    }
}

/// The physical address of the top-level table in use.
pub fn root() -> u64 {
    let value: u64;
    // SAFETY: reads a register.
    unsafe { asm!("mov {}, cr3", out(reg) value, options(nomem, nostack, preserves_flags)) };
    value & 0x000f_ffff_ffff_f000
}

/// Makes a table the one in use, and forgets every translation that is not global.
pub fn set_root(physical: u64) {
    // SAFETY: only `PageTable` and the kernel's own table get here; both have the kernel's upper half, so every
    // address the kernel uses stays mapped as it was.
    unsafe { asm!("mov cr3, {}", in(reg) physical, options(nostack, preserves_flags)) };
}
