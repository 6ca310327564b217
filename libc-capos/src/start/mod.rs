//! From the first instruction to `main`, and from `exit` to the end.

mod arguments;
mod entry;
mod environment;
mod exit;
mod image;
mod stack_guard;

pub use arguments::{arguments, environment_block, program_name, set_environment_block, stack_top};
pub use environment::variable;
pub use exit::{
    Handler, abort, at_exit, at_quick_exit, exit, exit_now, quick_exit, register_flush, register_last,
};
pub use image::{Image, ProgramHeader, file_header, image, is_code};
