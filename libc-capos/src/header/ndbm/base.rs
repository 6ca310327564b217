//! What a `DBM` is.

use super::files::Files;
use crate::abi::slice;
use crate::errno::{self, Errno};
use crate::types::datum;
use alloc::vec::Vec;
use capos_libc_engine::database::{Cursor, Database, Error};
use core::ptr::null_mut;

#[expect(clippy::upper_case_acronyms, reason = "the name in C")]
pub struct DBM {
    pub database: Database<Files>,
    pub cursor: Cursor,
    pub has_failed: bool,
    /// What was given last: the program's until it asks for something else.
    given: Vec<u8>,
}

/// The bytes of a key or a content.
///
/// # Safety
/// It describes readable bytes, which stay as they are meanwhile.
pub unsafe fn bytes<'a>(of: &datum) -> &'a [u8] {
    // SAFETY: the caller's promise.
    unsafe { slice(of.dptr.cast_const().cast(), of.dsize) }
}

/// What says that there is none.
const NONE: datum = datum { dptr: null_mut(), dsize: 0 };

impl DBM {
    pub fn new(files: Files) -> Self {
        DBM {
            database: Database::new(files),
            cursor: Cursor::default(),
            has_failed: false,
            given: Vec::new(),
        }
    }

    /// What the program gets to see of bytes that were found.
    pub fn give(&mut self, found: Result<Option<Vec<u8>>, Error<Errno>>) -> datum {
        match found {
            Ok(Some(bytes)) => {
                self.given = bytes;
                datum { dptr: self.given.as_mut_ptr().cast(), dsize: self.given.len() }
            }
            Ok(None) => NONE,
            Err(error) => {
                self.fail(error);
                NONE
            }
        }
    }

    /// Sets errno, and what `dbm_error` tells if it is the files' fault.
    pub fn fail(&mut self, error: Error<Errno>) {
        let (number, is_theirs) = match error {
            Error::TooLarge => (Errno::EINVAL, false),
            Error::Damaged => (Errno::EIO, true),
            Error::Storage(error) => (error, true),
        };
        self.has_failed |= is_theirs;
        errno::set(number);
    }
}
