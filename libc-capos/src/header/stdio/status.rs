//! Indicators and descriptors.

use super::entry::file;
use crate::errno::{self, Errno};
use crate::stream::FILE;
use crate::types::c_int;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/feof.html>
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn feof(stream: *mut FILE) -> c_int {
    // SAFETY: the caller passes an open stream.
    c_int::from(unsafe { file(stream) }.lock().at_end())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ferror.html>
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ferror(stream: *mut FILE) -> c_int {
    // SAFETY: the caller passes an open stream.
    c_int::from(unsafe { file(stream) }.lock().has_error())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/clearerr.html>
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn clearerr(stream: *mut FILE) {
    // SAFETY: the caller passes an open stream.
    unsafe { file(stream) }.lock().clear_indicators();
}

/// `feof` for callers that hold the lock.
///
/// # Safety
/// The caller passes an open stream and holds its lock.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn feof_unlocked(stream: *mut FILE) -> c_int {
    // SAFETY: the caller passes an open stream and holds its lock.
    c_int::from(unsafe { file(stream).unlocked() }.at_end())
}

/// `ferror` for callers that hold the lock.
///
/// # Safety
/// The caller passes an open stream and holds its lock.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ferror_unlocked(stream: *mut FILE) -> c_int {
    // SAFETY: the caller passes an open stream and holds its lock.
    c_int::from(unsafe { file(stream).unlocked() }.has_error())
}

/// `clearerr` for callers that hold the lock.
///
/// # Safety
/// The caller passes an open stream and holds its lock.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn clearerr_unlocked(stream: *mut FILE) {
    // SAFETY: the caller passes an open stream and holds its lock.
    unsafe { file(stream).unlocked() }.clear_indicators();
}

/// # Safety
/// `stream` is open.
unsafe fn descriptor(stream: *mut FILE) -> c_int {
    // SAFETY: the caller's promise.
    let fd = unsafe { file(stream) }.lock().backend().descriptor();
    errno::result(fd.ok_or(Errno::EBADF))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fileno.html>
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fileno(stream: *mut FILE) -> c_int {
    // SAFETY: the caller passes an open stream.
    unsafe { descriptor(stream) }
}

/// `fileno` for callers that hold the lock.
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fileno_unlocked(stream: *mut FILE) -> c_int {
    // SAFETY: the caller passes an open stream.
    unsafe { descriptor(stream) }
}

/// Drops what is buffered (BSD).
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fpurge(stream: *mut FILE) -> c_int {
    // SAFETY: the caller passes an open stream.
    unsafe { file(stream) }.lock().purge();
    0
}
