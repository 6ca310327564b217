//! Keys of objects for communication.

use crate::abi::cstr;
use crate::errno;
use crate::header::fcntl::constants::AT_FDCWD;
use crate::platform::{Fs, Sys};
use crate::types::{c_char, c_int, key_t};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ftok.html>
///
/// # Safety
/// `path` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftok(path: *const c_char, id: c_int) -> key_t {
    // SAFETY: the caller's promise.
    let status = Sys::fstatat(AT_FDCWD, unsafe { cstr(path) }, 0);
    errno::result(status.map(|status| {
        let parts =
            (id as u32 & 0xff) << 24 | (status.st_dev as u32 & 0xff) << 16 | status.st_ino as u32 & 0xffff;
        parts as key_t
    }))
}
