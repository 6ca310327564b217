//! Waiting.

use core::arch::asm;

use crate::sync::assert_none_held;

/// Takes interrupts, waiting for the first.
pub fn halt_until_interrupt() {
    assert_none_held();
    // SAFETY: STI takes effect after the next instruction, so an interrupt that is pending ends the halt instead
    // of preceding it. Its handler may change any memory, as the clobber says.
    unsafe { asm!("sti", "hlt", "cli", options(nostack)) };
}
