//! The CPU this code runs on.

use super::machine::Machine;
use crate::sync::assert_none_held;

/// Which CPU this is, below [`MAX_CPUS`](crate::sync::MAX_CPUS).
pub fn index() -> usize {
    0
}

/// CPUs that run.
pub fn count() -> usize {
    1
}

/// Takes interrupts, waiting for the first. Panics if none can come: a test would hang.
pub fn halt_until_interrupt() {
    assert_none_held();
    let machine = Machine::current();
    machine.check_power();
    if machine.take_interrupts() {
        return;
    }
    assert!(machine.take_deadline(u64::MAX), "idle for ever: no deadline is set and no input is left");
    machine.call_timer();
}
