//! Signals. What the process does with them stands in memory that the kernel reads ([`blocks`]): masks and dispositions
//! change without a call. The kernel does the default actions itself and enters [`enter`] for what is caught.
//!
//! A process that was not granted SelfProcess has nobody who could send it a signal but itself; then [`local`] delivers
//! what it raises.

mod actions;
mod blocks;
mod enter;
mod local;
mod send;
mod timers;
mod wait;

pub use actions::ignored;
pub use blocks::{CANCEL, ThreadState, hold, kernel_delivers, release, set_mask, state, without_signals};
pub use send::{kill, this_process};
pub use timers::{create, delete, get, overrun, set};
pub use wait::{blocking, interruptible, takeable, with_wait_mask};

/// In the child of `fork`.
pub fn after_fork() {
    blocks::after_fork();
    timers::after_fork();
}
