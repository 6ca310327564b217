//! Keeping pages in memory.

use crate::errno;
use crate::platform::{Memory, Sys};
use crate::types::{c_int, c_uchar, c_void, size_t};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mlock.html>
#[unsafe(no_mangle)]
pub extern "C" fn mlock(address: *const c_void, length: size_t) -> c_int {
    errno::status(Sys::lock(address as usize, length))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mlock.html>
#[unsafe(no_mangle)]
pub extern "C" fn munlock(address: *const c_void, length: size_t) -> c_int {
    errno::status(Sys::unlock(address as usize, length))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mlockall.html>
#[unsafe(no_mangle)]
pub extern "C" fn mlockall(flags: c_int) -> c_int {
    errno::status(Sys::lock_all(flags))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mlockall.html>
#[unsafe(no_mangle)]
pub extern "C" fn munlockall() -> c_int {
    errno::status(Sys::unlock_all())
}

/// Tells which pages are in memory: a byte for each (BSD).
///
/// # Safety
/// `pages` has a byte for every page of the range.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mincore(address: *mut c_void, length: size_t, pages: *mut c_uchar) -> c_int {
    // SAFETY: the caller's promise.
    errno::status(unsafe { Sys::resident(address as usize, length, pages) })
}
