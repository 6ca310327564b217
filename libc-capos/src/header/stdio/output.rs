//! Writing bytes and strings.

use super::entry::{file, or_eof};
use super::streams;
use crate::abi::{slice, string_up_to};
use crate::errno::{self, Errno};
use crate::stream::{FILE, Stream};
use crate::types::{c_char, c_int, c_void, size_t};

#[inline]
fn put(stream: &mut Stream, c: c_int) -> c_int {
    or_eof(stream.put(c as u8), c_int::from(c as u8))
}

#[inline(always)]
fn put_locked(file: &FILE, c: c_int) -> c_int {
    let byte = c as u8;
    file.with(|stream| stream.put_buffered(byte).then_some(c_int::from(byte)), move |stream| put(stream, c))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fputc.html>
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fputc(c: c_int, stream: *mut FILE) -> c_int {
    // SAFETY: the caller passes an open stream.
    put_locked(unsafe { file(stream) }, c)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/putc.html>
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn putc(c: c_int, stream: *mut FILE) -> c_int {
    // SAFETY: the caller passes an open stream.
    put_locked(unsafe { file(stream) }, c)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/putchar.html>
///
/// # Safety
/// The standard streams are open.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn putchar(c: c_int) -> c_int {
    put_locked(streams::output(), c)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/putc_unlocked.html>
///
/// # Safety
/// The caller passes an open stream and holds its lock.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn putc_unlocked(c: c_int, stream: *mut FILE) -> c_int {
    // SAFETY: the caller passes an open stream and holds its lock.
    put(unsafe { file(stream).unlocked() }, c)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/putchar_unlocked.html>
///
/// # Safety
/// The caller holds the stream's lock.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn putchar_unlocked(c: c_int) -> c_int {
    // SAFETY: the caller holds the stream's lock.
    put(unsafe { streams::output().unlocked() }, c)
}

/// `fputc` for callers that hold the lock.
///
/// # Safety
/// The caller passes an open stream and holds its lock.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fputc_unlocked(c: c_int, stream: *mut FILE) -> c_int {
    // SAFETY: the caller passes an open stream and holds its lock.
    put(unsafe { file(stream).unlocked() }, c)
}

fn write_all(stream: &mut Stream, bytes: &[u8]) -> Result<(), Errno> {
    stream.write(bytes).map_err(|short| short.error)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fputs.html>
///
/// # Safety
/// The caller passes a string and an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fputs(s: *const c_char, stream: *mut FILE) -> c_int {
    // SAFETY: the caller passes a string and an open stream.
    let (text, file) = unsafe { (string_up_to(s.cast(), usize::MAX), file(stream)) };
    or_eof(write_all(&mut file.lock(), text), 1)
}

/// `fputs` for callers that hold the lock.
///
/// # Safety
/// As for `fputs`; the caller holds the lock.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fputs_unlocked(s: *const c_char, stream: *mut FILE) -> c_int {
    // SAFETY: as for `fputs`; the caller holds the lock.
    let (text, stream) = unsafe { (string_up_to(s.cast(), usize::MAX), file(stream).unlocked()) };
    or_eof(write_all(stream, text), 1)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/puts.html>
///
/// # Safety
/// The caller passes a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn puts(s: *const c_char) -> c_int {
    // SAFETY: the caller passes a string.
    let text = unsafe { string_up_to(s.cast(), usize::MAX) };
    let mut stream = streams::output().lock();
    or_eof(write_all(&mut stream, text).and_then(|()| stream.put(b'\n')), 1)
}

/// Writes `count` members of `size` bytes; how many were written whole.
///
/// # Safety
/// `buffer` holds all of them.
unsafe fn write_members(stream: &mut Stream, buffer: *const c_void, size: size_t, count: size_t) -> size_t {
    let Some(total) = size.checked_mul(count).filter(|&total| total > 0) else { return 0 };
    // SAFETY: the caller's promise.
    match stream.write(unsafe { slice(buffer.cast(), total) }) {
        Ok(()) => count,
        Err(short) => {
            errno::set(short.error);
            short.done / size
        }
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fwrite.html>
///
/// # Safety
/// The caller passes an open stream, and `count` members of `size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fwrite(
    buffer: *const c_void,
    size: size_t,
    count: size_t,
    stream: *mut FILE,
) -> size_t {
    // SAFETY: the caller passes an open stream, and `count` members of `size` bytes.
    unsafe { write_members(&mut file(stream).lock(), buffer, size, count) }
}

/// `fwrite` for callers that hold the lock.
///
/// # Safety
/// As for `fwrite`; the caller holds the lock.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fwrite_unlocked(
    buffer: *const c_void,
    size: size_t,
    count: size_t,
    stream: *mut FILE,
) -> size_t {
    // SAFETY: as for `fwrite`; the caller holds the lock.
    unsafe { write_members(file(stream).unlocked(), buffer, size, count) }
}
