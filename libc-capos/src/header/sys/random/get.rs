//! Random bytes of the system.

use crate::abi::slice_mut;
use crate::errno::{self, Errno};
use crate::platform::{Entropy, Sys};
use crate::types::{c_int, c_uint, c_void, size_t, ssize_t};

/// What `getentropy` gives at most (`GETENTROPY_MAX`).
const MOST: size_t = 256;

/// <https://man7.org/linux/man-pages/man2/getrandom.2.html>
///
/// # Safety
/// `buffer` points to `length` writable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getrandom(buffer: *mut c_void, length: size_t, flags: c_uint) -> ssize_t {
    // SAFETY: by the contract; the bytes are written before anything reads them.
    let buffer = unsafe { slice_mut(buffer.cast::<u8>(), length) };
    errno::result(Sys::getrandom(buffer, flags).map(|count| count as ssize_t))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getentropy.html>
///
/// # Safety
/// `buffer` points to `length` writable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getentropy(buffer: *mut c_void, length: size_t) -> c_int {
    if length > MOST {
        return errno::status(Err(Errno::EINVAL));
    }
    // SAFETY: by the contract; the bytes are written before anything reads them.
    let mut rest = unsafe { slice_mut(buffer.cast::<u8>(), length) };
    while !rest.is_empty() {
        match Sys::getrandom(rest, 0) {
            Ok(count) => rest = &mut rest[count..],
            Err(Errno::EINTR) => {}
            Err(error) => return errno::status(Err(error)),
        }
    }
    0
}
