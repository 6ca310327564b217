//! Bytes: copying, filling, comparing, searching.

use crate::types::{c_int, c_void, size_t};
use capos_libc_mem as mem;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/memcpy.html>
///
/// # Safety
/// `n` bytes at `src` are readable and at `dest` writable; they do not overlap.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn memcpy(dest: *mut c_void, src: *const c_void, n: size_t) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { mem::memmove(dest.cast(), src.cast(), n) }.cast()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/memmove.html>
///
/// # Safety
/// `n` bytes at `src` are readable and at `dest` writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn memmove(dest: *mut c_void, src: *const c_void, n: size_t) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { mem::memmove(dest.cast(), src.cast(), n) }.cast()
}

/// GNU: `memcpy` that returns the end of the copy.
///
/// # Safety
/// As for [`memcpy`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mempcpy(dest: *mut c_void, src: *const c_void, n: size_t) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { mem::mempcpy(dest.cast(), src.cast(), n) }.cast()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/memccpy.html>
///
/// # Safety
/// `src` is readable and `dest` writable for `n` bytes or through the first `c`; they do not overlap.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn memccpy(dest: *mut c_void, src: *const c_void, c: c_int, n: size_t) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { mem::memccpy(dest.cast(), src.cast(), c as u8, n) }.cast()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/memset.html>
///
/// # Safety
/// `n` bytes at `s` are writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn memset(s: *mut c_void, c: c_int, n: size_t) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { mem::memset(s.cast(), c as u8, n) }.cast()
}

/// C23 7.26.6.2: a `memset` that is never optimised away.
///
/// # Safety
/// `n` bytes at `s` are writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn memset_explicit(s: *mut c_void, c: c_int, n: size_t) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { mem::memset_explicit(s.cast(), c as u8, n) }.cast()
}

/// BSD: zeroes memory, never optimised away.
///
/// # Safety
/// `n` bytes at `s` are writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn explicit_bzero(s: *mut c_void, n: size_t) {
    // SAFETY: the caller's promise.
    unsafe { mem::memset_explicit(s.cast(), 0, n) };
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/memcmp.html>
///
/// # Safety
/// `n` bytes at `a` and at `b` are readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn memcmp(a: *const c_void, b: *const c_void, n: size_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { mem::memcmp(a.cast(), b.cast(), n) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/memchr.html>
///
/// # Safety
/// `s` is readable for `n` bytes or through the first `c`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn memchr(s: *const c_void, c: c_int, n: size_t) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { mem::memchr(s.cast(), c as u8, n) }.cast_mut().cast()
}

/// GNU: the last `c` in `n` bytes.
///
/// # Safety
/// `n` bytes at `s` are readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn memrchr(s: *const c_void, c: c_int, n: size_t) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { mem::memrchr(s.cast(), c as u8, n) }.cast_mut().cast()
}

/// GNU: the first `c`, which is known to come.
///
/// # Safety
/// `s` is readable through the first `c`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rawmemchr(s: *const c_void, c: c_int) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { mem::rawmemchr(s.cast(), c as u8) }.cast_mut().cast()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/memmem.html>
///
/// # Safety
/// Both are readable for their lengths.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn memmem(
    haystack: *const c_void,
    haystack_length: size_t,
    needle: *const c_void,
    needle_length: size_t,
) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { mem::memmem(haystack.cast(), haystack_length, needle.cast(), needle_length) }.cast_mut().cast()
}
