//! Threads: waiting and waking, identity.

use crate::errno::Errno;
use crate::types::timespec;
use core::sync::atomic::AtomicU32;

/// Required family: the locks of the library wait through it.
pub trait Threads {
    /// Sleeps while `*word == expected`, until woken, or until `timeout` has passed (`ETIMEDOUT`). Returning early
    /// for no reason is allowed; `EINTR` tells that a signal handler ran.
    fn futex_wait(word: &AtomicU32, expected: u32, timeout: Option<&timespec>) -> Result<(), Errno>;

    /// Wakes up to `count` sleepers of `word` and returns how many it woke.
    fn futex_wake(word: &AtomicU32, count: u32) -> usize;

    /// The number of the calling thread, unique among the running ones and never zero.
    fn thread_id() -> u32;

    fn sched_yield();
}
