//! Opening and closing, and the buffers of streams.

use core::ptr::null_mut;

use super::constants::{_IOFBF, _IOLBF, _IONBF, BUFSIZ};
use super::entry::{file, opened, or_eof};
use crate::abi::{cstr, cstr_or_null};
use crate::errno::{self, Errno};
use crate::stream::{
    Backend, Buffering, Cookie, FILE, OpenMode, close, cookie_io_functions_t, flush_all, open_backend,
    open_path, reopen,
};
use crate::types::{c_char, c_int, c_void, size_t};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fopen.html>
///
/// # Safety
/// The caller passes two strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fopen(path: *const c_char, mode: *const c_char) -> *mut FILE {
    // SAFETY: the caller passes two strings.
    let (path, mode) = unsafe { (cstr(path), cstr(mode)) };
    opened(OpenMode::parse(mode.to_bytes()).and_then(|mode| open_path(path, mode)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fdopen.html>
///
/// # Safety
/// The caller passes a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fdopen(fd: c_int, mode: *const c_char) -> *mut FILE {
    // SAFETY: the caller passes a string.
    let mode = OpenMode::parse(unsafe { cstr(mode) }.to_bytes());
    opened(mode.and_then(|mode| open_backend(Backend::Descriptor(fd), mode, Buffering::Undecided)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/freopen.html>
///
/// # Safety
/// The caller passes strings, the first of which may be null, and an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn freopen(path: *const c_char, mode: *const c_char, stream: *mut FILE) -> *mut FILE {
    // SAFETY: the caller passes strings, the first of which may be null, and an open stream.
    let (path, mode, file) = unsafe { (cstr_or_null(path), cstr(mode), file(stream)) };
    match OpenMode::parse(mode.to_bytes()).and_then(|mode| reopen(file, path, mode)) {
        Ok(()) => stream,
        Err(error) => {
            // The stream is closed whatever happens; the error to report is the first.
            let _ = close(file);
            errno::set(error);
            null_mut()
        }
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fclose.html>
///
/// # Safety
/// The caller passes an open stream and uses it no more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fclose(stream: *mut FILE) -> c_int {
    // SAFETY: the caller passes an open stream and uses it no more.
    or_eof(close(unsafe { file(stream) }), 0)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fflush.html>
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fflush(stream: *mut FILE) -> c_int {
    if stream.is_null() {
        return or_eof(flush_all(), 0);
    }
    // SAFETY: the caller passes an open stream.
    or_eof(unsafe { file(stream) }.lock().flush(), 0)
}

/// `fflush` for callers that hold the lock.
///
/// # Safety
/// The caller passes an open stream and holds its lock.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fflush_unlocked(stream: *mut FILE) -> c_int {
    if stream.is_null() {
        return or_eof(flush_all(), 0);
    }
    // SAFETY: the caller passes an open stream and holds its lock.
    or_eof(unsafe { file(stream).unlocked() }.flush(), 0)
}

/// # Safety
/// `stream` is open; `buffer` is null or `size` bytes that the program leaves to the stream.
unsafe fn set_buffer(
    stream: *mut FILE,
    buffer: *mut c_char,
    buffering: Buffering,
    size: size_t,
) -> Result<(), Errno> {
    // SAFETY: the caller's promise.
    unsafe { file(stream).lock().set_buffer(buffering, buffer.cast(), size) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/setvbuf.html>
///
/// # Safety
/// The caller passes an open stream, and null or a buffer of `size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn setvbuf(stream: *mut FILE, buffer: *mut c_char, mode: c_int, size: size_t) -> c_int {
    let buffering = match mode {
        _IOFBF => Buffering::Full,
        _IOLBF => Buffering::Line,
        _IONBF => Buffering::None,
        _ => {
            errno::set(Errno::EINVAL);
            return -1;
        }
    };
    // SAFETY: the caller passes an open stream, and null or a buffer of `size` bytes.
    errno::status(unsafe { set_buffer(stream, buffer, buffering, size) })
}

/// # Safety
/// As for [`set_buffer`].
unsafe fn set_buffer_or_none(stream: *mut FILE, buffer: *mut c_char, size: size_t) {
    let buffering = if buffer.is_null() { Buffering::None } else { Buffering::Full };
    // SAFETY: the caller's promise. These functions have no way to report a failure.
    let _ = unsafe { set_buffer(stream, buffer, buffering, size) };
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/setbuf.html>
///
/// # Safety
/// The caller passes an open stream, and null or a buffer of BUFSIZ bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn setbuf(stream: *mut FILE, buffer: *mut c_char) {
    // SAFETY: the caller passes an open stream, and null or a buffer of BUFSIZ bytes.
    unsafe { set_buffer_or_none(stream, buffer, BUFSIZ as size_t) }
}

/// `setbuf` with a size.
///
/// # Safety
/// The caller passes an open stream, and null or a buffer of `size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn setbuffer(stream: *mut FILE, buffer: *mut c_char, size: size_t) {
    // SAFETY: the caller passes an open stream, and null or a buffer of `size` bytes.
    unsafe { set_buffer_or_none(stream, buffer, size) }
}

/// Makes a stream line buffered.
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn setlinebuf(stream: *mut FILE) {
    // SAFETY: the caller passes an open stream. There is no way to report a failure.
    let _ = unsafe { set_buffer(stream, null_mut(), Buffering::Line, 0) };
}

/// A stream over functions of the program (GNU).
///
/// # Safety
/// The caller passes a string, and functions that may be called with the cookie.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fopencookie(
    cookie: *mut c_void,
    mode: *const c_char,
    functions: cookie_io_functions_t,
) -> *mut FILE {
    // SAFETY: the caller passes a string, and functions that may be called with the cookie.
    let (mode, cookie) = unsafe { (OpenMode::parse(cstr(mode).to_bytes()), Cookie::new(cookie, functions)) };
    opened(mode.and_then(|mode| open_backend(Backend::Cookie(cookie), mode, Buffering::Full)))
}
