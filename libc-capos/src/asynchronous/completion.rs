//! The end of requests.

use super::aiocb;
use crate::errno::Errno;
use crate::notify::Notice;
use crate::platform::{Deadline, Sharing, Sys, Threads};
use alloc::sync::Arc;
use core::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};

pub const SI_ASYNCIO: i32 = -4;

/// Counts finished requests; who waits for some sleeps here and looks again.
static FINISHED: AtomicU32 = AtomicU32::new(0);

/// Several requests of one call, which tell together when all of them are done.
pub struct Group {
    left: AtomicUsize,
    notice: Notice,
    pub failed: AtomicBool,
}

// SAFETY: the notice is handed on only, and may be by any thread.
unsafe impl Sync for Group {}

impl Group {
    /// A group of requests; the caller counts as one of them until it calls [`Self::one_less`].
    pub fn new(notice: Notice) -> Arc<Group> {
        Arc::new(Group { left: AtomicUsize::new(1), notice, failed: AtomicBool::new(false) })
    }

    pub fn one_more(&self) {
        self.left.fetch_add(1, Ordering::Relaxed);
    }

    pub fn one_less(&self) {
        if self.left.fetch_sub(1, Ordering::AcqRel) == 1 {
            self.notice.deliver(SI_ASYNCIO);
        }
    }
}

/// Stores the outcome and tells everybody who asked.
pub fn finish(block: &aiocb, notice: Notice, group: Option<&Group>, outcome: Result<usize, Errno>) {
    if let (Err(_), Some(group)) = (outcome, group) {
        group.failed.store(true, Ordering::Relaxed);
    }
    // The program may free the block as soon as it is finished.
    block.finish(outcome);
    FINISHED.fetch_add(1, Ordering::SeqCst);
    Sys::unpark(&FINISHED, u32::MAX, Sharing::Private);
    notice.deliver(SI_ASYNCIO);
    if let Some(group) = group {
        group.one_less();
    }
}

/// Waits, a cancellation point, until `is_done` after some request has finished.
pub fn wait_for(is_done: impl Fn() -> bool, until: Option<&Deadline>) -> Result<(), Errno> {
    loop {
        let finished = FINISHED.load(Ordering::SeqCst);
        if is_done() {
            return Ok(());
        }
        Sys::park(&FINISHED, finished, Sharing::Private, until)?;
    }
}
