//! Reading bytes.

use super::entry::{byte_or_eof, file};
use super::streams;
use crate::abi::uninit_slice_mut;
use crate::errno;
use crate::header::stdio::EOF;
use crate::stream::FILE;
use crate::types::{c_int, c_void, size_t};

#[inline(always)]
fn get(file: &FILE) -> c_int {
    file.with(|stream| stream.get_buffered().map(c_int::from), |stream| byte_or_eof(stream.get()))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fgetc.html>
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fgetc(stream: *mut FILE) -> c_int {
    // SAFETY: the caller passes an open stream.
    get(unsafe { file(stream) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getc.html>
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getc(stream: *mut FILE) -> c_int {
    // SAFETY: the caller passes an open stream.
    get(unsafe { file(stream) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getchar.html>
///
/// # Safety
/// The standard streams are open.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getchar() -> c_int {
    get(streams::input())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getc_unlocked.html>
///
/// # Safety
/// The caller passes an open stream and holds its lock.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getc_unlocked(stream: *mut FILE) -> c_int {
    // SAFETY: the caller passes an open stream and holds its lock.
    byte_or_eof(unsafe { file(stream).unlocked() }.get())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getchar_unlocked.html>
///
/// # Safety
/// The caller holds the stream's lock.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getchar_unlocked() -> c_int {
    // SAFETY: the caller holds the stream's lock.
    byte_or_eof(unsafe { streams::input().unlocked() }.get())
}

/// `fgetc` for callers that hold the lock.
///
/// # Safety
/// The caller passes an open stream and holds its lock.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fgetc_unlocked(stream: *mut FILE) -> c_int {
    // SAFETY: the caller passes an open stream and holds its lock.
    byte_or_eof(unsafe { file(stream).unlocked() }.get())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ungetc.html>
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ungetc(c: c_int, stream: *mut FILE) -> c_int {
    if c == EOF {
        return EOF;
    }
    let byte = c as u8;
    // SAFETY: the caller passes an open stream.
    unsafe { file(stream) }.with(
        |stream| stream.unget_buffered(byte).then_some(c_int::from(byte)),
        // A full pushback area is no error that has a number.
        move |stream| stream.unget(byte).map_or(EOF, |()| byte.into()),
    )
}

/// Reads `count` members of `size` bytes; how many were complete.
///
/// # Safety
/// `buffer` has room for all of them.
unsafe fn read_members(
    stream: &mut crate::stream::Stream,
    buffer: *mut c_void,
    size: size_t,
    count: size_t,
) -> size_t {
    let Some(total) = size.checked_mul(count).filter(|&total| total > 0) else { return 0 };
    // SAFETY: the caller's promise.
    let out = unsafe { uninit_slice_mut(buffer.cast(), total) };
    match stream.read(out) {
        Ok(()) => count,
        Err(short) => {
            if let Some(error) = short.error {
                errno::set(error);
            }
            short.done / size
        }
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fread.html>
///
/// # Safety
/// The caller passes an open stream, and memory for `count` members of `size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fread(
    buffer: *mut c_void,
    size: size_t,
    count: size_t,
    stream: *mut FILE,
) -> size_t {
    // SAFETY: the caller passes an open stream, and memory for `count` members of `size` bytes.
    unsafe { read_members(&mut file(stream).lock(), buffer, size, count) }
}

/// `fread` for callers that hold the lock.
///
/// # Safety
/// As for `fread`; the caller holds the lock.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fread_unlocked(
    buffer: *mut c_void,
    size: size_t,
    count: size_t,
    stream: *mut FILE,
) -> size_t {
    // SAFETY: as for `fread`; the caller holds the lock.
    unsafe { read_members(file(stream).unlocked(), buffer, size, count) }
}
