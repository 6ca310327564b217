//! Which interrupt gets which vector.

use x86_64::instructions::port::Port;

use super::{io_apic, local_apic};
use crate::x86_64::firmware::Tables;

pub const TIMER_VECTOR: u8 = 32;
pub const SERIAL_VECTOR: u8 = 33;
pub const NETWORK_VECTOR: u8 = 34;
pub const SPURIOUS_VECTOR: u8 = 255;

const PIC_MASKS: [u16; 2] = [0x21, 0xa1];

/// Brings the controllers up with the timer stopped and the serial line routed to this CPU.
pub fn init(tables: &Tables) {
    for port in PIC_MASKS {
        // SAFETY: masks every line of a legacy controller, which nobody uses.
        unsafe { Port::<u8>::new(port).write(0xff) };
    }
    local_apic::init(tables.local_apic);
    io_apic::route(tables.io_apic, tables.serial_line, SERIAL_VECTOR, local_apic::id());
}
