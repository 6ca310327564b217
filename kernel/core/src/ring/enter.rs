//! `cap_enter`: takes submissions, tries again what was woken, and waits for completions.

use alloc::boxed::Box;
use alloc::sync::Arc;

use capos_hal::time;
use capos_schema::abi::ring::{COMPLETIONS, SUBMISSIONS};
use capos_schema::abi::{Fault, Submission, SubmissionFlags};
use capos_schema::capos_capnp::ErrorCode;

use super::pending::Pending;
use crate::call::{Begun, Caller, Ended, Registered, Request, begin};
use crate::object::Waiter;
use crate::signal::{self, Interruption};
use crate::timers::{self, TimerId};

/// The deadline that never comes.
const NEVER: u64 = u64::MAX;

/// How a wait for completions ended.
enum Waited {
    Enough,
    /// By a signal.
    Interrupted,
}

impl Caller<'_> {
    /// Takes up to `submit` submissions, then waits for `minimum` completions or the deadline. The value is
    /// the number of submissions taken, also if a signal interrupts the wait. With nothing to take and nothing to wait for, others get the CPU.
    pub fn cap_enter(&mut self, submit: u64, minimum: u64, deadline: u64) -> Ended {
        if submit == 0 && minimum == 0 {
            self.thread.give_way();
            if self.ring.pending() == 0 {
                return Ended::ok(0);
            }
        }
        let mut taken = 0;
        let result = self.enter(submit, minimum, deadline, &mut taken);
        // Whatever happened, the indices say it.
        match result.and_then(|waited| self.ring.publish().map(|()| waited)) {
            Ok(Waited::Enough) => Ended::ok(taken),
            Ok(Waited::Interrupted) => Ended { value: taken, ..Ended::exception(ErrorCode::Interrupted) },
            Err(fault) => Ended { value: taken, ..Ended::fault(fault) },
        }
    }

    fn enter(&mut self, submit: u64, minimum: u64, deadline: u64, taken: &mut u64) -> Result<Waited, Fault> {
        if submit > SUBMISSIONS.into() || minimum > COMPLETIONS.into() {
            return Err(Fault::Entry);
        }
        let indices = self.ring.memory.thread_indices()?;
        self.ring.unread(indices)?;
        let submitted = u64::from(self.ring.submitted(indices)?);
        self.retry_woken()?;
        while *taken < submit.min(submitted) {
            if self.ring.unread(indices)? + self.ring.pending() >= COMPLETIONS {
                return Err(Fault::TooManyPending);
            }
            let submission = self.ring.memory.submission(self.ring.submission_head)?;
            self.ring.submission_head = self.ring.submission_head.wrapping_add(1);
            *taken += 1;
            self.submit(submission)?;
        }
        while u64::from(self.ring.unread(indices)?) < minimum && self.ring.pending() > 0 {
            if time::now() >= deadline {
                break;
            }
            if self.thread.may_be_interrupted() {
                match signal::interrupts(self.thread) {
                    Interruption::None => {}
                    Interruption::Stopped => {
                        self.retry_woken()?;
                        continue;
                    }
                    Interruption::Ends => return Ok(Waited::Interrupted),
                }
            }
            self.ring.publish()?;
            let timer = self.wake_at(deadline);
            self.thread.block();
            drop(timer);
            self.retry_woken()?;
        }
        Ok(Waited::Enough)
    }

    /// Ends the pending operation that carries the mark; it completes as canceled.
    pub(crate) fn cancel(&mut self, user_data: u64) -> Ended {
        let Some(pending) = self.ring.find(user_data).and_then(|slot| self.ring.take(slot)) else {
            return Ended::fault(Fault::NotPending);
        };
        drop(pending);
        let completed = self.ring.complete(user_data, Ended::exception(ErrorCode::Canceled));
        match completed.and(self.ring.publish()) {
            Ok(()) => Ended::ok(0),
            Err(fault) => Ended::fault(fault),
        }
    }

    /// Carries a submission out, or leaves it pending.
    fn submit(&mut self, submission: Submission) -> Result<(), Fault> {
        let ended = match begin(self.thread, &submission) {
            Ok(Begun::Ended(ended)) => Some(ended),
            Ok(Begun::Cancel { user_data }) => Some(self.cancel(user_data)),
            Ok(Begun::Request(request)) => self.start(request, &submission),
            Err(fault) => Some(Ended::fault(fault)),
        };
        match ended {
            Some(ended) => self.ring.complete(submission.user_data, ended),
            None => Ok(()),
        }
    }

    fn start(&mut self, mut request: Request, submission: &Submission) -> Option<Ended> {
        if let Some(ended) = request.attempt(self.thread, submission, &mut self.buffers) {
            return Some(ended);
        }
        if submission.flags & SubmissionFlags::NO_WAIT != 0 {
            return Some(Ended::exception(ErrorCode::WouldBlock));
        }
        let Some(slot) = self.ring.free_slot() else { return Some(Ended::exception(ErrorCode::NoMemory)) };
        self.keep(slot, Box::new(Pending { submission: *submission, request, registered: None }))
    }

    /// Registers, tries once more, and keeps what still has to wait in the slot.
    fn keep(&mut self, slot: u8, mut pending: Box<Pending>) -> Option<Ended> {
        let Pending { submission, request, registered } = &mut *pending;
        let mut places = match Registered::new(self.thread, Some(slot), request) {
            Ok(places) => places,
            Err(reason) => return Some(Ended::exception(reason)),
        };
        if let Some(ended) = request.attempt(self.thread, submission, &mut self.buffers) {
            return Some(ended);
        }
        if let Err(reason) = places.refresh(self.thread, Some(slot), request) {
            return Some(Ended::exception(reason));
        }
        *registered = Some(places);
        self.ring.put(slot, pending);
        None
    }

    fn retry_woken(&mut self) -> Result<(), Fault> {
        let mut woken = self.thread.take_woken_operations();
        while woken != 0 {
            let slot = woken.trailing_zeros() as u8;
            woken &= woken - 1;
            // The wake may have been for an operation that is gone.
            let Some(mut pending) = self.ring.take(slot) else { continue };
            pending.registered = None;
            let user_data = pending.submission.user_data;
            if let Some(ended) = self.keep(slot, pending) {
                self.ring.complete(user_data, ended)?;
            }
        }
        Ok(())
    }

    fn wake_at(&self, deadline: u64) -> Option<WakeUp> {
        if deadline == NEVER {
            return None;
        }
        let waiter = Waiter { thread: Arc::clone(self.thread), operation: None };
        // Without memory for the timer the thread looks again at once instead of waiting.
        match timers::set(deadline, waiter) {
            Ok(timer) => Some(WakeUp(timer)),
            Err(_) => {
                self.thread.notify(None);
                None
            }
        }
    }
}

/// Cancels the timer when dropped.
struct WakeUp(TimerId);

impl Drop for WakeUp {
    fn drop(&mut self) {
        timers::cancel(self.0);
    }
}
