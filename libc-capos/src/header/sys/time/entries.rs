//! Times in microseconds.

use crate::abi::cstr;
use crate::errno::{self, Errno};
use crate::header::fcntl::constants::{AT_FDCWD, AT_SYMLINK_NOFOLLOW};
use crate::header::time::CLOCK_REALTIME;
use crate::platform::{Clock, Fs, Sys};
use crate::types::{c_char, c_int, c_long, c_void, timespec, timeval};
use core::ffi::CStr;

/// The value of `UTIME_NOW`.
const NOW: c_long = 0x3fff_ffff;

/// The two times of `utimes` as `utimensat` takes them; NULL stands for now.
///
/// # Safety
/// `times` is NULL or two readable times.
unsafe fn in_nanoseconds(times: *const timeval) -> Result<[timespec; 2], Errno> {
    if times.is_null() {
        return Ok([timespec { tv_sec: 0, tv_nsec: NOW }; 2]);
    }
    let convert = |time: timeval| match time.tv_usec {
        0..1_000_000 => Ok(timespec { tv_sec: time.tv_sec, tv_nsec: time.tv_usec * 1000 }),
        _ => Err(Errno::EINVAL),
    };
    // SAFETY: the caller's promise.
    unsafe { Ok([convert(*times)?, convert(*times.add(1))?]) }
}

/// # Safety
/// `times` is NULL or two readable times.
unsafe fn set_times(directory: c_int, path: Option<&CStr>, times: *const timeval, flags: c_int) -> c_int {
    // SAFETY: the caller's promise.
    let times = unsafe { in_nanoseconds(times) };
    errno::status(times.and_then(|times| Sys::utimensat(directory, path, &times, flags)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/gettimeofday.html>
///
/// # Safety
/// `tp` is NULL or writable. The zone is obsolete and left alone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gettimeofday(tp: *mut timeval, _tzp: *mut c_void) -> c_int {
    let outcome = Sys::clock_gettime(CLOCK_REALTIME).map(|now| {
        // SAFETY: the caller's promise.
        unsafe { crate::abi::Out::new(tp) }
            .write(timeval { tv_sec: now.tv_sec, tv_usec: now.tv_nsec / 1000 });
    });
    errno::status(outcome)
}

/// Sets the realtime clock. The zone is obsolete and left alone.
///
/// # Safety
/// `tp` is NULL or readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn settimeofday(tp: *const timeval, _tzp: *const c_void) -> c_int {
    // SAFETY: the caller's promise.
    let outcome = match unsafe { tp.as_ref() } {
        None => Ok(()),
        Some(&timeval { tv_sec, tv_usec: tv_usec @ 0..1_000_000 }) => {
            Sys::clock_settime(CLOCK_REALTIME, &timespec { tv_sec, tv_nsec: tv_usec * 1000 })
        }
        Some(_) => Err(Errno::EINVAL),
    };
    errno::status(outcome)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/utimes.html>
///
/// # Safety
/// `path` is a string; `times` is NULL or two times.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn utimes(path: *const c_char, times: *const timeval) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { set_times(AT_FDCWD, Some(cstr(path)), times, 0) }
}

/// `utimes` of a symbolic link itself.
///
/// # Safety
/// `path` is a string; `times` is NULL or two times.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lutimes(path: *const c_char, times: *const timeval) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { set_times(AT_FDCWD, Some(cstr(path)), times, AT_SYMLINK_NOFOLLOW) }
}

/// `utimes` of an open file.
///
/// # Safety
/// `times` is NULL or two times.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn futimes(fd: c_int, times: *const timeval) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { set_times(fd, None, times, 0) }
}

/// `utimes` relative to a directory.
///
/// # Safety
/// `path` is a string; `times` is NULL or two times.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn futimesat(dirfd: c_int, path: *const c_char, times: *const timeval) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { set_times(dirfd, Some(cstr(path)), times, 0) }
}
