//! Reading and writing.

use crate::abi::{slice, uninit_slice_mut};
use crate::errno::{self, Errno};
use crate::platform::{Fs, Sys};
use crate::thread::cancellation;
use crate::types::{c_int, c_void, off_t, size_t, ssize_t};

/// A count of transferred bytes as C returns it. No transfer exceeds `SSIZE_MAX`.
fn transferred(outcome: Result<usize, Errno>) -> ssize_t {
    errno::result(outcome.map(|count| count as ssize_t))
}

/// Cuts a count to what a result can tell.
fn limit(count: size_t) -> size_t {
    count.min(isize::MAX as size_t)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/read.html>
///
/// # Safety
/// `buffer` points to `count` writable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn read(fd: c_int, buffer: *mut c_void, count: size_t) -> ssize_t {
    // SAFETY: by the contract.
    transferred(cancellation::point(|| Sys::read(fd, unsafe { uninit_slice_mut(buffer.cast(), limit(count)) })))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/write.html>
///
/// # Safety
/// `buffer` points to `count` readable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn write(fd: c_int, buffer: *const c_void, count: size_t) -> ssize_t {
    // SAFETY: by the contract.
    transferred(cancellation::point(|| Sys::write(fd, unsafe { slice(buffer.cast(), limit(count)) })))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pread.html>
///
/// # Safety
/// `buffer` points to `count` writable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pread(fd: c_int, buffer: *mut c_void, count: size_t, offset: off_t) -> ssize_t {
    // SAFETY: by the contract.
    transferred(cancellation::point(|| Sys::pread(fd, unsafe { uninit_slice_mut(buffer.cast(), limit(count)) }, offset)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pwrite.html>
///
/// # Safety
/// `buffer` points to `count` readable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pwrite(fd: c_int, buffer: *const c_void, count: size_t, offset: off_t) -> ssize_t {
    // SAFETY: by the contract.
    transferred(cancellation::point(|| Sys::pwrite(fd, unsafe { slice(buffer.cast(), limit(count)) }, offset)))
}
