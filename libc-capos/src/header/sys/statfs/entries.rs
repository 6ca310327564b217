//! File systems in the words of Linux.

use crate::abi::{Out, cstr};
use crate::errno;
use crate::platform::{Sys, Volumes};
use crate::types::{self, c_char, c_int};

/// <https://man7.org/linux/man-pages/man2/statfs.2.html>
///
/// # Safety
/// `path` is a string, `volume` a writable record.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn statfs(path: *const c_char, volume: *mut types::statfs) -> c_int {
    // SAFETY: the caller's promise.
    let (path, mut out) = unsafe { (cstr(path), Out::new(volume)) };
    errno::status(Sys::statfs(path).map(|found| out.write(found)))
}

/// <https://man7.org/linux/man-pages/man2/statfs.2.html>
///
/// # Safety
/// `volume` is a writable record.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fstatfs(fd: c_int, volume: *mut types::statfs) -> c_int {
    // SAFETY: the caller's promise.
    let mut out = unsafe { Out::new(volume) };
    errno::status(Sys::fstatfs(fd).map(|found| out.write(found)))
}
