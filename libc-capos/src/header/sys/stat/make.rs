//! Directories, modes and times.

use super::constants::UTIME_NOW;
use crate::abi::{cstr, cstr_or_null};
use crate::errno::{self, Errno};
use crate::header::fcntl::constants::{AT_FDCWD, AT_SYMLINK_NOFOLLOW};
use crate::platform::{Directories, Fs, Sys};
use crate::types::{c_char, c_int, mode_t, timespec};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mkdir.html>
///
/// # Safety
/// `path` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mkdir(path: *const c_char, mode: mode_t) -> c_int {
    // SAFETY: by the contract.
    errno::status(Sys::mkdirat(AT_FDCWD, unsafe { cstr(path) }, mode))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mkdirat.html>
///
/// # Safety
/// `path` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mkdirat(dirfd: c_int, path: *const c_char, mode: mode_t) -> c_int {
    // SAFETY: by the contract.
    errno::status(Sys::mkdirat(dirfd, unsafe { cstr(path) }, mode))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/chmod.html>
///
/// # Safety
/// `path` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn chmod(path: *const c_char, mode: mode_t) -> c_int {
    // SAFETY: by the contract.
    errno::status(Sys::fchmodat(AT_FDCWD, unsafe { cstr(path) }, mode))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fchmod.html>
#[unsafe(no_mangle)]
pub extern "C" fn fchmod(fd: c_int, mode: mode_t) -> c_int {
    errno::status(Sys::fchmod(fd, mode))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fchmodat.html>
///
/// # Safety
/// `path` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fchmodat(dirfd: c_int, path: *const c_char, mode: mode_t, flags: c_int) -> c_int {
    // SAFETY: by the contract.
    let path = unsafe { cstr(path) };
    errno::status(match flags {
        0 => Sys::fchmodat(dirfd, path, mode),
        AT_SYMLINK_NOFOLLOW => Sys::chmod_no_follow(dirfd, path, mode),
        _ => Err(Errno::EINVAL),
    })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/umask.html>
#[unsafe(no_mangle)]
pub extern "C" fn umask(mask: mode_t) -> mode_t {
    Sys::umask(mask & 0o777)
}

/// The two times behind `times`, or "now" for NULL.
///
/// # Safety
/// `times` is NULL or points to two readable times.
unsafe fn two_times(times: *const timespec) -> [timespec; 2] {
    if times.is_null() {
        return [timespec { tv_sec: 0, tv_nsec: UTIME_NOW }; 2];
    }
    // SAFETY: not NULL, so two times by the contract.
    unsafe { [*times, *times.add(1)] }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/utimensat.html>
///
/// # Safety
/// `path` is a string; `times` is NULL or points to two times.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn utimensat(
    dirfd: c_int,
    path: *const c_char,
    times: *const timespec,
    flags: c_int,
) -> c_int {
    // SAFETY: by the contract.
    let (path, times) = unsafe { (cstr_or_null(path), two_times(times)) };
    let outcome = match path {
        Some(_) => Sys::utimensat(dirfd, path, &times, flags),
        None => Err(Errno::EFAULT),
    };
    errno::status(outcome)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/futimens.html>
///
/// # Safety
/// `times` is NULL or points to two times.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn futimens(fd: c_int, times: *const timespec) -> c_int {
    // SAFETY: by the contract.
    errno::status(Sys::utimensat(fd, None, &unsafe { two_times(times) }, 0))
}
