//! `<fcntl.h>`

pub mod constants;
mod open;
mod space;

pub use constants::*;
pub use open::{creat, fcntl, open, openat};
pub use space::{fallocate, posix_fadvise, posix_fallocate, sync_file_range};
