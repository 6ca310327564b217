//! `Ring`: the kernel's side of one thread's ring: its own indices and the operations that wait.

use alloc::boxed::Box;
use alloc::vec::Vec;

use capos_hal::{UserAddress, frame};
use capos_schema::abi::ring::{COMPLETIONS, MAX_PENDING, SUBMISSIONS};
use capos_schema::abi::{Fault, Submission};

use super::memory::{RingMemory, ThreadIndices};
use crate::call::{Ended, Registered, Request};

/// Nothing in here is read from memory that the process can write.
pub struct Ring {
    pub(super) memory: RingMemory,
    /// Next submission to take.
    pub(super) submission_head: u32,
    /// Where the next completion goes.
    pub(super) completion_tail: u32,
    slots: Vec<Option<Box<Pending>>>,
    pending: u32,
}

/// An operation that waits.
pub(super) struct Pending {
    pub submission: Submission,
    pub request: Request,
    /// `None` only while it is tried again.
    pub registered: Option<Registered>,
}

// Woken operations are bits of a u128.
const _: () = assert!(MAX_PENDING <= 128);

impl Ring {
    pub fn new(address: UserAddress) -> Self {
        Ring {
            memory: RingMemory::new(address),
            submission_head: 0,
            completion_tail: 0,
            slots: Vec::new(),
            pending: 0,
        }
    }

    pub(super) fn pending(&self) -> u32 {
        self.pending
    }

    /// Completions that the thread has not taken. Indices that make no sense are the thread's fault.
    pub(super) fn unread(&self, indices: ThreadIndices) -> Result<u32, Fault> {
        let unread = self.completion_tail.wrapping_sub(indices.completion_head);
        if unread > COMPLETIONS { Err(Fault::Entry) } else { Ok(unread) }
    }

    /// Submissions that the thread has put in.
    pub(super) fn submitted(&self, indices: ThreadIndices) -> Result<u32, Fault> {
        let submitted = indices.submission_tail.wrapping_sub(self.submission_head);
        if submitted > SUBMISSIONS { Err(Fault::Entry) } else { Ok(submitted) }
    }

    /// A slot for an operation that is about to wait; `None` without memory.
    pub(super) fn free_slot(&mut self) -> Option<u8> {
        if frame::is_scarce() {
            return None;
        }
        let index = match self.slots.iter().position(Option::is_none) {
            Some(index) => index,
            None => {
                self.slots.try_reserve(1).ok()?;
                self.slots.push(None);
                self.slots.len() - 1
            }
        };
        u8::try_from(index).ok()
    }

    pub(super) fn put(&mut self, slot: u8, pending: Box<Pending>) {
        self.slots[usize::from(slot)] = Some(pending);
        self.pending += 1;
    }

    pub(super) fn take(&mut self, slot: u8) -> Option<Box<Pending>> {
        let taken = self.slots.get_mut(usize::from(slot))?.take()?;
        self.pending -= 1;
        Some(taken)
    }

    /// The slot of the pending operation that carries the mark.
    pub(super) fn find(&self, user_data: u64) -> Option<u8> {
        let carries = |slot: &Option<Box<Pending>>| {
            slot.as_ref().is_some_and(|pending| pending.submission.user_data == user_data)
        };
        self.slots.iter().position(carries).and_then(|index| u8::try_from(index).ok())
    }

    /// There is room: no more submissions are taken than can complete.
    pub(super) fn complete(&mut self, user_data: u64, ended: Ended) -> Result<(), Fault> {
        let index = self.completion_tail;
        self.completion_tail = index.wrapping_add(1);
        self.memory.put_completion(index, &ended.completion(user_data))
    }

    pub(super) fn publish(&self) -> Result<(), Fault> {
        self.memory.publish(self.submission_head, self.completion_tail)
    }
}
