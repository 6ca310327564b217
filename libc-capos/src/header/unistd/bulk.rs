//! Whole file systems, copies inside the system, descriptors in bulk.

use crate::errno;
use crate::platform::{FileControl, Fs, Sys, System, Volumes};
use crate::types::{c_int, c_uint, off_t, size_t, ssize_t};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sync.html>
#[unsafe(no_mangle)]
pub extern "C" fn sync() {
    Sys::sync();
}

/// <https://man7.org/linux/man-pages/man2/sync.2.html>
#[unsafe(no_mangle)]
pub extern "C" fn syncfs(fd: c_int) -> c_int {
    errno::status(Sys::syncfs(fd))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_close.html>
///
/// A close is never interrupted here, so `POSIX_CLOSE_RESTART` has nothing to ask for.
#[unsafe(no_mangle)]
pub extern "C" fn posix_close(fd: c_int, _flag: c_int) -> c_int {
    errno::status(Sys::close(fd))
}

/// <https://man7.org/linux/man-pages/man2/close_range.2.html>
#[unsafe(no_mangle)]
pub extern "C" fn close_range(first: c_uint, last: c_uint, flags: c_int) -> c_int {
    errno::status(Sys::close_range(first, last, flags as c_uint))
}

/// <https://man.freebsd.org/cgi/man.cgi?query=closefrom>
#[unsafe(no_mangle)]
pub extern "C" fn closefrom(low: c_int) {
    let low = low.max(0) as c_uint;
    if Sys::close_range(low, c_uint::MAX, 0).is_err() {
        // A kernel without the call: one by one.
        for fd in low..Sys::open_max().min(c_int::MAX as usize) as c_uint {
            let _ = Sys::close(fd as c_int);
        }
    }
}

/// <https://man7.org/linux/man-pages/man2/copy_file_range.2.html>
///
/// # Safety
/// The offsets are NULL or point to offsets, which are read and advanced, and are not the same.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn copy_file_range(
    from: c_int,
    from_offset: *mut off_t,
    to: c_int,
    to_offset: *mut off_t,
    length: size_t,
    flags: c_uint,
) -> ssize_t {
    // SAFETY: the caller's promise.
    let (read_at, write_at) = unsafe { (from_offset.as_mut(), to_offset.as_mut()) };
    let outcome = Sys::copy_file_range(from, read_at, to, write_at, length, flags);
    errno::result(outcome.map(|copied| copied as ssize_t))
}
