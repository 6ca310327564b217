//! Copying and filling wide strings.

use super::wide::VECTOR;
use super::{memmove, wcslen};

/// `wmemset`.
///
/// # Safety
/// `n` characters at `dst` are writable.
#[inline(always)]
pub unsafe fn wmemset(dst: *mut i32, wide: i32, n: usize) -> *mut i32 {
    // SAFETY: the caller's promise.
    unsafe {
        if n == 0 {
            return dst;
        }
        core::hint::cold_path();
        if n == 1 {
            *dst = wide;
            return dst;
        }
        let twice = u64::from(wide.cast_unsigned()) * (1 << 32 | 1);
        match n {
            // Two stores that may overlap.
            ..4 => {
                dst.cast::<u64>().write_unaligned(twice);
                dst.wrapping_add(n - 2).cast::<u64>().write_unaligned(twice);
            }
            4..VECTOR => {
                dst.cast::<[u64; 2]>().write_unaligned([twice; 2]);
                dst.wrapping_add(n - 4).cast::<[u64; 2]>().write_unaligned([twice; 2]);
            }
            _ => return widest!(wmemset(dst, wide, n)),
        }
    }
    dst
}

/// `wmemmove`, `wmemcpy`.
///
/// # Safety
/// `n` characters at `src` are readable and at `dst` writable.
#[inline(always)]
pub unsafe fn wmemmove(dst: *mut i32, src: *const i32, n: usize) -> *mut i32 {
    // SAFETY: the caller's promise.
    unsafe {
        if n == 1 {
            *dst = *src;
            return dst;
        }
        core::hint::cold_path();
        if n == 0 {
            return dst;
        }
        memmove(dst.cast(), src.cast(), 4 * n).cast()
    }
}

/// `wcscpy`.
///
/// # Safety
/// `src` is a wide string and `dst` has room for it; they do not overlap.
#[inline(always)]
pub unsafe fn wcscpy(dst: *mut i32, src: *const i32) -> *mut i32 {
    // SAFETY: the caller's promise. Next to nothing is copied at once.
    unsafe {
        for i in 0..2 {
            let wide = *src.wrapping_add(i);
            *dst.wrapping_add(i) = wide;
            if wide == 0 {
                return dst;
            }
        }
        widest_later!(wcscpy(dst, src))
    }
}

/// `wcscat`.
///
/// # Safety
/// Both are wide strings, and `dst` has room for both; they do not overlap.
#[inline(always)]
pub unsafe fn wcscat(dst: *mut i32, src: *const i32) -> *mut i32 {
    // SAFETY: the caller's promise. A string that was perhaps just made empty is not asked for by vectors, which would
    // have to wait for that store: `wcslen` begins with one character.
    unsafe { wcscpy(dst.wrapping_add(wcslen(dst)), src) };
    dst
}

/// `wcpcpy`: copies a string; the address of the new terminator.
///
/// # Safety
/// As for [`wcscpy`].
#[inline(always)]
pub unsafe fn wcpcpy(dst: *mut i32, src: *const i32) -> *mut i32 {
    // SAFETY: the caller's promise.
    unsafe { widest!(wcpcpy(dst, src)) }
}

/// Copies a string, or its first `n` characters, without the terminator; how many those are.
///
/// # Safety
/// `src` is readable for `n` characters or through its terminator, and `dst` has room; they do not overlap. What comes
/// after the copy in `dst` is left alone, but for one terminator if there is room for it within `n`.
#[inline(always)]
pub unsafe fn wide_copy_bounded(dst: *mut i32, src: *const i32, n: usize) -> usize {
    // SAFETY: the caller's promise.
    unsafe {
        for i in 0..2 {
            if i == n {
                return n;
            }
            let wide = *src.wrapping_add(i);
            if wide == 0 {
                return i;
            }
            *dst.wrapping_add(i) = wide;
        }
        widest!(wide_copy_bounded(dst, src, n))
    }
}
