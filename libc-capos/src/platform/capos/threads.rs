//! One thread: nobody else can hold a lock or wake a sleeper.

use super::{Capos, clock};
use crate::errno::Errno;
use crate::platform::{Deadline, Process, Sharing, Threads};
use crate::start;
use capos_rt::{Timer, entry, startup};
use core::sync::atomic::{AtomicU32, Ordering};

/// What the kernel reserves as a rule for the first thread's stack.
const MAIN_STACK: usize = 8 << 20;

impl Threads for Capos {
    fn park(
        word: &AtomicU32,
        expected: u32,
        _sharing: Sharing,
        until: Option<&Deadline>,
    ) -> Result<(), Errno> {
        if word.load(Ordering::Relaxed) != expected {
            return Ok(());
        }
        let timer = startup::granted_any::<Timer>().ok_or(Errno::EPERM)?;
        let deadline = match until {
            Some(deadline) => clock::deadline(deadline.clock, &deadline.time)?,
            None => u64::MAX,
        };
        timer.sleep_until(deadline)?;
        Err(Errno::ETIMEDOUT)
    }

    fn unpark(_word: *const AtomicU32, _count: u32, _sharing: Sharing) -> usize {
        0
    }

    fn thread_id() -> u32 {
        startup::startup().thread_id.max(1)
    }

    fn sched_yield() {
        // SAFETY: no submission is taken, so no memory is involved. It can not fail.
        let _ = unsafe { entry::cap_enter(0, 0, 0) };
    }

    fn exit_thread(_gone: &AtomicU32) -> ! {
        // The only thread is the process.
        Self::exit(0)
    }

    fn main_stack() -> (usize, usize) {
        (start::stack_top() - MAIN_STACK, MAIN_STACK)
    }
}
