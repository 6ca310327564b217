//! Comparison and collation. In the locales there are, wide strings sort by the values of their units.

use crate::locale;
use crate::types::{c_int, locale_t, size_t, wchar_t};
use crate::wide::compare_caseless;
use capos_libc_engine::encoding::Charset;
use capos_libc_mem as mem;

/// # Safety
/// Both have `n` units or end before.
unsafe fn caseless(charset: Charset, a: *const wchar_t, b: *const wchar_t, n: size_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { compare_caseless(charset, a, b, n) }
}

/// The transformed string is the string: at most `n` units of it, and the length it has.
///
/// # Safety
/// `src` is a wide string; `dest` has room for `n` units.
unsafe fn transform(dest: *mut wchar_t, src: *const wchar_t, n: size_t) -> size_t {
    // SAFETY: the caller's promise. Where the null does not fit, the contents are left open by the standard.
    unsafe {
        let length = mem::wcslen(src);
        mem::wmemmove(dest, src, n.min(length + 1));
        length
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcscmp.html>
///
/// # Safety
/// Both are wide strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcscmp(ws1: *const wchar_t, ws2: *const wchar_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { mem::wcscmp(ws1, ws2) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcsncmp.html>
///
/// # Safety
/// Both have `n` units or end before.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcsncmp(ws1: *const wchar_t, ws2: *const wchar_t, n: size_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { mem::wcsncmp(ws1, ws2, n) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcscoll.html>
///
/// # Safety
/// Both are wide strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcscoll(ws1: *const wchar_t, ws2: *const wchar_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { mem::wcscmp(ws1, ws2) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcscoll_l.html>
///
/// # Safety
/// Both are wide strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcscoll_l(ws1: *const wchar_t, ws2: *const wchar_t, _locale: locale_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { mem::wcscmp(ws1, ws2) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcscasecmp.html>
///
/// # Safety
/// Both are wide strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcscasecmp(ws1: *const wchar_t, ws2: *const wchar_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { caseless(locale::charset(), ws1, ws2, size_t::MAX) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcsncasecmp.html>
///
/// # Safety
/// Both have `n` units or end before.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcsncasecmp(ws1: *const wchar_t, ws2: *const wchar_t, n: size_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { caseless(locale::charset(), ws1, ws2, n) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcscasecmp_l.html>
///
/// # Safety
/// Both are wide strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcscasecmp_l(ws1: *const wchar_t, ws2: *const wchar_t, locale: locale_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { caseless(locale::handle(locale).charset(), ws1, ws2, size_t::MAX) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcsncasecmp_l.html>
///
/// # Safety
/// Both have `n` units or end before.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcsncasecmp_l(
    ws1: *const wchar_t,
    ws2: *const wchar_t,
    n: size_t,
    locale: locale_t,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { caseless(locale::handle(locale).charset(), ws1, ws2, n) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcsxfrm.html>
///
/// # Safety
/// `ws2` is a wide string; `ws1` has room for `n` units, or is NULL where `n` is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcsxfrm(ws1: *mut wchar_t, ws2: *const wchar_t, n: size_t) -> size_t {
    // SAFETY: the caller's promise.
    unsafe { transform(ws1, ws2, n) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcsxfrm_l.html>
///
/// # Safety
/// `ws2` is a wide string; `ws1` has room for `n` units, or is NULL where `n` is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcsxfrm_l(
    ws1: *mut wchar_t,
    ws2: *const wchar_t,
    n: size_t,
    _locale: locale_t,
) -> size_t {
    // SAFETY: the caller's promise.
    unsafe { transform(ws1, ws2, n) }
}
