//! The power switch.

use super::machine::Machine;

/// Ends the machine; [`Machine::run`] gives the status.
pub fn off(status: i32) -> ! {
    Machine::current().power_off(status)
}
