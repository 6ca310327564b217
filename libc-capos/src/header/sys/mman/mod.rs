//! `<sys/mman.h>`

mod anonymous;
pub mod constants;
mod lock;
mod map;
mod shared;

pub use anonymous::memfd_create;
pub use lock::{mincore, mlock, mlockall, munlock, munlockall};
pub use map::{madvise, mmap, mprotect, msync, munmap, posix_madvise};
pub use shared::{shm_open, shm_unlink};
