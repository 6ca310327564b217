//! Copying and appending strings.

use crate::types::{c_char, size_t};
use capos_libc_mem as mem;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strcpy.html>
///
/// # Safety
/// `src` is a string, and `dest` has room for it; they do not overlap.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strcpy(dest: *mut c_char, src: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { mem::strcpy(dest.cast(), src.cast()) }.cast()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/stpcpy.html>
///
/// # Safety
/// As for [`strcpy`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn stpcpy(dest: *mut c_char, src: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { mem::stpcpy(dest.cast(), src.cast()) }.cast()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strncpy.html>
///
/// # Safety
/// `src` is readable for `n` bytes or through its terminator; `n` bytes at `dest` are writable; they do not overlap.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strncpy(dest: *mut c_char, src: *const c_char, n: size_t) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { mem::stpncpy(dest.cast(), src.cast(), n) };
    dest
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/stpncpy.html>
///
/// # Safety
/// As for [`strncpy`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn stpncpy(dest: *mut c_char, src: *const c_char, n: size_t) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { mem::stpncpy(dest.cast(), src.cast(), n) }.cast()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strlcpy.html>
///
/// # Safety
/// `src` is a string; `size` bytes at `dest` are writable; they do not overlap.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strlcpy(dest: *mut c_char, src: *const c_char, size: size_t) -> size_t {
    // SAFETY: the caller's promise.
    unsafe { mem::strlcpy(dest.cast(), src.cast(), size) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strlcat.html>
///
/// # Safety
/// `src` is a string; `size` bytes at `dest` are writable; they do not overlap.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strlcat(dest: *mut c_char, src: *const c_char, size: size_t) -> size_t {
    // SAFETY: the caller's promise.
    unsafe { mem::strlcat(dest.cast(), src.cast(), size) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strcat.html>
///
/// # Safety
/// Both are strings, and `dest` has room for both; they do not overlap.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strcat(dest: *mut c_char, src: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { mem::strcat(dest.cast(), src.cast()) }.cast()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strncat.html>
///
/// # Safety
/// `dest` is a string with room for `n` bytes and a terminator more; `src` is readable for `n` bytes or through its
/// terminator; they do not overlap.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strncat(dest: *mut c_char, src: *const c_char, n: size_t) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { mem::strncat(dest.cast(), src.cast(), n) };
    dest
}
