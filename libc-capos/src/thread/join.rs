//! Waiting for the end of threads.

use super::control_block::ControlBlock;
use super::life::{DETACHED, ENDED, GONE, GONE_DETACHED, JOINABLE};
use super::{cancellation, tcb};
use crate::errno::Errno;
use crate::platform::{Deadline, Sharing, Sys, Threads};
use crate::types::c_void;
use core::ptr;
use core::sync::atomic::Ordering::{AcqRel, Acquire, Release};

/// Waits for the end of a thread and takes its result. A cancellation point: a thread whose joiner is cancelled stays
/// joinable.
pub fn join(thread: &ControlBlock, until: Option<&Deadline>) -> Result<*mut c_void, Errno> {
    if ptr::eq(thread, tcb()) {
        return Err(Errno::EDEADLK);
    }
    match thread.thread.state.load(Acquire) {
        DETACHED | GONE_DETACHED => return Err(Errno::EINVAL),
        GONE => return Err(Errno::ESRCH),
        _ => {}
    }
    loop {
        let id = thread.thread.alive.load(Acquire);
        if id == 0 {
            return Ok(take(thread));
        }
        match Sys::park(&thread.thread.alive, id, Sharing::Shared, until) {
            Ok(()) | Err(Errno::EINTR) => {}
            Err(error) => return Err(error),
        }
    }
}

/// Takes the result of a thread that has ended already.
pub fn join_now(thread: &ControlBlock) -> Result<*mut c_void, Errno> {
    if thread.thread.alive.load(Acquire) == 0 { Ok(take(thread)) } else { Err(Errno::EBUSY) }
}

/// The thread is gone, and so is its block after this.
fn take(thread: &ControlBlock) -> *mut c_void {
    let result = thread.thread.result.get();
    thread.thread.state.store(GONE, Release);
    if let Some(space) = thread.thread.space.get() {
        space.leave(thread);
    }
    result
}

/// Says that nobody will join the thread.
pub fn detach(thread: &ControlBlock) -> Result<(), Errno> {
    match thread.thread.state.compare_exchange(JOINABLE, DETACHED, AcqRel, Acquire) {
        Ok(_) => Ok(()),
        // It ends just now, or has ended: what is left of it goes now.
        Err(ENDED) => cancellation::outside(|| join(thread, None)).map(drop),
        Err(GONE) => Err(Errno::ESRCH),
        Err(_) => Err(Errno::EINVAL),
    }
}
