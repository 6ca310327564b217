//! Looking for one byte.

use core::ptr::null;

/// `memchr`.
///
/// # Safety
/// `s` is readable for `n` bytes or through the first `byte`.
#[inline(always)]
pub unsafe fn memchr(s: *const u8, byte: u8, n: usize) -> *const u8 {
    // SAFETY: the caller's promise.
    unsafe { if n == 0 { null() } else { widest!(memchr(s, byte, n)) } }
}

/// `memrchr`.
///
/// # Safety
/// `n` bytes at `s` are readable.
#[inline(always)]
pub unsafe fn memrchr(s: *const u8, byte: u8, n: usize) -> *const u8 {
    // SAFETY: the caller's promise.
    unsafe {
        if n == 0 {
            return null();
        }
        let last = s.wrapping_add(n - 1);
        if *last == byte {
            return last;
        }
        if n == 1 { null() } else { widest!(memrchr(s, byte, n)) }
    }
}

/// `rawmemchr`.
///
/// # Safety
/// `s` is readable through the first `byte`, and there is one.
#[inline(always)]
pub unsafe fn rawmemchr(s: *const u8, byte: u8) -> *const u8 {
    // SAFETY: the caller's promise.
    unsafe { widest!(rawmemchr(s, byte)) }
}

/// `strlen`.
///
/// # Safety
/// `s` is a string.
#[inline(always)]
pub unsafe fn strlen(s: *const u8) -> usize {
    // SAFETY: the caller's promise.
    unsafe { if *s == 0 { 0 } else { widest!(strlen(s)) } }
}

/// `strnlen`.
///
/// # Safety
/// `s` is readable for `n` bytes or through its terminator.
#[inline(always)]
pub unsafe fn strnlen(s: *const u8, n: usize) -> usize {
    // SAFETY: the caller's promise.
    unsafe { if n == 0 { 0 } else { widest!(strnlen(s, n)) } }
}

/// `strchrnul`: the first `byte`, or the terminator.
///
/// # Safety
/// `s` is a string.
#[inline(always)]
pub unsafe fn strchrnul(s: *const u8, byte: u8) -> *const u8 {
    // SAFETY: the caller's promise.
    unsafe { if *s == 0 || *s == byte { s } else { widest!(strchrnul(s, byte)) } }
}

/// `strchr`.
///
/// # Safety
/// `s` is a string.
#[inline(always)]
pub unsafe fn strchr(s: *const u8, byte: u8) -> *const u8 {
    // SAFETY: the caller's promise.
    unsafe { widest!(strchr(s, byte)) }
}

/// `strrchr`.
///
/// # Safety
/// `s` is a string.
#[inline(always)]
pub unsafe fn strrchr(s: *const u8, byte: u8) -> *const u8 {
    // SAFETY: the caller's promise.
    unsafe {
        if byte == 0 {
            return s.wrapping_add(strlen(s));
        }
        widest!(strrchr(s, byte))
    }
}
