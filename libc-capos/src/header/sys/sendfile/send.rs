//! Copying from a file to a descriptor.

use crate::errno;
use crate::platform::{FileControl, Sys};
use crate::types::{c_int, off_t, size_t, ssize_t};

/// <https://man7.org/linux/man-pages/man2/sendfile.2.html>
///
/// # Safety
/// `offset` is NULL or points to an offset, which is read and advanced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sendfile(to: c_int, from: c_int, offset: *mut off_t, count: size_t) -> ssize_t {
    // SAFETY: the caller's promise.
    let offset = unsafe { offset.as_mut() };
    errno::result(Sys::sendfile(to, from, offset, count).map(|sent| sent as ssize_t))
}
