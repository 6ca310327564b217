//! Locks of the library: one futex word each, no call to the system unless there is contention.

mod mutex;
mod once;
mod recursive;

pub use mutex::{Mutex, MutexGuard};
pub use once::Once;
pub use recursive::{RecursiveLock, RecursiveLockGuard};
