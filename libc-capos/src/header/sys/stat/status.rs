//! Reading file status.

use crate::abi::{Out, cstr};
use crate::errno;
use crate::header::fcntl::constants::{AT_FDCWD, AT_SYMLINK_NOFOLLOW};
use crate::platform::{Fs, Sys};
use crate::types::{self, c_char, c_int};

/// # Safety
/// `path` is a string and `buf` a writable record.
unsafe fn at(dirfd: c_int, path: *const c_char, buf: *mut types::stat, flags: c_int) -> c_int {
    // SAFETY: by the contract.
    let (path, mut out) = unsafe { (cstr(path), Out::new(buf)) };
    errno::status(Sys::fstatat(dirfd, path, flags).map(|status| out.write(status)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/stat.html>
///
/// # Safety
/// `path` is a string and `buf` a writable record.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn stat(path: *const c_char, buf: *mut types::stat) -> c_int {
    // SAFETY: the same contract.
    unsafe { at(AT_FDCWD, path, buf, 0) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/lstat.html>
///
/// # Safety
/// `path` is a string and `buf` a writable record.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lstat(path: *const c_char, buf: *mut types::stat) -> c_int {
    // SAFETY: the same contract.
    unsafe { at(AT_FDCWD, path, buf, AT_SYMLINK_NOFOLLOW) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fstatat.html>
///
/// # Safety
/// `path` is a string and `buf` a writable record.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fstatat(
    dirfd: c_int,
    path: *const c_char,
    buf: *mut types::stat,
    flags: c_int,
) -> c_int {
    // SAFETY: the same contract.
    unsafe { at(dirfd, path, buf, flags) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fstat.html>
///
/// # Safety
/// `buf` is a writable record.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fstat(fd: c_int, buf: *mut types::stat) -> c_int {
    // SAFETY: by the contract.
    let mut out = unsafe { Out::new(buf) };
    errno::status(Sys::fstat(fd).map(|status| out.write(status)))
}
