//! Futexes and thread identity.

use super::Linux;
use super::syscall::{args, nr, syscall};
use crate::errno::Errno;
use crate::platform::Threads;
use crate::types::timespec;
use core::sync::atomic::AtomicU32;

const FUTEX_WAIT_PRIVATE: usize = 128;
const FUTEX_WAKE_PRIVATE: usize = 129;

impl Threads for Linux {
    fn futex_wait(word: &AtomicU32, expected: u32, timeout: Option<&timespec>) -> Result<(), Errno> {
        let timeout = timeout.map_or(0, |t| core::ptr::from_ref(t) as usize);
        let arguments = args([word.as_ptr() as usize, FUTEX_WAIT_PRIVATE, expected as usize, timeout]);
        // SAFETY: the word is live; the timeout is null or readable.
        match unsafe { syscall(nr::FUTEX, arguments) } {
            Ok(_) | Err(Errno::EAGAIN) => Ok(()),
            Err(error) => Err(error),
        }
    }

    fn futex_wake(word: &AtomicU32, count: u32) -> usize {
        // The kernel reads the count as a signed int.
        let count = count.min(i32::MAX as u32) as usize;
        // SAFETY: waking touches no memory; the address is only a key.
        unsafe { syscall(nr::FUTEX, args([word.as_ptr() as usize, FUTEX_WAKE_PRIVATE, count])) }.unwrap_or(0)
    }

    fn thread_id() -> u32 {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::GETTID, [0; 6]) }.unwrap_or(1) as u32
    }

    fn sched_yield() {
        // SAFETY: no memory is involved; the call cannot fail.
        let _ = unsafe { syscall(nr::SCHED_YIELD, [0; 6]) };
    }
}
