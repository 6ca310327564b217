//! `Outcome`: how a test program ended, as the result line tells it.

use core::fmt;

use capos_rt::{Error, ExitStatus};

pub enum Outcome {
    Ended(ExitStatus),
    /// Killed after this many seconds.
    TimedOut(u64),
    NotRun(Error),
}

impl Outcome {
    pub fn is_success(&self) -> bool {
        matches!(self, Outcome::Ended(ExitStatus::Exited(0)))
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Outcome::Ended(ExitStatus::Exited(status)) => write!(formatter, "exited {status}"),
            Outcome::Ended(ExitStatus::Killed) => write!(formatter, "killed"),
            Outcome::Ended(ExitStatus::Signaled(signal)) => write!(formatter, "ended by signal {signal}"),
            Outcome::Ended(ExitStatus::Faulted { vector, address, instruction, .. }) => {
                write!(formatter, "faulted: vector {vector} at {address:#x}, instruction {instruction:#x}")
            }
            Outcome::TimedOut(seconds) => write!(formatter, "hang: killed after {seconds} s"),
            Outcome::NotRun(error) => write!(formatter, "not run: {error:?}"),
        }
    }
}
