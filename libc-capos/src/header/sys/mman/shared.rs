//! Shared memory objects.

use crate::abi::cstr;
use crate::errno;
use crate::header::fcntl::constants::{AT_FDCWD, O_CLOEXEC, O_NOFOLLOW, O_NONBLOCK};
use crate::platform::{Fs, Sys};
use crate::shared_names::SharedPath;
use crate::types::{c_char, c_int, mode_t};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/shm_open.html>
///
/// # Safety
/// `name` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shm_open(name: *const c_char, flags: c_int, mode: mode_t) -> c_int {
    // SAFETY: the caller's promise.
    let path = SharedPath::new(b"", unsafe { cstr(name) });
    let flags = flags | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK;
    errno::result(path.and_then(|path| Sys::openat(AT_FDCWD, path.as_cstr(), flags, mode)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/shm_unlink.html>
///
/// # Safety
/// `name` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shm_unlink(name: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    let path = SharedPath::new(b"", unsafe { cstr(name) });
    errno::status(path.and_then(|path| path.unlink()))
}
