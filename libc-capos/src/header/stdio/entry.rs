//! What the entries share: from pointers to streams, from results to C's conventions.

use crate::errno::{self, Errno};
use crate::header::stdio::EOF;
use crate::stream::FILE;
use crate::types::c_int;

/// The stream behind a pointer.
///
/// # Safety
/// `stream` is one of the standard streams or came from a function that opens one, and has not been closed.
#[inline(always)]
pub unsafe fn file(stream: *mut FILE) -> &'static FILE {
    // SAFETY: the caller's promise.
    unsafe { &*stream }
}

/// A byte as `getc` returns it.
#[inline(always)]
pub fn byte_or_eof(outcome: Result<Option<u8>, Errno>) -> c_int {
    match outcome {
        Ok(Some(byte)) => c_int::from(byte),
        Ok(None) => EOF,
        Err(error) => {
            errno::set(error);
            EOF
        }
    }
}

/// `value`, or `EOF` with `errno` set.
#[inline(always)]
pub fn or_eof(outcome: Result<(), Errno>, value: c_int) -> c_int {
    match outcome {
        Ok(()) => value,
        Err(error) => {
            errno::set(error);
            EOF
        }
    }
}

/// The stream, or null with `errno` set.
pub fn opened(outcome: Result<&'static FILE, Errno>) -> *mut FILE {
    errno::pointer(outcome.map(|file| core::ptr::from_ref(file).cast_mut()))
}

/// What a function of the `scanf` family returns.
pub fn scanned(assigned: Option<c_int>, error: Option<Errno>) -> c_int {
    if let Some(error) = error {
        errno::set(error);
    }
    assigned.unwrap_or(EOF)
}
