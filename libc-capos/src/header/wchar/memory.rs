//! Arrays of wide characters.

use crate::types::{c_int, size_t, wchar_t};
use capos_libc_mem as mem;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wmemchr.html>
///
/// # Safety
/// `n` units at `ws` are readable, or those up to the first `wc`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wmemchr(ws: *const wchar_t, wc: wchar_t, n: size_t) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe { mem::wmemchr(ws, wc, n) }.cast_mut()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wmemcmp.html>
///
/// # Safety
/// `n` units at each are readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wmemcmp(ws1: *const wchar_t, ws2: *const wchar_t, n: size_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { mem::wmemcmp(ws1, ws2, n) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wmemcpy.html>
///
/// # Safety
/// `n` units at `ws2` are readable and at `ws1` writable; they do not overlap.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wmemcpy(ws1: *mut wchar_t, ws2: *const wchar_t, n: size_t) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe { mem::wmemmove(ws1, ws2, n) }
}

/// Like `wmemcpy`, but returns the end of the copy.
///
/// # Safety
/// `n` units at `ws2` are readable and at `ws1` writable; they do not overlap.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wmempcpy(ws1: *mut wchar_t, ws2: *const wchar_t, n: size_t) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe { mem::wmemmove(ws1, ws2, n).add(n) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wmemmove.html>
///
/// # Safety
/// `n` units at `ws2` are readable and at `ws1` writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wmemmove(ws1: *mut wchar_t, ws2: *const wchar_t, n: size_t) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe { mem::wmemmove(ws1, ws2, n) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wmemset.html>
///
/// # Safety
/// `n` units at `ws` are writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wmemset(ws: *mut wchar_t, wc: wchar_t, n: size_t) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe { mem::wmemset(ws, wc, n) }
}
