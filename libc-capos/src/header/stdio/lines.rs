//! Reading lines.

use core::ptr::null_mut;

use super::entry::file;
use crate::abi::find_byte;
use crate::errno::{self, Errno};
use crate::stream::{FILE, Stream, read_delimited, take_delimited};
use crate::types::{c_char, c_int, size_t, ssize_t};

/// Reads up to and including a newline, at most `size - 1` bytes; false if there was nothing.
///
/// # Safety
/// `out` has room for `size` bytes, of which there is at least one.
unsafe fn read_line(stream: &mut Stream, out: *mut u8, size: usize) -> Result<bool, Errno> {
    let mut length = 0;
    let mut ended = false;
    while !ended && length < size - 1 {
        let available = stream.available()?;
        if available.is_empty() {
            if length == 0 {
                return Ok(false);
            }
            break;
        }
        let window = &available[..available.len().min(size - 1 - length)];
        let newline = find_byte(window, b'\n');
        let count = newline.map_or(window.len(), |index| index + 1);
        // SAFETY: `length + count` is less than `size`.
        unsafe { out.add(length).copy_from_nonoverlapping(window.as_ptr(), count) };
        length += count;
        stream.consume(count);
        ended = newline.is_some();
    }
    // SAFETY: `length` is less than `size`.
    unsafe { out.add(length).write(0) };
    Ok(true)
}

/// # Safety
/// `s` has room for `size` bytes.
unsafe fn gets(stream: &mut Stream, s: *mut c_char, size: c_int) -> *mut c_char {
    let Ok(size @ 1..) = usize::try_from(size) else {
        errno::set(Errno::EINVAL);
        return null_mut();
    };
    // SAFETY: the caller's promise; `size` is at least one.
    match unsafe { read_line(stream, s.cast(), size) } {
        Ok(true) => s,
        Ok(false) => null_mut(),
        Err(error) => {
            errno::set(error);
            null_mut()
        }
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fgets.html>
///
/// # Safety
/// The caller passes an open stream and room for `size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fgets(s: *mut c_char, size: c_int, stream: *mut FILE) -> *mut c_char {
    // SAFETY: the caller passes an open stream and room for `size` bytes.
    unsafe { gets(&mut file(stream).lock(), s, size) }
}

/// `fgets` for callers that hold the lock.
///
/// # Safety
/// As for `fgets`; the caller holds the lock.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fgets_unlocked(s: *mut c_char, size: c_int, stream: *mut FILE) -> *mut c_char {
    // SAFETY: as for `fgets`; the caller holds the lock.
    unsafe { gets(file(stream).unlocked(), s, size) }
}

/// # Safety
/// `line` and `size` are null or writable; `*line` is null or a block of the heap of at least `*size` bytes;
/// `stream` is open.
unsafe fn get_delimited(
    line: *mut *mut c_char,
    size: *mut size_t,
    delimiter: u8,
    stream: *mut FILE,
) -> ssize_t {
    // SAFETY: the caller's promise.
    let (Some(line), Some(size)) = (unsafe { line.as_mut() }, unsafe { size.as_mut() }) else {
        errno::set(Errno::EINVAL);
        return -1;
    };
    let (room, place) = (if line.is_null() { 0 } else { *size }, *line);
    // SAFETY: the caller's promise.
    unsafe { file(stream) }.with(
        // SAFETY: the caller's promise.
        |stream| unsafe { take_delimited(stream, delimiter, place, room) },
        // SAFETY: the caller's promise.
        |stream| match unsafe { read_delimited(stream, delimiter, line, size) } {
            Ok(length) => length.unwrap_or(-1),
            Err(error) => {
                errno::set(error);
                -1
            }
        },
    )
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getdelim.html>
///
/// # Safety
/// The caller passes an open stream, and writable variables of which the first is null or a block.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getdelim(
    line: *mut *mut c_char,
    size: *mut size_t,
    delimiter: c_int,
    stream: *mut FILE,
) -> ssize_t {
    // SAFETY: the caller passes an open stream, and writable variables of which the first is null or a block.
    unsafe { get_delimited(line, size, delimiter as u8, stream) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getline.html>
///
/// # Safety
/// As for `getdelim`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getline(line: *mut *mut c_char, size: *mut size_t, stream: *mut FILE) -> ssize_t {
    // SAFETY: as for `getdelim`.
    unsafe { get_delimited(line, size, b'\n', stream) }
}
