//! `Limit`: waits for a process no longer than a test may take.

use core::mem::ManuallyDrop;

use capos_rt::call::Wait;
use capos_rt::schema::abi::{Operation, Readiness, Submission};
use capos_rt::startup::granted;
use capos_rt::{Capability, ProcessHandle, Result, Ring, Timer};

use crate::outcome::Outcome;

/// `user_data` of the submissions.
const ENDED: u64 = 1;
const EXPIRED: u64 = 2;
const CANCELED: u64 = 3;

pub struct Limit {
    ring: Ring,
    timer: ManuallyDrop<Capability<Timer>>,
    seconds: u64,
}

impl Limit {
    /// `None` without a Timer. Made once, since it takes the thread's ring.
    pub fn new(seconds: u64) -> Option<Self> {
        // SAFETY: the supervisor has one thread and makes one `Limit`.
        let ring = unsafe { Ring::of_first_thread() };
        Some(Limit { ring, timer: granted::<Timer>("timer")?, seconds })
    }

    /// Waits until the process ends or the time is up; then it is killed.
    pub fn wait(&mut self, process: &Capability<ProcessHandle>) -> Result<Outcome> {
        let mut poll = Submission::empty(Operation::Poll);
        poll.capability = process.handle().bits();
        poll.bulk_address = u64::from(Readiness::READABLE.0);
        let mut timeout = Submission::empty(Operation::Timeout);
        timeout.bulk_address = self.timer.now()?.saturating_add(self.seconds.saturating_mul(1_000_000_000));
        self.push(poll, ENDED);
        self.push(timeout, EXPIRED);
        let first = self.next()?;
        let mut cancel = Submission::empty(Operation::Cancel);
        cancel.bulk_address = if first == ENDED { EXPIRED } else { ENDED };
        self.push(cancel, CANCELED);
        // The canceled submission completes as well, or has done so already.
        self.next()?;
        self.next()?;
        if first == ENDED {
            return process.wait(Wait::Block).map(Outcome::Ended);
        }
        process.kill()?;
        process.wait(Wait::Block)?;
        Ok(Outcome::TimedOut(self.seconds))
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
