//! Locks: those of the library, one futex word each, no call to the system unless there is contention; and the
//! objects of `<pthread.h>`, `<threads.h>` and `<semaphore.h>`, whose types implement what the headers declare.

mod barrier;
mod condition;
mod mutex;
mod once;
mod pthread_mutex;
mod recursive;
mod robust;
mod rw_lock;
pub mod semaphore;

pub use mutex::{Mutex, MutexGuard, forget_other_threads};
pub use once::Once;
pub use pthread_mutex::kind as mutex_kind;
pub use recursive::{RecursiveLock, RecursiveLockGuard};
pub use robust::{RobustList, forget as forget_robust, thread_ends as robust_thread_ends};
