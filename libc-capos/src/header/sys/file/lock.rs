//! Locks of whole files.

use crate::errno;
use crate::platform::{FileControl, Sys};
use crate::types::c_int;

/// <https://man7.org/linux/man-pages/man2/flock.2.html>
#[unsafe(no_mangle)]
pub extern "C" fn flock(fd: c_int, operation: c_int) -> c_int {
    errno::status(Sys::flock(fd, operation))
}
