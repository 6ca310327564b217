//! `Ring`: this thread's submission and completion rings (`capos_schema::abi::ring`).

use core::sync::atomic::{AtomicU32, Ordering};

use capos_schema::abi::ring::{self, RingHeader};
use capos_schema::abi::{Completion, Submission};

use crate::entry;
use crate::error::Result;
use crate::startup;

/// The ring of the thread that made it; not `Send`, since the kernel takes from the calling thread's ring.
pub struct Ring {
    base: *mut u8,
}

/// The submission ring is full; enter the kernel first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Full;

impl Ring {
    /// The first thread's ring.
    ///
    /// # Safety
    /// At most one `Ring` exists per thread, used by that thread alone.
    pub unsafe fn of_first_thread() -> Ring {
        Ring { base: startup::startup().ring_address as *mut u8 }
    }

    /// The ring at an address that the kernel told the thread at its start.
    ///
    /// # Safety
    /// As for [`Ring::of_first_thread`].
    pub unsafe fn at(address: usize) -> Ring {
        Ring { base: core::ptr::with_exposed_provenance_mut(address) }
    }

    /// Writes a submission; the kernel sees it at the next [`Ring::enter`].
    ///
    /// # Safety
    /// As for [`entry::cap_call`], until the completion with this `user_data` has been taken.
    pub unsafe fn push(&mut self, submission: &Submission) -> core::result::Result<(), Full> {
        let header = self.header();
        let tail = header.submission_tail.load(Ordering::Relaxed);
        if tail.wrapping_sub(header.submission_head.load(Ordering::Acquire)) >= ring::SUBMISSIONS {
            return Err(Full);
        }
        let slot = (tail % ring::SUBMISSIONS) as usize;
        // SAFETY: the slot lies in the ring's submission page, which the kernel does not write; by the check
        // above it has no unread submission.
        unsafe {
            let page = self.base.add(ring::SUBMISSIONS_OFFSET).cast::<Submission>();
            page.add(slot).write_volatile(*submission);
        }
        header.submission_tail.store(tail.wrapping_add(1), Ordering::Release);
        Ok(())
    }

    /// Submits what was pushed and waits for `minimum` completions or the deadline.
    pub fn enter(&mut self, minimum: u32, deadline: u64) -> Result<u32> {
        let header = self.header();
        let tail = header.submission_tail.load(Ordering::Relaxed);
        let unsubmitted = tail.wrapping_sub(header.submission_head.load(Ordering::Acquire));
        // SAFETY: `push` took the promise for each submission in the ring.
        unsafe { entry::cap_enter(unsubmitted, minimum, deadline) }
    }

    /// Takes the oldest completion.
    pub fn pop(&mut self) -> Option<Completion> {
        let header = self.header();
        let head = header.completion_head.load(Ordering::Relaxed);
        if head == header.completion_tail.load(Ordering::Acquire) {
            return None;
        }
        let slot = (head % ring::COMPLETIONS) as usize;
        // SAFETY: the slot lies in the ring's completion page, and the kernel wrote it before it moved the tail.
        let completion = unsafe {
            let page = self.base.add(ring::COMPLETIONS_OFFSET).cast::<Completion>();
            page.add(slot).read_volatile()
        };
        header.completion_head.store(head.wrapping_add(1), Ordering::Release);
        Some(completion)
    }

    /// The index word that tells how many submissions the kernel has taken, for tests of misuse.
    pub fn submission_tail(&self) -> &AtomicU32 {
        &self.header().submission_tail
    }

    fn header(&self) -> &'static RingHeader {
        // SAFETY: the ring is mapped for the life of the thread, and its header is made of atomics.
        unsafe { &*self.base.cast::<RingHeader>() }
    }
}
