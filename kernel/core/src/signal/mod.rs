//! Signals: what is pending for whom, what becomes of it, and the frame that a handler gets.
//!
//! Whoever sends only notes the signal and wakes the target. The target's own thread looks at its masks, in its own
//! memory, when it is about to wait or to go back to user mode: there the default actions are carried out.

mod dispositions;
mod fault;
mod frame;
mod info;
mod look;
mod post;
mod queue;
mod record;
mod set;
mod timer;

pub use dispositions::{Action, Dispositions};
pub use fault::of_fault;
pub use frame::{Trap, restore};
pub use info::{SignalInfo, code};
pub use look::{Interruption, attend, deliver_fault, forget_unwanted_children, interrupts, pending, take};
pub use post::{post, post_to_thread, resume, stop};
pub use queue::{QUEUE_LIMIT, SignalQueue};
pub use record::RECORD_SIZE;
pub use set::{SignalSet, number};
pub use timer::{Clock, SignalTimer};

#[cfg(test)]
mod tests;
