//! `Ended`: how a submission ended.

use capos_schema::abi::{Completion, Fault, Status};
use capos_schema::capos_capnp::ErrorCode;

use crate::object::CallError;

/// A completion without its `user_data`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ended {
    pub status: Status,
    pub detail: u32,
    pub results_length: u32,
    pub value: u64,
}

impl Ended {
    pub const fn ok(value: u64) -> Self {
        Ended { status: Status::Ok, detail: 0, results_length: 0, value }
    }

    pub const fn fault(fault: Fault) -> Self {
        Ended { status: Status::Fault, detail: fault as u32, results_length: 0, value: 0 }
    }

    pub const fn exception(code: ErrorCode) -> Self {
        Ended { status: Status::Exception, detail: code as u32, results_length: 0, value: 0 }
    }

    /// Status and detail as an entry returns them.
    pub const fn first_register(self) -> u64 {
        self.status as u64 | (self.detail as u64) << 32
    }

    pub fn completion(self, user_data: u64) -> Completion {
        Completion {
            user_data,
            status: self.status as u32,
            detail: self.detail,
            results_length: self.results_length,
            reserved: 0,
            value: self.value,
        }
    }
}

impl From<CallError> for Ended {
    fn from(error: CallError) -> Self {
        match error {
            CallError::Fault(fault) => Ended::fault(fault),
            CallError::Exception(code) => Ended::exception(code),
        }
    }
}
