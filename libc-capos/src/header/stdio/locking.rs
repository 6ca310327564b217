//! Holding a stream over several calls.

use super::entry::file;
use crate::stream::FILE;
use crate::types::c_int;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/flockfile.html>
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn flockfile(stream: *mut FILE) {
    // SAFETY: the caller passes an open stream.
    unsafe { file(stream) }.recursive_lock().acquire();
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ftrylockfile.html>
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftrylockfile(stream: *mut FILE) -> c_int {
    // SAFETY: the caller passes an open stream.
    c_int::from(!unsafe { file(stream) }.recursive_lock().try_acquire())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/funlockfile.html>
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn funlockfile(stream: *mut FILE) {
    // SAFETY: the caller passes an open stream.
    unsafe { file(stream) }.recursive_lock().release();
}
