//! The space that files take, and how they are going to be used.

use crate::errno::{self, Errno};
use crate::platform::{FileControl, Sys};
use crate::types::{c_int, c_uint, off_t};

/// Functions that return the error number itself.
fn number(outcome: Result<(), Errno>) -> c_int {
    outcome.map_or_else(Errno::number, |()| 0)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_fadvise.html>
#[unsafe(no_mangle)]
pub extern "C" fn posix_fadvise(fd: c_int, offset: off_t, length: off_t, advice: c_int) -> c_int {
    number(if length < 0 { Err(Errno::EINVAL) } else { Sys::fadvise(fd, offset, length, advice) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_fallocate.html>
#[unsafe(no_mangle)]
pub extern "C" fn posix_fallocate(fd: c_int, offset: off_t, length: off_t) -> c_int {
    number(if offset < 0 || length <= 0 { Err(Errno::EINVAL) } else { Sys::fallocate(fd, 0, offset, length) })
}

/// <https://man7.org/linux/man-pages/man2/fallocate.2.html>
#[unsafe(no_mangle)]
pub extern "C" fn fallocate(fd: c_int, mode: c_int, offset: off_t, length: off_t) -> c_int {
    errno::status(Sys::fallocate(fd, mode, offset, length))
}

/// <https://man7.org/linux/man-pages/man2/sync_file_range.2.html>
#[unsafe(no_mangle)]
pub extern "C" fn sync_file_range(fd: c_int, offset: off_t, length: off_t, flags: c_uint) -> c_int {
    errno::status(Sys::sync_file_range(fd, offset, length, flags))
}
