//! Names from before ISO C, in no standard since 2008.

use crate::types::{c_char, c_int, c_void, size_t};
use capos_libc_mem as mem;

/// BSD: whether `n` bytes differ.
///
/// # Safety
/// `n` bytes at `a` and at `b` are readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bcmp(a: *const c_void, b: *const c_void, n: size_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { c_int::from(!mem::equal(a.cast(), b.cast(), n)) }
}

/// BSD: `memmove`, source first.
///
/// # Safety
/// `n` bytes at `src` are readable and at `dest` writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bcopy(src: *const c_void, dest: *mut c_void, n: size_t) {
    // SAFETY: the caller's promise.
    unsafe { mem::memmove(dest.cast(), src.cast(), n) };
}

/// BSD: zeroes memory.
///
/// # Safety
/// `n` bytes at `s` are writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bzero(s: *mut c_void, n: size_t) {
    // SAFETY: the caller's promise.
    unsafe { mem::memset(s.cast(), 0, n) };
}

/// BSD: `strchr`.
///
/// # Safety
/// `s` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn index(s: *const c_char, c: c_int) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { mem::strchr(s.cast(), c as u8) }.cast_mut().cast()
}

/// BSD: `strrchr`.
///
/// # Safety
/// `s` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rindex(s: *const c_char, c: c_int) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { mem::strrchr(s.cast(), c as u8) }.cast_mut().cast()
}
