//! Collation. In the locales there are, C and C.UTF-8, strings sort by their bytes, which for UTF-8 is the order of
//! code points.

use crate::types::{c_char, c_int, locale_t, size_t};
use capos_libc_mem as mem;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strcoll.html>
///
/// # Safety
/// Both are strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strcoll(a: *const c_char, b: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { mem::strcmp(a.cast(), b.cast()) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strcoll_l.html>
///
/// # Safety
/// Both are strings, and `locale` is a locale.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strcoll_l(a: *const c_char, b: *const c_char, _locale: locale_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { mem::strcmp(a.cast(), b.cast()) }
}

/// The transformed string is the string: at most `n` bytes of it, and the length it has.
///
/// # Safety
/// `src` is a string; `n` bytes at `dest` are writable; they do not overlap.
unsafe fn transform(dest: *mut c_char, src: *const c_char, n: size_t) -> size_t {
    // SAFETY: the caller's promise. `strlcpy` touches nothing where `n` is zero, so `dest` may be NULL then.
    unsafe { mem::strlcpy(dest.cast(), src.cast(), n) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strxfrm.html>
///
/// # Safety
/// `src` is a string; `n` bytes at `dest` are writable; they do not overlap.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strxfrm(dest: *mut c_char, src: *const c_char, n: size_t) -> size_t {
    // SAFETY: the caller's promise.
    unsafe { transform(dest, src, n) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strxfrm_l.html>
///
/// # Safety
/// As for [`strxfrm`], and `locale` is a locale.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strxfrm_l(
    dest: *mut c_char,
    src: *const c_char,
    n: size_t,
    _locale: locale_t,
) -> size_t {
    // SAFETY: the caller's promise.
    unsafe { transform(dest, src, n) }
}
