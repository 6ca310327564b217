//! Strings: lengths, and where something is.

use crate::types::{c_char, c_int, size_t};
use capos_libc_mem as mem;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strlen.html>
///
/// # Safety
/// `s` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strlen(s: *const c_char) -> size_t {
    // SAFETY: the caller's promise.
    unsafe { mem::strlen(s.cast()) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strnlen.html>
///
/// # Safety
/// `s` is readable for `n` bytes or through its terminator.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strnlen(s: *const c_char, n: size_t) -> size_t {
    // SAFETY: the caller's promise.
    unsafe { mem::strnlen(s.cast(), n) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strchr.html>
///
/// # Safety
/// `s` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strchr(s: *const c_char, c: c_int) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { mem::strchr(s.cast(), c as u8) }.cast_mut().cast()
}

/// GNU: `strchr` that returns the end of the string where there is no `c`.
///
/// # Safety
/// `s` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strchrnul(s: *const c_char, c: c_int) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { mem::strchrnul(s.cast(), c as u8) }.cast_mut().cast()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strrchr.html>
///
/// # Safety
/// `s` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strrchr(s: *const c_char, c: c_int) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { mem::strrchr(s.cast(), c as u8) }.cast_mut().cast()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strspn.html>
///
/// # Safety
/// Both are strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strspn(s: *const c_char, accept: *const c_char) -> size_t {
    // SAFETY: the caller's promise.
    unsafe { mem::strspn(s.cast(), accept.cast()) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strcspn.html>
///
/// # Safety
/// Both are strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strcspn(s: *const c_char, reject: *const c_char) -> size_t {
    // SAFETY: the caller's promise.
    unsafe { mem::strcspn(s.cast(), reject.cast()) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strpbrk.html>
///
/// # Safety
/// Both are strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strpbrk(s: *const c_char, accept: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { mem::strpbrk(s.cast(), accept.cast()) }.cast_mut().cast()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strstr.html>
///
/// # Safety
/// Both are strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strstr(haystack: *const c_char, needle: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { mem::strstr(haystack.cast(), needle.cast()) }.cast_mut().cast()
}

/// GNU: `strstr` without regard to ASCII case.
///
/// # Safety
/// Both are strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strcasestr(haystack: *const c_char, needle: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { mem::strcasestr(haystack.cast(), needle.cast()) }.cast_mut().cast()
}
