//! Removing and renaming.

use crate::abi::cstr;
use crate::errno::{self, Errno};
use crate::header::fcntl::constants::{AT_FDCWD, AT_REMOVEDIR};
use crate::platform::{Directories, Fs, Sys};
use crate::types::{c_char, c_int, c_uint};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/remove.html>
///
/// # Safety
/// The caller passes a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn remove(path: *const c_char) -> c_int {
    // SAFETY: the caller passes a string.
    let path = unsafe { cstr(path) };
    errno::status(match Sys::unlinkat(AT_FDCWD, path, 0) {
        // What a system says about a directory differs; only one of the two calls can succeed.
        Err(Errno::EISDIR | Errno::EPERM) => Sys::unlinkat(AT_FDCWD, path, AT_REMOVEDIR),
        outcome => outcome,
    })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/rename.html>
///
/// # Safety
/// The caller passes two strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rename(old: *const c_char, new: *const c_char) -> c_int {
    // SAFETY: the caller passes two strings.
    let (old, new) = unsafe { (cstr(old), cstr(new)) };
    errno::status(Sys::renameat(AT_FDCWD, old, AT_FDCWD, new))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/renameat.html>
///
/// # Safety
/// The caller passes two strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn renameat(
    old_directory: c_int,
    old: *const c_char,
    new_directory: c_int,
    new: *const c_char,
) -> c_int {
    // SAFETY: the caller passes two strings.
    let (old, new) = unsafe { (cstr(old), cstr(new)) };
    errno::status(Sys::renameat(old_directory, old, new_directory, new))
}

/// <https://man7.org/linux/man-pages/man2/rename.2.html>
///
/// # Safety
/// The caller passes two strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn renameat2(
    old_directory: c_int,
    old: *const c_char,
    new_directory: c_int,
    new: *const c_char,
    flags: c_uint,
) -> c_int {
    // SAFETY: the caller passes two strings.
    let (old, new) = unsafe { (cstr(old), cstr(new)) };
    errno::status(Sys::renameat2(old_directory, old, new_directory, new, flags))
}
