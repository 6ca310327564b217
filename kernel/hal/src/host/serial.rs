//! The serial line: here, a buffer that tests read.

use super::machine::Machine;

/// Interrupts the line, or ends that: whoever reads finds a zero where a break began.
pub fn set_break(on: bool) {
    if on {
        write(&[0]);
    }
}

/// Writes the bytes as they are.
pub fn write(bytes: &[u8]) {
    Machine::current().state().output.extend_from_slice(bytes);
}
