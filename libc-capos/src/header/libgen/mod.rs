//! `<libgen.h>`

use crate::abi::cstr;
use crate::types::c_char;
use capos_libc_engine::text::{PathPart, base_name, directory_name};

/// The part of `path` that `choose` picks, cut out in place, or a constant.
///
/// # Safety
/// `path` is NULL or a writable string.
unsafe fn part(path: *mut c_char, choose: impl Fn(&[u8]) -> PathPart) -> *mut c_char {
    if path.is_null() {
        return c".".as_ptr().cast_mut();
    }
    // SAFETY: the caller's promise; the range lies in the string.
    unsafe {
        match choose(cstr(path).to_bytes()) {
            PathPart::Dot => c".".as_ptr().cast_mut(),
            PathPart::Root => c"/".as_ptr().cast_mut(),
            PathPart::Range { start, end } => {
                *path.add(end) = 0;
                path.add(start)
            }
        }
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/basename.html>
///
/// # Safety
/// `path` is NULL or a writable string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn basename(path: *mut c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { part(path, base_name) }
}

/// `basename` under the name that programs compiled against other libraries' headers use.
///
/// # Safety
/// As for [`basename`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __xpg_basename(path: *mut c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { part(path, base_name) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/dirname.html>
///
/// # Safety
/// `path` is NULL or a writable string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dirname(path: *mut c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { part(path, directory_name) }
}
