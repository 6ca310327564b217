//! The allocator behind `malloc` and behind the library's own boxes.

mod block;
mod global;
mod process;
mod strings;
mod system;

pub use block::{
    aligned, allocate, allocate_array, allocate_zeroed, free, reallocate, reallocate_array, string,
    usable_size,
};
pub use process::{HEAP, after_fork, before_fork, statistics, thread_ends, trim};
pub use strings::{extend_strings, free_strings};

use process::cache;
