//! Exceptions and interrupts.

mod descriptors;
mod handler;
mod kernel_mode;
mod stubs;

pub use descriptors::{init, use_interrupt_stacks};
pub use handler::{handle_interrupt, set_callbacks};
pub use kernel_mode::TrapFrame;
pub use stubs::{Exit, Way, enter_user};
