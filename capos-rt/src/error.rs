//! `Error`: the ABI's two kinds of failure.

use capos_schema::abi::Fault;
pub use capos_schema::capos_capnp::ErrorCode;
use capos_schema::message::Malformed;

/// Why a call failed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Error {
    /// The method answered an error.
    Exception(ErrorCode),
    /// The submission was wrong.
    Fault(Fault),
    /// The results are not a message of the method's Results type, or of a kernel newer than this runtime.
    BadResults,
}

pub type Result<T> = core::result::Result<T, Error>;

impl Error {
    /// From a completion's `status` (not `Ok`) and `detail`.
    pub fn from_status(status: u32, detail: u32) -> Error {
        use capos_schema::abi::Status;
        match Status::try_from(status) {
            Ok(Status::Exception) => {
                match u16::try_from(detail).ok().and_then(|code| ErrorCode::try_from(code).ok()) {
                    Some(code) => Error::Exception(code),
                    None => Error::BadResults,
                }
            }
            Ok(Status::Fault) => Fault::try_from(detail).map_or(Error::BadResults, Error::Fault),
            _ => Error::BadResults,
        }
    }

    pub fn code(self) -> Option<ErrorCode> {
        match self {
            Error::Exception(code) => Some(code),
            _ => None,
        }
    }
}

impl From<Malformed> for Error {
    fn from(_: Malformed) -> Error {
        Error::BadResults
    }
}
