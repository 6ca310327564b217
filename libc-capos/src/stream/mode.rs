//! Mode strings of `fopen`.

use crate::errno::Errno;
use crate::header::fcntl::constants::{
    O_APPEND, O_CLOEXEC, O_CREAT, O_EXCL, O_RDONLY, O_RDWR, O_TRUNC, O_WRONLY,
};
use crate::types::c_int;

/// A parsed mode string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenMode {
    pub read: bool,
    pub write: bool,
    pub append: bool,
    pub create: bool,
    pub truncate: bool,
    pub exclusive: bool,
    pub close_on_exec: bool,
    pub binary: bool,
}

impl OpenMode {
    pub const NONE: Self = Self {
        read: false,
        write: false,
        append: false,
        create: false,
        truncate: false,
        exclusive: false,
        close_on_exec: false,
        binary: false,
    };

    /// Parses `r`, `w` or `a` with any of `b`, `+`, `x`, `e` behind it; other letters are extensions elsewhere
    /// and ignored.
    pub fn parse(text: &[u8]) -> Result<Self, Errno> {
        let (first, rest) = text.split_first().ok_or(Errno::EINVAL)?;
        let mut mode = match first {
            b'r' => Self { read: true, ..Self::NONE },
            b'w' => Self { write: true, create: true, truncate: true, ..Self::NONE },
            b'a' => Self { write: true, create: true, append: true, ..Self::NONE },
            _ => return Err(Errno::EINVAL),
        };
        // What follows a comma (glibc's ",ccs=") is no list of letters.
        for letter in rest.split(|&letter| letter == b',').next().unwrap_or(b"") {
            match letter {
                b'+' => (mode.read, mode.write) = (true, true),
                b'x' => mode.exclusive = true,
                b'e' => mode.close_on_exec = true,
                b'b' => mode.binary = true,
                _ => {}
            }
        }
        Ok(mode)
    }

    /// The flags for `open`.
    pub fn flags(self) -> c_int {
        let access = match (self.read, self.write) {
            (true, true) => O_RDWR,
            (false, true) => O_WRONLY,
            _ => O_RDONLY,
        };
        let flag = |wanted: bool, flag: c_int| if wanted { flag } else { 0 };
        access
            | flag(self.create, O_CREAT)
            | flag(self.truncate, O_TRUNC)
            | flag(self.append, O_APPEND)
            | flag(self.exclusive && self.create, O_EXCL)
            | flag(self.close_on_exec, O_CLOEXEC)
    }
}
