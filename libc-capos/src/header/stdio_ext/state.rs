//! What a stream is doing.

use crate::header::stdio::entry::file;
use crate::stream::{FILE, flush_line_buffered};
use crate::types::{c_int, size_t};

/// The size of the buffer.
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __fbufsize(stream: *mut FILE) -> size_t {
    // SAFETY: the caller passes an open stream.
    unsafe { file(stream) }.lock().buffer_size()
}

/// Whether the last operation was a read, or the stream can only be read.
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __freading(stream: *mut FILE) -> c_int {
    // SAFETY: the caller passes an open stream.
    c_int::from(unsafe { file(stream) }.lock().is_reading())
}

/// Whether the last operation was a write, or the stream can only be written.
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __fwriting(stream: *mut FILE) -> c_int {
    // SAFETY: the caller passes an open stream.
    c_int::from(unsafe { file(stream) }.lock().is_writing())
}

/// Whether the stream can be read.
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __freadable(stream: *mut FILE) -> c_int {
    // SAFETY: the caller passes an open stream.
    c_int::from(unsafe { file(stream) }.lock().is_readable())
}

/// Whether the stream can be written.
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __fwritable(stream: *mut FILE) -> c_int {
    // SAFETY: the caller passes an open stream.
    c_int::from(unsafe { file(stream) }.lock().is_writable())
}

/// Whether the stream is line buffered.
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __flbf(stream: *mut FILE) -> c_int {
    // SAFETY: the caller passes an open stream.
    c_int::from(unsafe { file(stream) }.lock().is_line_buffered())
}

/// Bytes written but not yet sent.
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __fpending(stream: *mut FILE) -> size_t {
    // SAFETY: the caller passes an open stream.
    unsafe { file(stream) }.lock().pending()
}

/// Drops what is buffered.
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __fpurge(stream: *mut FILE) {
    // SAFETY: the caller passes an open stream.
    unsafe { file(stream) }.lock().purge();
}

/// Sends what is pending on line-buffered streams.
///
/// # Safety
/// The standard streams are open.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _flushlbf() {
    flush_line_buffered();
}

/// Streams always lock (`FSETLOCKING_INTERNAL`); `_unlocked` functions are the way around it.
///
/// # Safety
/// The standard streams are open.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __fsetlocking(_stream: *mut FILE, _type: c_int) -> c_int {
    const FSETLOCKING_INTERNAL: c_int = 1;
    FSETLOCKING_INTERNAL
}
