//! Looking for one byte.

use core::ptr::null;

#[inline(always)]
fn at(s: *const u8, offset: Option<usize>) -> *const u8 {
    offset.map_or(null(), |i| s.wrapping_add(i))
}

/// `memchr`.
///
/// # Safety
/// `s` is readable for `n` bytes or through the first `byte`.
pub unsafe fn memchr(s: *const u8, byte: u8, n: usize) -> *const u8 {
    // SAFETY: the caller's promise.
    at(s, unsafe { widest!(memchr(s, byte, n)) })
}

/// `memrchr`.
///
/// # Safety
/// `n` bytes at `s` are readable.
pub unsafe fn memrchr(s: *const u8, byte: u8, n: usize) -> *const u8 {
    // SAFETY: the caller's promise.
    at(s, unsafe { widest!(memrchr(s, byte, n)) })
}

/// `rawmemchr`.
///
/// # Safety
/// `s` is readable through the first `byte`, and there is one.
pub unsafe fn rawmemchr(s: *const u8, byte: u8) -> *const u8 {
    // SAFETY: the caller's promise.
    s.wrapping_add(unsafe { widest!(rawmemchr(s, byte)) })
}

/// `strlen`.
///
/// # Safety
/// `s` is a string.
pub unsafe fn strlen(s: *const u8) -> usize {
    // SAFETY: the caller's promise.
    unsafe { widest!(strlen(s)) }
}

/// `strnlen`.
///
/// # Safety
/// `s` is readable for `n` bytes or through its terminator.
pub unsafe fn strnlen(s: *const u8, n: usize) -> usize {
    // SAFETY: the caller's promise.
    unsafe { widest!(strnlen(s, n)) }
}

/// `strchrnul`: the first `byte`, or the terminator.
///
/// # Safety
/// `s` is a string.
pub unsafe fn strchrnul(s: *const u8, byte: u8) -> *const u8 {
    // SAFETY: the caller's promise.
    s.wrapping_add(unsafe { widest!(strchrnul(s, byte)) })
}

/// `strchr`.
///
/// # Safety
/// `s` is a string.
pub unsafe fn strchr(s: *const u8, byte: u8) -> *const u8 {
    // SAFETY: the caller's promise; the search ends on a byte of the string.
    unsafe {
        let p = strchrnul(s, byte);
        if *p == byte { p } else { null() }
    }
}

/// `strrchr`.
///
/// # Safety
/// `s` is a string.
pub unsafe fn strrchr(s: *const u8, byte: u8) -> *const u8 {
    // SAFETY: the caller's promise.
    unsafe {
        if byte == 0 {
            return s.wrapping_add(strlen(s));
        }
        at(s, widest!(strrchr(s, byte)))
    }
}
