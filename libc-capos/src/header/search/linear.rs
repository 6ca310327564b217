//! Searching arrays from the front.

use crate::types::{c_int, c_void, size_t};
use core::ptr;

/// A comparison: zero for equal ones.
type Compare = unsafe extern "C" fn(*const c_void, *const c_void) -> c_int;

/// # Safety
/// `count` elements of `width` bytes at `base` may be compared with `key`.
unsafe fn find(
    key: *const c_void,
    base: *mut c_void,
    count: size_t,
    width: size_t,
    compar: Compare,
) -> *mut c_void {
    for n in 0..count {
        // SAFETY: the caller's promise.
        unsafe {
            let element = base.byte_add(n * width);
            if compar(key, element) == 0 {
                return element;
            }
        }
    }
    ptr::null_mut()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/lfind.html>
///
/// # Safety
/// `*nelp` elements of `width` bytes at `base` may be compared with `key`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lfind(
    key: *const c_void,
    base: *const c_void,
    nelp: *mut size_t,
    width: size_t,
    compar: unsafe extern "C" fn(*const c_void, *const c_void) -> c_int,
) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { find(key, base.cast_mut(), *nelp, width, compar) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/lsearch.html>
///
/// # Safety
/// `*nelp` elements of `width` bytes at `base` may be compared with `key`, and there is room for another.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lsearch(
    key: *const c_void,
    base: *mut c_void,
    nelp: *mut size_t,
    width: size_t,
    compar: unsafe extern "C" fn(*const c_void, *const c_void) -> c_int,
) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe {
        let found = find(key, base, *nelp, width, compar);
        if !found.is_null() {
            return found;
        }
        let new = base.byte_add(*nelp * width);
        ptr::copy(key.cast::<u8>(), new.cast(), width);
        *nelp += 1;
        new
    }
}
