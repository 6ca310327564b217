//! Looking for characters and strings in wide strings.

use crate::types::{size_t, wchar_t};
use capos_libc_mem as mem;
use core::ptr;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcschr.html>
///
/// # Safety
/// `ws` is a wide string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcschr(ws: *const wchar_t, wc: wchar_t) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe { mem::wcschr(ws, wc) }.cast_mut()
}

/// Like `wcschr`, but returns the end where there is no such character.
///
/// # Safety
/// `ws` is a wide string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcschrnul(ws: *const wchar_t, wc: wchar_t) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe { mem::wcschrnul(ws, wc) }.cast_mut()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcsrchr.html>
///
/// # Safety
/// `ws` is a wide string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcsrchr(ws: *const wchar_t, wc: wchar_t) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe { mem::wcsrchr(ws, wc) }.cast_mut()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcsspn.html>
///
/// # Safety
/// Both are wide strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcsspn(ws1: *const wchar_t, ws2: *const wchar_t) -> size_t {
    // SAFETY: the caller's promise.
    unsafe { mem::wide_span(ws1, ws2, true) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcscspn.html>
///
/// # Safety
/// Both are wide strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcscspn(ws1: *const wchar_t, ws2: *const wchar_t) -> size_t {
    // SAFETY: the caller's promise.
    unsafe { mem::wide_span(ws1, ws2, false) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcspbrk.html>
///
/// # Safety
/// Both are wide strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcspbrk(ws1: *const wchar_t, ws2: *const wchar_t) -> *mut wchar_t {
    // SAFETY: the caller's promise; the span ends at a unit or at the null.
    unsafe {
        let found = ws1.add(mem::wide_span(ws1, ws2, false));
        if *found == 0 { ptr::null_mut() } else { found.cast_mut() }
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcsstr.html>
///
/// # Safety
/// Both are wide strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcsstr(ws1: *const wchar_t, ws2: *const wchar_t) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe { mem::wcsstr(ws1, ws2) }.cast_mut()
}

/// The name of `wcsstr` in XPG4.
///
/// # Safety
/// Both are wide strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcswcs(ws1: *const wchar_t, ws2: *const wchar_t) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe { mem::wcsstr(ws1, ws2) }.cast_mut()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcstok.html>
///
/// # Safety
/// `ws1` is NULL or a wide string; `ws2` is one; `*state` is where the last call left it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcstok(
    ws1: *mut wchar_t,
    ws2: *const wchar_t,
    state: *mut *mut wchar_t,
) -> *mut wchar_t {
    // SAFETY: the caller's promise; every address is that of a unit or of the null.
    unsafe {
        let rest = if ws1.is_null() { *state } else { ws1 };
        if rest.is_null() {
            return ptr::null_mut();
        }
        let token = rest.add(mem::wide_span(rest, ws2, true));
        if *token == 0 {
            *state = ptr::null_mut();
            return ptr::null_mut();
        }
        let end = token.add(mem::wide_span(token, ws2, false));
        *state = if *end == 0 {
            ptr::null_mut()
        } else {
            *end = 0;
            end.add(1)
        };
        token
    }
}
