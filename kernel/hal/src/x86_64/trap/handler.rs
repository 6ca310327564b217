//! Interrupts, and the callbacks that they and faults lead to.

use crate::callbacks::Callbacks;
use crate::sync::Once;
use crate::x86_64::interrupt::{self, NETWORK_VECTOR, SERIAL_VECTOR, SPURIOUS_VECTOR, TIMER_VECTOR};
use crate::x86_64::serial;

static CALLBACKS: Once<&'static dyn Callbacks> = Once::new();

pub fn set_callbacks(callbacks: &'static dyn Callbacks) {
    assert!(CALLBACKS.set(callbacks).is_ok(), "the callbacks are installed already");
    // What was typed before does not interrupt any more.
    serial::receive_early(|bytes| callbacks.serial_input(bytes));
}

pub fn callbacks() -> Option<&'static dyn Callbacks> {
    CALLBACKS.get().copied()
}

/// An interrupt from user mode or from the idle halt.
pub fn handle_interrupt(vector: u8) {
    match vector {
        TIMER_VECTOR => {
            interrupt::acknowledge();
            if crate::x86_64::clock::timer_interrupt()
                && let Some(callbacks) = callbacks()
            {
                callbacks.timer();
            }
        }
        SERIAL_VECTOR => {
            // Acknowledged last: should the line be level triggered, it has fallen once the bytes are read.
            serial::receive(|bytes| {
                if let Some(callbacks) = callbacks() {
                    callbacks.serial_input(bytes);
                }
            });
            interrupt::acknowledge();
        }
        NETWORK_VECTOR => {
            interrupt::acknowledge();
            if let Some(callbacks) = callbacks() {
                callbacks.network();
            }
        }
        SPURIOUS_VECTOR => {}
        _ => interrupt::acknowledge(),
    }
}
