//! The kernel log's level: warnings and faults always; with `log=debug` on the command line, everything.

use core::sync::atomic::{AtomicBool, Ordering::Relaxed};

static DEBUG: AtomicBool = AtomicBool::new(false);

/// Sets the level from the command line.
pub fn configure(command_line: &str) {
    DEBUG.store(command_line.split_ascii_whitespace().any(|word| word == "log=debug"), Relaxed);
}

pub fn is_debug() -> bool {
    DEBUG.load(Relaxed)
}

/// A line of the kernel log for those who debug it.
#[macro_export]
macro_rules! debug {
    ($($argument:tt)*) => {
        if $crate::log::is_debug() {
            ::capos_hal::log!($($argument)*);
        }
    };
}
