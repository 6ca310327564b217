//! `Malformed`: why bytes are no message of the type they should have.

use core::fmt;
use core::str::Utf8Error;

pub type Result<T, E = Malformed> = core::result::Result<T, E>;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Malformed {
    /// A pointer leads out of the message.
    Bounds,
    /// A pointer to something else than its field holds.
    Pointer,
    /// More elements than the message has words.
    Length,
    /// A Text that does not end with NUL, or is not UTF-8.
    Text,
    /// An enumerant or a member of a union that the schema does not have.
    Value,
}

impl fmt::Display for Malformed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Malformed::Bounds => "a pointer out of the message",
            Malformed::Pointer => "a pointer of another kind",
            Malformed::Length => "a list longer than the message",
            Malformed::Text => "a text that is none",
            Malformed::Value => "a value that is not in the schema",
        })
    }
}

impl core::error::Error for Malformed {}

impl From<Utf8Error> for Malformed {
    fn from(_: Utf8Error) -> Self {
        Malformed::Text
    }
}
