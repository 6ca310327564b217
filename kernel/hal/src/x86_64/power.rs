//! The power switch.

use core::arch::asm;

use x86_64::instructions::port::Port;

use super::firmware;

/// QEMU's isa-debug-exit device, where the runner puts it.
#[cfg(feature = "qemu")]
const DEBUG_EXIT: u16 = 0xf4;

/// SLP_EN of the power management control register; SLP_TYP is below.
const SLEEP_ENABLE: u16 = 1 << 13;
const SLEEP_TYPE_SHIFT: u32 = 10;

/// Turns the machine off. The status is for whoever runs it in QEMU with the feature `qemu`: QEMU exits with
/// `(status & 0x7f) << 1 | 1`.
pub fn off(status: i32) -> ! {
    #[cfg(feature = "qemu")]
    // SAFETY: the port belongs to the device that ends QEMU, or to nothing.
    unsafe {
        Port::<u32>::new(DEBUG_EXIT).write((status & 0x7f) as u32)
    };
    #[cfg(not(feature = "qemu"))]
    let _ = status;
    if let Some((port, kind)) = firmware::soft_off() {
        // SAFETY: the firmware says that this register takes the machine to the sleep state of that type: off.
        unsafe { Port::<u16>::new(port).write(u16::from(kind) << SLEEP_TYPE_SHIFT | SLEEP_ENABLE) };
    }
    halt_for_ever()
}

/// When there is no way off.
pub(super) fn halt_for_ever() -> ! {
    loop {
        // SAFETY: interrupts are off, so this CPU does nothing more.
        unsafe { asm!("cli", "hlt", options(nomem, nostack)) };
    }
}
