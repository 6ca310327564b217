//! Comparing and copying strings.

use super::{memset, strlen, strnlen};

/// `strcmp`.
///
/// # Safety
/// Both are readable up to their first difference or terminator.
#[inline(always)]
pub unsafe fn strcmp(a: *const u8, b: *const u8) -> i32 {
    // SAFETY: the caller's promise: the second bytes are read where the first ones are equal and no terminators.
    unsafe {
        for i in 0..2 {
            let (x, y) = (*a.wrapping_add(i), *b.wrapping_add(i));
            if x != y || x == 0 {
                return i32::from(x) - i32::from(y);
            }
        }
        widest!(strcmp(a, b))
    }
}

/// `strncmp`.
///
/// # Safety
/// As for [`strcmp`], for at most `n` bytes.
#[inline(always)]
pub unsafe fn strncmp(a: *const u8, b: *const u8, n: usize) -> i32 {
    // SAFETY: the caller's promise: bytes are read below `n` only.
    unsafe {
        if n == 0 {
            return 0;
        }
        let (x, y) = (*a, *b);
        if x != y || x == 0 {
            return i32::from(x) - i32::from(y);
        }
        if n == 1 {
            return 0;
        }
        // One byte long: not worth a vector.
        if *a.wrapping_add(1) == 0 { -i32::from(*b.wrapping_add(1)) } else { widest!(strncmp(a, b, n)) }
    }
}

/// `strcpy`.
///
/// # Safety
/// `src` is a string and `dst` has room for it; they do not overlap.
#[inline(always)]
pub unsafe fn strcpy(dst: *mut u8, src: *const u8) -> *mut u8 {
    // SAFETY: the caller's promise.
    unsafe {
        if *src == 0 {
            *dst = 0;
            return dst;
        }
        widest!(strcpy(dst, src))
    }
}

/// `stpcpy`: copies a string; the address of the new terminator.
///
/// # Safety
/// As for [`strcpy`].
#[inline(always)]
pub unsafe fn stpcpy(dst: *mut u8, src: *const u8) -> *mut u8 {
    // SAFETY: the caller's promise. Next to nothing is copied at once.
    unsafe {
        for i in 0..2 {
            let byte = *src.wrapping_add(i);
            *dst.wrapping_add(i) = byte;
            if byte == 0 {
                return dst.wrapping_add(i);
            }
        }
        widest!(stpcpy(dst, src))
    }
}

/// `stpncpy`: copies at most `n` bytes and fills what remains of `n` with zeros; the address of the first zero.
///
/// # Safety
/// `src` is readable for `n` bytes or through its terminator; `n` bytes at `dst` are writable; they do not overlap.
#[inline(always)]
pub unsafe fn stpncpy(dst: *mut u8, src: *const u8, n: usize) -> *mut u8 {
    // SAFETY: the caller's promise; `len <= n`. Next to nothing is copied at once.
    unsafe {
        for i in 0..2 {
            if i == n {
                return dst.wrapping_add(n);
            }
            let byte = *src.wrapping_add(i);
            if byte == 0 {
                return memset(dst.wrapping_add(i), 0, n - i);
            }
            *dst.wrapping_add(i) = byte;
        }
        let len = widest!(copy_bounded(dst, src, n));
        if len == n { dst.wrapping_add(len) } else { memset(dst.wrapping_add(len), 0, n - len) }
    }
}

/// `strlcpy`: copies what fits, always terminated where `size > 0`; the length of `src`.
///
/// # Safety
/// `src` is a string, `size` bytes at `dst` are writable; they do not overlap.
#[inline(always)]
pub unsafe fn strlcpy(dst: *mut u8, src: *const u8, size: usize) -> usize {
    // SAFETY: the caller's promise; `kept < size`.
    unsafe {
        if size == 0 {
            return strlen(src);
        }
        if *src == 0 {
            *dst = 0;
            return 0;
        }
        let kept = widest!(copy_bounded(dst, src, size - 1));
        *dst.wrapping_add(kept) = 0;
        if kept < size - 1 { kept } else { kept + strlen(src.wrapping_add(kept)) }
    }
}

/// `strlcat`: appends what fits into `size` bytes in all; the length it tried to make.
///
/// # Safety
/// `src` is a string, `size` bytes at `dst` are writable; they do not overlap.
#[inline(always)]
pub unsafe fn strlcat(dst: *mut u8, src: *const u8, size: usize) -> usize {
    // SAFETY: the caller's promise; `used <= size`.
    unsafe {
        let used = if size == 0 || *dst == 0 { 0 } else { strnlen(dst, size) };
        used + strlcpy(dst.wrapping_add(used), src, size - used)
    }
}

/// `strlen` for a string that was perhaps just made empty: a vector would have to wait for that byte to be stored.
#[inline(always)]
unsafe fn length_so_far(s: *const u8) -> usize {
    // SAFETY: the caller's promise.
    unsafe { if *s == 0 { 0 } else { strlen(s) } }
}

/// `strcat`.
///
/// # Safety
/// Both are strings, and `dst` has room for both; they do not overlap.
#[inline(always)]
pub unsafe fn strcat(dst: *mut u8, src: *const u8) -> *mut u8 {
    // SAFETY: the caller's promise.
    unsafe { strcpy(dst.wrapping_add(length_so_far(dst)), src) };
    dst
}

/// `strncat`: appends at most `n` bytes and a terminator.
///
/// # Safety
/// `dst` is a string with room; `src` is readable for `n` bytes or through its terminator; they do not overlap.
#[inline(always)]
pub unsafe fn strncat(dst: *mut u8, src: *const u8, n: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        let end = dst.wrapping_add(length_so_far(dst));
        for i in 0..2 {
            let byte = if i == n { 0 } else { *src.wrapping_add(i) };
            *end.wrapping_add(i) = byte;
            if byte == 0 {
                return;
            }
        }
        let len = widest!(copy_bounded(end, src, n));
        *end.wrapping_add(len) = 0;
    }
}
