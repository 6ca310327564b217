//! The CPU this code runs on.

pub(super) mod features;
mod idle;
pub(super) mod local;
pub(super) mod segments;

pub use idle::halt_until_interrupt;
pub use local::{count, index};
pub(super) use local::{init_boot_cpu, init_stacks};
