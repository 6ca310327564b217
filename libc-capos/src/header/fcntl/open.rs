//! Opening files and controlling descriptors.

use super::constants::{AT_FDCWD, F_OFD_SETLKW, F_SETLKW, O_CREAT, O_TMPFILE, O_TRUNC, O_WRONLY};
use crate::abi::cstr;
use crate::errno;
use crate::platform::{Fs, Sys};
use crate::thread::cancellation;
use crate::types::{c_char, c_int, mode_t};

/// Whether `open` has a third argument.
fn has_mode(flags: c_int) -> bool {
    flags & O_CREAT != 0 || flags & O_TMPFILE == O_TMPFILE
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/open.html>
///
/// # Safety
/// `path` is a string; a mode follows `flags` if they may create a file.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn open(path: *const c_char, flags: c_int, mut args: ...) -> c_int {
    // SAFETY: by the contract; the mode is promoted to an unsigned int.
    let (path, mode) = unsafe { (cstr(path), if has_mode(flags) { args.arg::<mode_t>() } else { 0 }) };
    errno::result(cancellation::point(|| Sys::openat(AT_FDCWD, path, flags, mode)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/openat.html>
///
/// # Safety
/// As for [`open`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn openat(dirfd: c_int, path: *const c_char, flags: c_int, mut args: ...) -> c_int {
    // SAFETY: by the contract; the mode is promoted to an unsigned int.
    let (path, mode) = unsafe { (cstr(path), if has_mode(flags) { args.arg::<mode_t>() } else { 0 }) };
    errno::result(cancellation::point(|| Sys::openat(dirfd, path, flags, mode)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/creat.html>
///
/// # Safety
/// `path` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn creat(path: *const c_char, mode: mode_t) -> c_int {
    // SAFETY: by the contract.
    let path = unsafe { cstr(path) };
    errno::result(cancellation::point(|| Sys::openat(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fcntl.html>
///
/// # Safety
/// The argument that `command` needs follows: an int, or a pointer to a live object.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fcntl(fd: c_int, command: c_int, mut args: ...) -> c_int {
    // SAFETY: commands without an argument ignore what is read here, which is a register or a stack word that
    // every caller has.
    let argument = unsafe { args.arg::<usize>() };
    let control = || Sys::fcntl(fd, command, argument);
    // Of all commands only those that wait for a lock are cancellation points.
    let waits = matches!(command, F_SETLKW | F_OFD_SETLKW);
    errno::result(if waits { cancellation::point(control) } else { control() })
}
