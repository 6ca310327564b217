//! A file of lines that is read from the first to the last (`getpwent`) or searched.

use crate::contents;
use crate::errno::Errno;
use crate::sync::Mutex;
use alloc::boxed::Box;
use core::ffi::CStr;

/// Longer files are not read.
const LIMIT: usize = 16 << 20;

/// One of the files.
pub struct Database {
    path: &'static CStr,
    /// What a file that is not there would hold.
    otherwise: &'static [u8],
    /// What `get…ent` is in the middle of, and where.
    reading: Mutex<Option<(Box<[u8]>, usize)>>,
}

pub static USERS: Database = Database::new(c"/etc/passwd");
pub static GROUPS: Database = Database::new(c"/etc/group");
pub static SHADOWS: Database = Database::new(c"/etc/shadow");

impl Database {
    const fn new(path: &'static CStr) -> Self {
        Database::with_default(path, b"")
    }

    pub const fn with_default(path: &'static CStr, otherwise: &'static [u8]) -> Self {
        Database { path, otherwise, reading: Mutex::new(None) }
    }

    /// The whole file, or what stands for one that is not there.
    pub fn read(&self) -> Result<Box<[u8]>, Errno> {
        match contents::read(self.path, LIMIT) {
            Err(Errno::ENOENT | Errno::ENOTDIR) => Ok(self.otherwise.into()),
            outcome => outcome,
        }
    }

    /// Starts again with the first line.
    pub fn rewind(&self) {
        *self.reading.lock() = None;
    }

    /// Hands the next line that is a record to `make`; `None` at the end.
    pub fn next<T>(
        &self,
        mut make: impl FnMut(&[u8]) -> Option<Result<T, Errno>>,
    ) -> Result<Option<T>, Errno> {
        let mut reading = self.reading.lock();
        let (text, at) = match &mut *reading {
            Some(reading) => reading,
            none => none.insert((self.read()?, 0)),
        };
        while *at < text.len() {
            let rest = &text[*at..];
            let length = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
            let record = make(&rest[..length]).transpose()?;
            // A record that could not be made comes again.
            *at = (*at + length + 1).min(text.len());
            if record.is_some() {
                return Ok(record);
            }
        }
        Ok(None)
    }
}
