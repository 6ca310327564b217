//! How a try of a call ends.

use capos_schema::abi::Fault;
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::message::Malformed;

/// The good ends of one try.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    Done,
    /// Try again once the object's wait queue wakes or the call's deadline has passed.
    Wait,
}

/// The other ends: the submission was wrong, or the method answers an error.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CallError {
    Fault(Fault),
    /// `Call::exception` makes one that carries a reason for people.
    Exception(ErrorCode),
}

pub type CallResult = Result<Outcome, CallError>;

impl From<Fault> for CallError {
    fn from(fault: Fault) -> Self {
        CallError::Fault(fault)
    }
}

impl From<ErrorCode> for CallError {
    fn from(code: ErrorCode) -> Self {
        CallError::Exception(code)
    }
}

// What follows are the ways in which reading parameters fails. Encoding results never does: room is checked
// before a method acts, so each of these is the caller's message.

impl From<Malformed> for CallError {
    fn from(_: Malformed) -> Self {
        CallError::Fault(Fault::ParamsMessage)
    }
}

impl From<core::str::Utf8Error> for CallError {
    fn from(_: core::str::Utf8Error) -> Self {
        CallError::Fault(Fault::ParamsMessage)
    }
}
