//! The controller that the devices' interrupt lines lead to.

use core::ptr;

use crate::x86_64::firmware::{InterruptLine, IoApic};
use crate::x86_64::paging::kernel::map_device;

/// Byte offsets of the two registers: which one, and its value.
const SELECT: usize = 0x00;
const WINDOW: usize = 0x10;
const FIRST_REDIRECTION: u32 = 0x10;

const ACTIVE_LOW: u32 = 1 << 13;
const LEVEL_TRIGGERED: u32 = 1 << 15;
const DESTINATION_SHIFT: u32 = 24;

/// Makes a line interrupt a CPU with a vector. The other lines stay masked, as they are after reset.
pub fn route(controller: IoApic, line: InterruptLine, vector: u8, cpu: u32) {
    let registers = map_device(controller.address);
    let write = |register: u32, value: u32| {
        // SAFETY: the registers are mapped; the redirection written leads to a vector that has a stub.
        unsafe {
            ptr::write_volatile(registers.wrapping_add(SELECT).cast(), register);
            ptr::write_volatile(registers.wrapping_add(WINDOW).cast(), value);
        }
    };
    let entry = FIRST_REDIRECTION + 2 * (line.number - controller.first_line);
    let mut low = u32::from(vector);
    if line.active_low {
        low |= ACTIVE_LOW;
    }
    if line.level_triggered {
        low |= LEVEL_TRIGGERED;
    }
    write(entry + 1, cpu << DESTINATION_SHIFT);
    write(entry, low);
}
