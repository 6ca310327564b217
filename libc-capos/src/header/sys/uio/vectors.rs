//! Scattering and gathering.

use super::constants::UIO_MAXIOV;
use crate::abi::slice;
use crate::errno::{self, Errno};
use crate::platform::{FileControl, Fs, Sys};
use crate::thread::cancellation;
use crate::types::{c_int, iovec, off_t, ssize_t};

/// The vector's elements; `EINVAL` if there are too many, or too many bytes for a result.
///
/// # Safety
/// `buffers` points to `count` elements.
unsafe fn elements<'a>(buffers: *const iovec, count: c_int) -> Result<&'a [iovec], Errno> {
    let count = usize::try_from(count).ok().filter(|&count| count <= UIO_MAXIOV as usize);
    // SAFETY: the caller's promise.
    let elements = unsafe { slice(buffers, count.ok_or(Errno::EINVAL)?) };
    let total = elements.iter().try_fold(0_usize, |total, element| total.checked_add(element.iov_len));
    total.filter(|&total| total <= isize::MAX as usize).map(|_| elements).ok_or(Errno::EINVAL)
}

fn transferred(outcome: Result<usize, Errno>) -> ssize_t {
    errno::result(outcome.map(|count| count as ssize_t))
}

/// The offset of the `p` functions without flags, to which -1 is no special value.
fn plain(offset: off_t) -> Result<off_t, Errno> {
    if offset < 0 { Err(Errno::EINVAL) } else { Ok(offset) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/readv.html>
///
/// # Safety
/// `buffers` points to `count` elements that describe writable memory.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn readv(fd: c_int, buffers: *const iovec, count: c_int) -> ssize_t {
    // SAFETY: the caller's promise.
    transferred(unsafe {
        elements(buffers, count).and_then(|elements| cancellation::point(|| Sys::readv(fd, elements)))
    })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/writev.html>
///
/// # Safety
/// `buffers` points to `count` elements that describe readable memory.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn writev(fd: c_int, buffers: *const iovec, count: c_int) -> ssize_t {
    // SAFETY: the caller's promise.
    transferred(unsafe {
        elements(buffers, count).and_then(|elements| cancellation::point(|| Sys::writev(fd, elements)))
    })
}

/// <https://man7.org/linux/man-pages/man2/preadv.2.html>
///
/// # Safety
/// As for [`readv`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn preadv(fd: c_int, buffers: *const iovec, count: c_int, offset: off_t) -> ssize_t {
    // SAFETY: the caller's promise.
    transferred(unsafe {
        elements(buffers, count).and_then(|elements| Sys::preadv2(fd, elements, plain(offset)?, 0))
    })
}

/// <https://man7.org/linux/man-pages/man2/preadv.2.html>
///
/// # Safety
/// As for [`writev`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pwritev(fd: c_int, buffers: *const iovec, count: c_int, offset: off_t) -> ssize_t {
    // SAFETY: the caller's promise.
    transferred(unsafe {
        elements(buffers, count).and_then(|elements| Sys::pwritev2(fd, elements, plain(offset)?, 0))
    })
}

/// GNU: `preadv` with flags; the offset -1 stands for the file's own.
///
/// # Safety
/// As for [`readv`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn preadv2(
    fd: c_int,
    buffers: *const iovec,
    count: c_int,
    offset: off_t,
    flags: c_int,
) -> ssize_t {
    // SAFETY: the caller's promise.
    transferred(unsafe {
        elements(buffers, count).and_then(|elements| Sys::preadv2(fd, elements, offset, flags))
    })
}

/// GNU: `pwritev` with flags; the offset -1 stands for the file's own.
///
/// # Safety
/// As for [`writev`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pwritev2(
    fd: c_int,
    buffers: *const iovec,
    count: c_int,
    offset: off_t,
    flags: c_int,
) -> ssize_t {
    // SAFETY: the caller's promise.
    transferred(unsafe {
        elements(buffers, count).and_then(|elements| Sys::pwritev2(fd, elements, offset, flags))
    })
}
