//! Copying and joining wide strings.

use crate::types::{size_t, wchar_t};
use crate::{errno, heap};
use capos_libc_mem as mem;

/// Copies at most `n` units and fills the rest of `n` with nulls; the address of the first null, or of the end.
///
/// # Safety
/// `src` has `n` units or ends before; `dest` has room for `n`; they do not overlap.
unsafe fn copy_padded(dest: *mut wchar_t, src: *const wchar_t, n: size_t) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe {
        let length = mem::wide_copy_bounded(dest, src, n);
        mem::wmemset(dest.add(length), 0, n - length)
    }
}

/// `wcslcpy`.
///
/// # Safety
/// `src` is a wide string; `dest` has room for `size` units; they do not overlap.
unsafe fn copy_truncated(dest: *mut wchar_t, src: *const wchar_t, size: size_t) -> size_t {
    // SAFETY: the caller's promise.
    unsafe {
        let Some(room) = size.checked_sub(1) else {
            return mem::wcslen(src);
        };
        let copied = mem::wide_copy_bounded(dest, src, room);
        *dest.add(copied) = 0;
        copied + mem::wcslen(src.add(copied))
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcscpy.html>
///
/// # Safety
/// `ws2` is a wide string; `ws1` has room for it; they do not overlap.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcscpy(ws1: *mut wchar_t, ws2: *const wchar_t) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe { mem::wcscpy(ws1, ws2) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcpcpy.html>
///
/// # Safety
/// `ws2` is a wide string; `ws1` has room for it; they do not overlap.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcpcpy(ws1: *mut wchar_t, ws2: *const wchar_t) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe { mem::wcpcpy(ws1, ws2) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcsncpy.html>
///
/// # Safety
/// `ws2` has `n` units or ends before; `ws1` has room for `n`; they do not overlap.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcsncpy(ws1: *mut wchar_t, ws2: *const wchar_t, n: size_t) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe { copy_padded(ws1, ws2, n) };
    ws1
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcpncpy.html>
///
/// # Safety
/// `ws2` has `n` units or ends before; `ws1` has room for `n`; they do not overlap.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcpncpy(ws1: *mut wchar_t, ws2: *const wchar_t, n: size_t) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe { copy_padded(ws1, ws2, n) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcscat.html>
///
/// # Safety
/// Both are wide strings; `ws1` has room for both; they do not overlap.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcscat(ws1: *mut wchar_t, ws2: *const wchar_t) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe { mem::wcscat(ws1, ws2) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcsncat.html>
///
/// # Safety
/// `ws2` has `n` units or ends before; `ws1` is a wide string with room for those and a null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcsncat(ws1: *mut wchar_t, ws2: *const wchar_t, n: size_t) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe {
        let end = ws1.add(mem::wcslen(ws1));
        let added = mem::wide_copy_bounded(end, ws2, n);
        *end.add(added) = 0;
    }
    ws1
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcslcpy.html>
///
/// # Safety
/// `src` is a wide string; `dst` has room for `dstsize` units; they do not overlap.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcslcpy(dst: *mut wchar_t, src: *const wchar_t, dstsize: size_t) -> size_t {
    // SAFETY: the caller's promise.
    unsafe { copy_truncated(dst, src, dstsize) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcslcat.html>
///
/// # Safety
/// `src` is a wide string; `dst` has `dstsize` units; they do not overlap.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcslcat(dst: *mut wchar_t, src: *const wchar_t, dstsize: size_t) -> size_t {
    // SAFETY: the caller's promise; where `dst` has no null within its size, nothing is appended.
    unsafe {
        let used = mem::wcsnlen(dst, dstsize);
        used + copy_truncated(dst.add(used), src, dstsize - used)
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcsdup.html>
///
/// # Safety
/// `string` is a wide string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcsdup(string: *const wchar_t) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    let units = unsafe { mem::wcslen(string) } + 1;
    let block = heap::allocate(units * size_of::<wchar_t>()).map(|block| {
        let duplicate = block.cast::<wchar_t>();
        // SAFETY: the new block has room for the units and the null.
        unsafe { mem::wmemmove(duplicate, string, units) };
        duplicate
    });
    errno::pointer(block)
}
