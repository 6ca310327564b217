//! FIFOs, devices, and the modes of links.

use crate::abi::cstr;
use crate::errno;
use crate::header::fcntl::constants::AT_FDCWD;
use crate::header::sys::stat::constants::S_IFIFO;
use crate::platform::{Directories, Sys};
use crate::types::{c_char, c_int, dev_t, mode_t};

/// Permissions: the type of what is made is not the caller's.
const PERMISSIONS: mode_t = 0o7777;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mkfifo.html>
///
/// # Safety
/// `path` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mkfifo(path: *const c_char, mode: mode_t) -> c_int {
    // SAFETY: the caller's promise.
    errno::status(Sys::mknodat(AT_FDCWD, unsafe { cstr(path) }, S_IFIFO | mode & PERMISSIONS, 0))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mkfifoat.html>
///
/// # Safety
/// `path` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mkfifoat(dirfd: c_int, path: *const c_char, mode: mode_t) -> c_int {
    // SAFETY: the caller's promise.
    errno::status(Sys::mknodat(dirfd, unsafe { cstr(path) }, S_IFIFO | mode & PERMISSIONS, 0))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mknod.html>
///
/// # Safety
/// `path` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mknod(path: *const c_char, mode: mode_t, device: dev_t) -> c_int {
    // SAFETY: the caller's promise.
    errno::status(Sys::mknodat(AT_FDCWD, unsafe { cstr(path) }, mode, device))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mknodat.html>
///
/// # Safety
/// `path` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mknodat(dirfd: c_int, path: *const c_char, mode: mode_t, device: dev_t) -> c_int {
    // SAFETY: the caller's promise.
    errno::status(Sys::mknodat(dirfd, unsafe { cstr(path) }, mode, device))
}

/// <https://man.freebsd.org/cgi/man.cgi?query=lchmod>
///
/// # Safety
/// `path` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lchmod(path: *const c_char, mode: mode_t) -> c_int {
    // SAFETY: the caller's promise.
    errno::status(Sys::chmod_no_follow(AT_FDCWD, unsafe { cstr(path) }, mode))
}
