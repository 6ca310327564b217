//! The fixed text form.

use super::calendar::local;
use crate::errno::{self, Errno};
use crate::time_zone::from_c;
use crate::types::{c_char, time_t, tm};
use capos_libc_engine::time::{ASCTIME_MAX, AscTime};
use core::cell::UnsafeCell;

/// What programs must provide for `asctime_r`.
const BUFFER_LEN: usize = 26;

/// The result of `asctime` and `ctime`, which the standard lets every call overwrite.
struct Shared(UnsafeCell<[u8; ASCTIME_MAX + 1]>);

// SAFETY: programs that call the functions without `_r` from several threads race on the result by contract.
unsafe impl Sync for Shared {}

static SHARED: Shared = Shared(UnsafeCell::new([0; ASCTIME_MAX + 1]));

/// Writes the text of `value` and its terminator.
///
/// # Safety
/// `size` bytes at `buf` are writable.
unsafe fn write(value: Result<tm, Errno>, buf: *mut c_char, size: usize) -> *mut c_char {
    let outcome = value.and_then(|value| {
        let text = AscTime::new(&from_c(&value));
        let bytes = text.as_bytes();
        if bytes.len() >= size {
            return Err(Errno::EOVERFLOW);
        }
        // SAFETY: the caller's promise; text and terminator fit.
        unsafe {
            core::ptr::copy_nonoverlapping(bytes.as_ptr(), buf.cast(), bytes.len());
            *buf.add(bytes.len()) = 0;
        }
        Ok(buf)
    });
    errno::pointer(outcome)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/asctime.html>
///
/// # Safety
/// `timeptr` is readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn asctime(timeptr: *const tm) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { write(Ok(*timeptr), SHARED.0.get().cast(), ASCTIME_MAX + 1) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/asctime.html>
///
/// # Safety
/// `timeptr` is readable; `buf` has 26 bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn asctime_r(timeptr: *const tm, buf: *mut c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { write(Ok(*timeptr), buf, BUFFER_LEN) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ctime.html>
///
/// # Safety
/// `timer` is readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ctime(timer: *const time_t) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { write(local(*timer), SHARED.0.get().cast(), ASCTIME_MAX + 1) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ctime.html>
///
/// # Safety
/// `timer` is readable; `buf` has 26 bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ctime_r(timer: *const time_t, buf: *mut c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { write(local(*timer), buf, BUFFER_LEN) }
}
