//! Times of files, in seconds.

use crate::abi::cstr;
use crate::errno;
use crate::header::fcntl::constants::AT_FDCWD;
use crate::header::sys::stat::constants::UTIME_NOW;
use crate::platform::{Fs, Sys};
use crate::types::{c_char, c_int, timespec, utimbuf};

/// <https://pubs.opengroup.org/onlinepubs/9699919799/functions/utime.html>
///
/// # Safety
/// `path` is a string; `times` is NULL or points to two times.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn utime(path: *const c_char, times: *const utimbuf) -> c_int {
    let now = timespec { tv_sec: 0, tv_nsec: UTIME_NOW };
    let second = |tv_sec| timespec { tv_sec, tv_nsec: 0 };
    // SAFETY: the caller's promise.
    let (path, times) = unsafe { (cstr(path), times.as_ref()) };
    let times = times.map_or([now; 2], |times| [second(times.actime), second(times.modtime)]);
    errno::status(Sys::utimensat(AT_FDCWD, Some(path), &times, 0))
}
