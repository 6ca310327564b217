//! `<sys/mman.h>`

mod anonymous;
pub mod constants;
mod map;

pub use anonymous::memfd_create;
pub use map::{madvise, mmap, mprotect, msync, munmap, posix_madvise};
