//! `Watch`: waits until something can be read, or until a moment.

use core::mem::ManuallyDrop;

use capos_rt::call::Wait;
use capos_rt::schema::abi::{Handle, Operation, Readiness, Submission};
use capos_rt::startup::granted;
use capos_rt::{Capability, ProcessHandle, Result, Ring, Timer};

use crate::outcome::Outcome;

/// `user_data` of the submissions.
const READABLE: u64 = 1;
const EXPIRED: u64 = 2;
const CANCELED: u64 = 3;

pub struct Watch {
    ring: Ring,
    timer: ManuallyDrop<Capability<Timer>>,
}

impl Watch {
    /// `None` without a Timer. Made once, since it takes the thread's ring.
    pub fn new() -> Option<Self> {
        // SAFETY: the supervisor has one thread and makes one `Watch`.
        let ring = unsafe { Ring::of_first_thread() };
        Some(Watch { ring, timer: granted::<Timer>("timer")? })
    }

    /// The moment so many seconds from now.
    pub fn in_seconds(&self, seconds: u64) -> Result<u64> {
        Ok(self.timer.now()?.saturating_add(seconds.saturating_mul(1_000_000_000)))
    }

    pub fn is_over(&self, deadline: u64) -> Result<bool> {
        Ok(self.timer.now()? >= deadline)
    }

    /// Waits until the object is readable; `false` if the deadline comes first.
    pub fn until_readable(&mut self, object: Handle, deadline: u64) -> Result<bool> {
        let mut poll = Submission::empty(Operation::Poll);
        poll.capability = object.bits();
        poll.bulk_address = u64::from(Readiness::READABLE.0);
        let mut timeout = Submission::empty(Operation::Timeout);
        timeout.bulk_address = deadline;
        self.push(poll, READABLE);
        self.push(timeout, EXPIRED);
        let first = self.next()?;
        let mut cancel = Submission::empty(Operation::Cancel);
        cancel.bulk_address = if first == READABLE { EXPIRED } else { READABLE };
        self.push(cancel, CANCELED);
        // The canceled submission completes as well, or has done so already.
        self.next()?;
        self.next()?;
        Ok(first == READABLE)
    }

    /// Waits so many seconds for a process to end; then it is killed.
    pub fn wait(&mut self, process: &Capability<ProcessHandle>, seconds: u64) -> Result<Outcome> {
        let deadline = self.in_seconds(seconds)?;
        if self.until_readable(process.handle(), deadline)? {
            return process.wait(Wait::Block).map(Outcome::Ended);
        }
        process.kill()?;
        process.wait(Wait::Block)?;
        Ok(Outcome::TimedOut(seconds))
    }

    fn push(&mut self, mut submission: Submission, user_data: u64) {
        submission.user_data = user_data;
        // SAFETY: POLL, TIMEOUT and CANCEL name no memory.
        let pushed = unsafe { self.ring.push(&submission) };
        pushed.expect("three submissions fit into the ring");
    }

    /// The `user_data` of the next completion.
    fn next(&mut self) -> Result<u64> {
        loop {
            if let Some(completion) = self.ring.pop() {
                return Ok(completion.user_data);
            }
            self.ring.enter(1, u64::MAX)?;
        }
    }
}
