//! Texts of error numbers.

use crate::errno::{self, Errno};
use crate::thread;
use crate::types::{c_char, c_int, locale_t, size_t};
use capos_libc_mem as mem;
use core::ffi::CStr;
use core::fmt::Write;

const SUCCESS: &CStr = c"Success";

/// The text of a known number.
fn known(number: c_int) -> Option<&'static CStr> {
    match Errno::new(number) {
        None => Some(SUCCESS),
        Some(error) => error.text(),
    }
}

/// Makes a text in the thread's own buffer.
pub(super) fn in_thread_buffer(prefix: &str, number: c_int) -> *mut c_char {
    let place = thread::tcb().message.as_ptr();
    let mut text = Text { bytes: [0; thread::MESSAGE], used: 0 };
    // What does not fit is cut; the longest text made here does.
    let _ = write!(text, "{prefix} {number}");
    // SAFETY: the buffer is this thread's, and nothing refers to what it held.
    unsafe { place.write(text.bytes) };
    place.cast()
}

struct Text {
    bytes: [u8; thread::MESSAGE],
    used: usize,
}

impl Write for Text {
    fn write_str(&mut self, s: &str) -> core::fmt::Result {
        let room = self.bytes.len() - 1 - self.used;
        let part = &s.as_bytes()[..s.len().min(room)];
        self.bytes[self.used..self.used + part.len()].copy_from_slice(part);
        self.used += part.len();
        Ok(())
    }
}

/// Shows the text of any number; one that is made lies in memory of its own, as the thread's buffer is `strerror`'s.
pub(crate) fn with_error_text<R>(number: c_int, show: impl FnOnce(&[u8]) -> R) -> R {
    match known(number) {
        Some(text) => show(text.to_bytes()),
        None => {
            let mut text = Text { bytes: [0; thread::MESSAGE], used: 0 };
            // As above.
            let _ = write!(text, "Unknown error {number}");
            show(&text.bytes[..text.used])
        }
    }
}

/// The text of any number; an unknown one is `EINVAL` besides.
fn text(number: c_int) -> *mut c_char {
    match known(number) {
        Some(text) => text.as_ptr().cast_mut(),
        None => {
            errno::set(Errno::EINVAL);
            in_thread_buffer("Unknown error", number)
        }
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strerror.html>
#[unsafe(no_mangle)]
pub extern "C" fn strerror(number: c_int) -> *mut c_char {
    text(number)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strerror_l.html>
///
/// # Safety
/// `locale` is a locale. Messages are the same in each.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strerror_l(number: c_int, _locale: locale_t) -> *mut c_char {
    text(number)
}

/// Copies the text of `number`: `ERANGE` if it had to be cut, `EINVAL` if the number is unknown.
///
/// # Safety
/// `size` bytes at `buffer` are writable.
unsafe fn copy_text(number: c_int, buffer: *mut c_char, size: size_t) -> c_int {
    let saved = errno::get();
    let source = text(number);
    errno::restore(saved);
    // SAFETY: a string, and the caller's promise.
    if unsafe { mem::strlcpy(buffer.cast(), source.cast(), size) } >= size {
        return Errno::ERANGE.number();
    }
    if known(number).is_some() { 0 } else { Errno::EINVAL.number() }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strerror_r.html>
///
/// # Safety
/// `size` bytes at `buffer` are writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strerror_r(number: c_int, buffer: *mut c_char, size: size_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { copy_text(number, buffer, size) }
}

/// `strerror_r` under the name that programs compiled against other libraries' headers use.
///
/// # Safety
/// As for [`strerror_r`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __xpg_strerror_r(number: c_int, buffer: *mut c_char, size: size_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { copy_text(number, buffer, size) }
}

/// GNU: the text of a known error number, never translated; NULL for others.
#[unsafe(no_mangle)]
pub extern "C" fn strerrordesc_np(number: c_int) -> *const c_char {
    known(number).map_or(core::ptr::null(), CStr::as_ptr)
}

/// GNU: the name of a known error number, such as "ENOENT"; NULL for others.
#[unsafe(no_mangle)]
pub extern "C" fn strerrorname_np(number: c_int) -> *const c_char {
    match Errno::new(number) {
        None => c"0".as_ptr(),
        Some(error) => error.c_name().map_or(core::ptr::null(), CStr::as_ptr),
    }
}
