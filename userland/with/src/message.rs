//! What a person is told when something does not work.

use alloc::format;
use alloc::string::String;

use capos_rt::Error;
use capos_rt::error::ErrorCode;

pub type Message = String;

/// "WHAT: why".
pub fn explain(what: &[u8], error: Error) -> Message {
    let what = what.escape_ascii();
    match error {
        Error::Exception(ErrorCode::NotFound) => format!("{what}: there is no such file"),
        Error::Exception(ErrorCode::NotDirectory) => format!("{what}: not a directory"),
        Error::Exception(ErrorCode::AccessDenied) => format!("{what}: its mode does not permit it"),
        Error::Exception(ErrorCode::NotExecutable) => format!("{what}: not a program"),
        Error::Exception(code) => format!("{what}: {code:?}"),
        other => format!("{what}: {other:?}"),
    }
}
