//! From the first instruction to `main`, and from `exit` to the end.

mod arguments;
mod entry;
mod exit;
mod relocate;

pub use arguments::{arguments, program_name, set_environment_block, environment_block};
pub use exit::{abort, at_exit, at_quick_exit, exit, exit_now, quick_exit, register_flush};
