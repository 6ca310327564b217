//! `<sys/mman.h>`

pub mod constants;
mod map;

pub use map::{madvise, mmap, mprotect, msync, munmap, posix_madvise};
