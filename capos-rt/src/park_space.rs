//! Client of `ParkSpace`: waiting at words of memory, and waking.

use core::sync::atomic::AtomicU32;

use capos_schema::abi::{Operation, Sharing, Submission};
use capos_schema::capos_capnp::park_space as schema;
use capos_schema::methods::park_space as methods;

use crate::call::ask;
use crate::capability::interfaces::ParkSpace;
use crate::entry::cap_call;
use crate::error::Error;
use crate::{Capability, Result};

/// Why a wait is over.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Parked {
    Woken,
    /// The word had another value.
    OtherValue,
}

impl Capability<ParkSpace> {
    /// The submission that waits while the word has the expected value, until it is unparked or until the deadline
    /// (Timer's nanoseconds, `u64::MAX` for none).
    pub fn park_submission(
        &self,
        word: &AtomicU32,
        expected: u32,
        sharing: Sharing,
        deadline: u64,
    ) -> Submission {
        Submission {
            capability: self.handle().bits(),
            method: sharing as u16,
            params_address: deadline,
            bulk_address: word.as_ptr() as u64,
            bulk_length: expected.into(),
            ..Submission::empty(Operation::Park)
        }
    }

    /// Waits as [`Self::park_submission`] says; `timedOut` at the deadline, `interrupted` by a signal.
    pub fn park(&self, word: &AtomicU32, expected: u32, sharing: Sharing, deadline: u64) -> Result<Parked> {
        let submission = self.park_submission(word, expected, sharing, deadline);
        // SAFETY: the kernel reads the word, which is alive.
        let completion = unsafe { cap_call(&submission) };
        match (completion.status, completion.value) {
            (0, 0) => Ok(Parked::Woken),
            (0, _) => Ok(Parked::OtherValue),
            (status, _) => Err(Error::from_status(status, completion.detail)),
        }
    }

    /// Wakes up to `most` who wait at the word, whose contents do not matter; how many.
    pub fn unpark(&self, word: *const AtomicU32, most: u32, sharing: Sharing) -> Result<u32> {
        let submission = Submission {
            capability: self.handle().bits(),
            method: sharing as u16,
            bulk_address: word.addr() as u64,
            bulk_length: most.into(),
            ..Submission::empty(Operation::Unpark)
        };
        // SAFETY: the address is only a key.
        let completion = unsafe { cap_call(&submission) };
        match completion.status {
            0 => Ok(completion.value as u32),
            status => Err(Error::from_status(status, completion.detail)),
        }
    }

    /// Threads of this process that wait.
    pub fn count_parked(&self) -> Result<u32> {
        let read = |results: schema::count_parked_results::Reader<'_>| Ok(results.get_threads());
        ask::<methods::CountParked, 2, _>(self.handle(), read)
    }
}
