//! Comparing and copying strings.

use super::{memmove, memset, strlen, strnlen};

/// `strcmp`.
///
/// # Safety
/// Both are readable up to their first difference or terminator.
pub unsafe fn strcmp(a: *const u8, b: *const u8) -> i32 {
    // SAFETY: the caller's promise.
    unsafe { widest!(strcmp(a, b)) }
}

/// `strncmp`.
///
/// # Safety
/// As for [`strcmp`], for at most `n` bytes.
pub unsafe fn strncmp(a: *const u8, b: *const u8, n: usize) -> i32 {
    // SAFETY: the caller's promise.
    unsafe { widest!(strncmp(a, b, n)) }
}

/// `stpcpy`: copies a string; the address of the new terminator.
///
/// # Safety
/// `src` is a string and `dst` has room for it; they do not overlap.
pub unsafe fn stpcpy(dst: *mut u8, src: *const u8) -> *mut u8 {
    // SAFETY: the caller's promise.
    unsafe {
        let n = strlen(src);
        memmove(dst, src, n + 1);
        dst.wrapping_add(n)
    }
}

/// `stpncpy`: copies at most `n` bytes and fills what remains of `n` with zeros; the address of the first zero.
///
/// # Safety
/// `src` is readable for `n` bytes or through its terminator; `n` bytes at `dst` are writable; they do not overlap.
pub unsafe fn stpncpy(dst: *mut u8, src: *const u8, n: usize) -> *mut u8 {
    // SAFETY: the caller's promise; `len <= n`.
    unsafe {
        let len = strnlen(src, n);
        memmove(dst, src, len);
        memset(dst.wrapping_add(len), 0, n - len)
    }
}

/// `strlcpy`: copies what fits, always terminated where `size > 0`; the length of `src`.
///
/// # Safety
/// `src` is a string, `size` bytes at `dst` are writable; they do not overlap.
pub unsafe fn strlcpy(dst: *mut u8, src: *const u8, size: usize) -> usize {
    // SAFETY: the caller's promise; `kept < size`.
    unsafe {
        let len = strlen(src);
        if size > 0 {
            let kept = len.min(size - 1);
            memmove(dst, src, kept);
            *dst.wrapping_add(kept) = 0;
        }
        len
    }
}

/// `strlcat`: appends what fits into `size` bytes in all; the length it tried to make.
///
/// # Safety
/// `src` is a string, `size` bytes at `dst` are writable; they do not overlap.
pub unsafe fn strlcat(dst: *mut u8, src: *const u8, size: usize) -> usize {
    // SAFETY: the caller's promise; `used <= size`.
    unsafe {
        let used = strnlen(dst, size);
        used + strlcpy(dst.wrapping_add(used), src, size - used)
    }
}

/// `strcat`.
///
/// # Safety
/// Both are strings, and `dst` has room for both; they do not overlap.
pub unsafe fn strcat(dst: *mut u8, src: *const u8) {
    // SAFETY: the caller's promise.
    unsafe { stpcpy(dst.wrapping_add(strlen(dst)), src) };
}

/// `strncat`: appends at most `n` bytes and a terminator.
///
/// # Safety
/// `dst` is a string with room; `src` is readable for `n` bytes or through its terminator; they do not overlap.
pub unsafe fn strncat(dst: *mut u8, src: *const u8, n: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        let end = dst.wrapping_add(strlen(dst));
        let len = strnlen(src, n);
        memmove(end, src, len);
        *end.wrapping_add(len) = 0;
    }
}
