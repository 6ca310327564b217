//! Comparing without regard to case. In C and C.UTF-8 only ASCII letters have one, byte by byte.

use crate::types::{c_char, c_int, locale_t, size_t};
use capos_libc_mem as mem;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strcasecmp.html>
///
/// # Safety
/// Both are strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strcasecmp(a: *const c_char, b: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { mem::strcasecmp(a.cast(), b.cast()) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strcasecmp_l.html>
///
/// # Safety
/// Both are strings, and `locale` is a locale.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strcasecmp_l(a: *const c_char, b: *const c_char, _locale: locale_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { mem::strcasecmp(a.cast(), b.cast()) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strncasecmp.html>
///
/// # Safety
/// Both are readable for `n` bytes or through their terminators.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strncasecmp(a: *const c_char, b: *const c_char, n: size_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { mem::strncasecmp(a.cast(), b.cast(), n) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strncasecmp_l.html>
///
/// # Safety
/// As for [`strncasecmp`], and `locale` is a locale.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strncasecmp_l(
    a: *const c_char,
    b: *const c_char,
    n: size_t,
    _locale: locale_t,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { mem::strncasecmp(a.cast(), b.cast(), n) }
}
