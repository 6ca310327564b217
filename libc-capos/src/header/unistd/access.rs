//! Owners and access by the effective identity.

use crate::abi::cstr;
use crate::errno;
use crate::header::fcntl::constants::{AT_EACCESS, AT_EMPTY_PATH, AT_FDCWD};
use crate::platform::{Fs, Sys};
use crate::types::{c_char, c_int, gid_t, uid_t};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fchown.html>
#[unsafe(no_mangle)]
pub extern "C" fn fchown(fd: c_int, owner: uid_t, group: gid_t) -> c_int {
    errno::status(Sys::fchownat(fd, c"", owner, group, AT_EMPTY_PATH))
}

/// Whether the effective identity may.
///
/// # Safety
/// `path` is a string.
unsafe fn effective(path: *const c_char, mode: c_int) -> c_int {
    // SAFETY: the caller's promise.
    errno::status(Sys::faccessat(AT_FDCWD, unsafe { cstr(path) }, mode, AT_EACCESS))
}

/// <https://man7.org/linux/man-pages/man3/euidaccess.3.html>
///
/// # Safety
/// `path` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn euidaccess(path: *const c_char, mode: c_int) -> c_int {
    // SAFETY: the same contract.
    unsafe { effective(path, mode) }
}

/// <https://man7.org/linux/man-pages/man3/euidaccess.3.html>
///
/// # Safety
/// `path` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn eaccess(path: *const c_char, mode: c_int) -> c_int {
    // SAFETY: the same contract.
    unsafe { effective(path, mode) }
}
