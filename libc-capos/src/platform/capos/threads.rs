//! One thread: nobody else can hold a lock or wake a sleeper.

use super::{Capos, clock};
use crate::errno::Errno;
use crate::platform::Threads;
use crate::types::timespec;
use capos_rt::{Timer, entry, startup};
use core::sync::atomic::{AtomicU32, Ordering};

impl Threads for Capos {
    fn futex_wait(word: &AtomicU32, expected: u32, timeout: Option<&timespec>) -> Result<(), Errno> {
        if word.load(Ordering::Relaxed) != expected {
            return Ok(());
        }
        let timer = startup::granted_any::<Timer>().ok_or(Errno::EPERM)?;
        let deadline = match timeout {
            Some(time) => clock::monotonic()?.saturating_add(clock::to_nanoseconds(time)?),
            None => u64::MAX,
        };
        timer.sleep_until(deadline)?;
        Err(Errno::ETIMEDOUT)
    }

    fn futex_wake(_word: &AtomicU32, _count: u32) -> usize {
        0
    }

    fn thread_id() -> u32 {
        startup::startup().thread_id.max(1)
    }

    fn sched_yield() {
        // SAFETY: no submission is taken, so no memory is involved. It can not fail.
        let _ = unsafe { entry::cap_enter(0, 0, 0) };
    }
}
