//! The rounding direction that the program has chosen with `fesetround`.

use core::arch::asm;

use capos_libc_engine::float::Rounding;

/// The direction in MXCSR, which `fesetround` keeps equal to that of the x87.
#[inline]
pub fn current_rounding() -> Rounding {
    let mut control = 0_u32;
    // SAFETY: stores four bytes into the variable.
    unsafe { asm!("stmxcsr [{}]", in(reg) &raw mut control, options(nostack, preserves_flags)) };
    Rounding::from_control_bits(control >> 13)
}
