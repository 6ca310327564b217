//! `wcsftime`.

use crate::abi::slice;
use crate::header::time;
use crate::types::{locale_t, size_t, tm, wchar_t};
use crate::wide;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcsftime.html>
///
/// # Safety
/// `maxsize` units at `wcs` are writable; `fmt` is a wide string; `timeptr` is readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcsftime(
    wcs: *mut wchar_t,
    maxsize: size_t,
    fmt: *const wchar_t,
    timeptr: *const tm,
) -> size_t {
    // SAFETY: the caller's promise.
    unsafe { time::format(wcs, maxsize, slice(fmt, wide::length(fmt)), &*timeptr) }
}

/// `wcsftime` in a given locale.
///
/// # Safety
/// `maxsize` units at `wcs` are writable; `fmt` is a wide string; `timeptr` is readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcsftime_l(
    wcs: *mut wchar_t,
    maxsize: size_t,
    fmt: *const wchar_t,
    timeptr: *const tm,
    _locale: locale_t,
) -> size_t {
    // SAFETY: the caller's promise.
    unsafe { time::format(wcs, maxsize, slice(fmt, wide::length(fmt)), &*timeptr) }
}
