//! Comparing and copying strings.

use super::{memset, strlen, strnlen};
use crate::generic::PAGE;
use crate::vector::{Base, Vector};

/// `strcmp`.
///
/// # Safety
/// Both are readable up to their first difference or terminator.
#[inline(always)]
pub unsafe fn strcmp(a: *const u8, b: *const u8) -> i32 {
    // SAFETY: the caller's promise; what is skipped is equal and holds no terminator.
    unsafe {
        match beginnings(a, b) {
            Beginnings::Unread => widest_later!(strcmp(a, b)),
            Beginnings::Equal => {
                widest_later!(strcmp(a.wrapping_add(Base::BYTES), b.wrapping_add(Base::BYTES)))
            }
            Beginnings::EndAt(at) => difference(a, b, at),
        }
    }
}

/// `strncmp`.
///
/// # Safety
/// As for [`strcmp`], for at most `n` bytes.
#[inline(always)]
pub unsafe fn strncmp(a: *const u8, b: *const u8, n: usize) -> i32 {
    // SAFETY: the caller's promise, as in `strcmp`; the routine is asked for at least one byte.
    unsafe {
        if n == 0 {
            return 0;
        }
        match beginnings(a, b) {
            Beginnings::Unread => widest_later!(strncmp(a, b, n)),
            Beginnings::EndAt(at) if at < n => difference(a, b, at),
            Beginnings::EndAt(_) => 0,
            Beginnings::Equal => {
                if n <= Base::BYTES {
                    return 0;
                }
                widest_later!(strncmp(
                    a.wrapping_add(Base::BYTES),
                    b.wrapping_add(Base::BYTES),
                    n - Base::BYTES
                ))
            }
        }
    }
}

/// What the first vectors of two strings say.
enum Beginnings {
    /// One of them is too close to the end of its page.
    Unread,
    /// They are the same, without a terminator.
    Equal,
    /// They differ here first, or end.
    EndAt(usize),
}

/// # Safety
/// A byte of both is readable.
#[inline(always)]
unsafe fn beginnings(a: *const u8, b: *const u8) -> Beginnings {
    // One look at both addresses.
    if (a.addr() | b.addr()) % PAGE > PAGE - Base::BYTES {
        core::hint::cold_path();
        return Beginnings::Unread;
    }
    // SAFETY: the vectors lie on pages of which a byte is readable.
    unsafe {
        let x = Base::load_unaligned(a);
        let found = x.ends(x.xor(Base::load_unaligned(b)));
        if found == 0 { Beginnings::Equal } else { Beginnings::EndAt(Base::lowest(found)) }
    }
}

/// # Safety
/// Both are readable at `at`.
#[inline(always)]
unsafe fn difference(a: *const u8, b: *const u8, at: usize) -> i32 {
    // SAFETY: the caller's promise.
    unsafe { i32::from(*a.wrapping_add(at)) - i32::from(*b.wrapping_add(at)) }
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
        widest_later!(stpcpy(dst, src))
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
    // SAFETY: the caller's promise.
    unsafe {
        match next_to_nothing(dst, src, size) {
            Some(length) => length,
            None => long_strlcpy(dst, src, size),
        }
    }
}

/// Copies a string of at most one byte if there is room; the copy may be begun where there is not.
#[inline(always)]
unsafe fn next_to_nothing(dst: *mut u8, src: *const u8, size: usize) -> Option<usize> {
    for i in 0..2.min(size) {
        // SAFETY: `src` is read through its terminator, `dst` written below `size`.
        unsafe {
            let byte = *src.wrapping_add(i);
            *dst.wrapping_add(i) = byte;
            if byte == 0 {
                return Some(i);
            }
        }
    }
    None
}

/// [`truncated_copy`] where it would give its caller a frame that short strings have no use for.
#[inline(never)]
unsafe fn long_strlcpy(dst: *mut u8, src: *const u8, size: usize) -> usize {
    // SAFETY: the caller's promise.
    unsafe { truncated_copy(dst, src, size) }
}

/// [`strlcpy`] of any string.
#[inline(always)]
unsafe fn truncated_copy(dst: *mut u8, src: *const u8, size: usize) -> usize {
    // SAFETY: the caller's promise; `kept < size`.
    unsafe {
        if size == 0 {
            return strlen(src);
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
        let (end, room) = (dst.wrapping_add(used), size - used);
        used + next_to_nothing(end, src, room).unwrap_or_else(|| truncated_copy(end, src, room))
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
