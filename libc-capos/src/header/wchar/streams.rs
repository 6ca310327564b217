//! Wide characters on streams.

use core::ptr::null_mut;

use crate::abi::wide_string;
use crate::errno::{self, Errno};
use crate::header::stdio::{entry, streams};
use crate::stream::{Backend, Buffering, FILE, GrowingMemory, OpenMode, Stream, open_backend};
use crate::types::{c_int, size_t, wchar_t, wint_t};

pub const WEOF: wint_t = wint_t::MAX;

/// A wide character as `getwc` returns it.
fn or_weof(outcome: Result<Option<u32>, Errno>) -> wint_t {
    match outcome {
        Ok(code) => code.unwrap_or(WEOF),
        Err(error) => {
            errno::set(error);
            WEOF
        }
    }
}

fn put(stream: &mut Stream, c: wchar_t) -> wint_t {
    or_weof(stream.put_wide(c as u32).map(|()| Some(c as u32)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fgetwc.html>
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fgetwc(stream: *mut FILE) -> wint_t {
    // SAFETY: the caller passes an open stream.
    or_weof(unsafe { entry::file(stream) }.lock().get_wide())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getwc.html>
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getwc(stream: *mut FILE) -> wint_t {
    // SAFETY: the caller passes an open stream.
    or_weof(unsafe { entry::file(stream) }.lock().get_wide())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getwchar.html>
///
/// # Safety
/// The standard streams are open.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getwchar() -> wint_t {
    or_weof(streams::input().lock().get_wide())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fputwc.html>
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fputwc(c: wchar_t, stream: *mut FILE) -> wint_t {
    // SAFETY: the caller passes an open stream.
    put(&mut unsafe { entry::file(stream) }.lock(), c)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/putwc.html>
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn putwc(c: wchar_t, stream: *mut FILE) -> wint_t {
    // SAFETY: the caller passes an open stream.
    put(&mut unsafe { entry::file(stream) }.lock(), c)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/putwchar.html>
///
/// # Safety
/// The standard streams are open.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn putwchar(c: wchar_t) -> wint_t {
    put(&mut streams::output().lock(), c)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ungetwc.html>
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ungetwc(c: wint_t, stream: *mut FILE) -> wint_t {
    if c == WEOF {
        return WEOF;
    }
    // SAFETY: the caller passes an open stream.
    or_weof(unsafe { entry::file(stream) }.lock().unget_wide(c).map(|()| Some(c)))
}

/// # Safety
/// `s` has room for `size` wide characters, of which there is at least one.
unsafe fn read_line(stream: &mut Stream, s: *mut wchar_t, size: usize) -> Result<bool, Errno> {
    let mut length = 0;
    while length < size - 1 {
        let Some(code) = stream.get_wide()? else {
            if length == 0 {
                return Ok(false);
            }
            break;
        };
        // SAFETY: `length` is less than `size`.
        unsafe { s.add(length).write(code as wchar_t) };
        length += 1;
        if code == u32::from(b'\n') {
            break;
        }
    }
    // SAFETY: `length` is less than `size`.
    unsafe { s.add(length).write(0) };
    Ok(true)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fgetws.html>
///
/// # Safety
/// The caller passes an open stream and room for `size` wide characters.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fgetws(s: *mut wchar_t, size: c_int, stream: *mut FILE) -> *mut wchar_t {
    let Ok(size @ 1..) = usize::try_from(size) else {
        errno::set(Errno::EINVAL);
        return null_mut();
    };
    // SAFETY: the caller passes an open stream and room for `size` wide characters.
    match unsafe { read_line(&mut entry::file(stream).lock(), s, size) } {
        Ok(true) => s,
        Ok(false) => null_mut(),
        Err(error) => {
            errno::set(error);
            null_mut()
        }
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fputws.html>
///
/// # Safety
/// The caller passes a wide string and an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fputws(s: *const wchar_t, stream: *mut FILE) -> c_int {
    // SAFETY: the caller passes a wide string and an open stream.
    let (text, mut stream) = unsafe { (wide_string(s.cast()), entry::file(stream).lock()) };
    entry::or_eof(text.iter().try_for_each(|&code| stream.put_wide(code)), 1)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fwide.html>
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fwide(stream: *mut FILE, mode: c_int) -> c_int {
    // SAFETY: the caller passes an open stream.
    c_int::from(unsafe { entry::file(stream) }.lock().orient(mode.signum() as i8))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/open_wmemstream.html>
///
/// # Safety
/// The caller passes variables that stay writable until the stream is closed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn open_wmemstream(buffer: *mut *mut wchar_t, size: *mut size_t) -> *mut FILE {
    const WRITE: OpenMode = OpenMode { write: true, ..OpenMode::NONE };
    if buffer.is_null() || size.is_null() {
        return entry::opened(Err(Errno::EINVAL));
    }
    // SAFETY: the caller passes variables that stay writable until the stream is closed.
    let memory = unsafe { GrowingMemory::wide(buffer, size) };
    // Positions count wide characters, the buffer bytes; so there must be nothing in the buffer.
    let opened = memory.and_then(|memory| open_backend(Backend::Growing(memory), WRITE, Buffering::None));
    entry::opened(opened.inspect(|file| {
        file.lock().orient(1);
    }))
}
