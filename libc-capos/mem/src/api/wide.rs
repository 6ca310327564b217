//! `wcs*` and `wmem*`: the same algorithms over lanes of four bytes.

use super::two_way::TwoWay;
use super::{equal, memmove};
use crate::generic::pair::{Outcome, Pair};
use core::ptr::null;

/// So many wide characters fill any vector.
const VECTOR: usize = 8;

/// `wcslen`.
///
/// # Safety
/// `s` is a wide string.
#[inline(always)]
pub unsafe fn wcslen(s: *const i32) -> usize {
    // SAFETY: the caller's promise.
    unsafe { if *s == 0 { 0 } else { widest!(wcslen(s)) } }
}

/// `wcsnlen`.
///
/// # Safety
/// `s` is readable for `n` characters or through its terminator.
#[inline(always)]
pub unsafe fn wcsnlen(s: *const i32, n: usize) -> usize {
    // SAFETY: the caller's promise.
    unsafe { if n == 0 { 0 } else { widest!(wcsnlen(s, n)) } }
}

/// `wcschrnul`.
///
/// # Safety
/// `s` is a wide string.
#[inline(always)]
pub unsafe fn wcschrnul(s: *const i32, wide: i32) -> *const i32 {
    // SAFETY: the caller's promise.
    unsafe { widest!(wcschrnul(s, wide)) }
}

/// `wcschr`.
///
/// # Safety
/// `s` is a wide string.
#[inline(always)]
pub unsafe fn wcschr(s: *const i32, wide: i32) -> *const i32 {
    // SAFETY: the caller's promise.
    unsafe {
        match *s {
            first if first == wide => s,
            0 => null(),
            _ => widest!(wcschr(s, wide)),
        }
    }
}

/// `wcsrchr`.
///
/// # Safety
/// `s` is a wide string.
#[inline(always)]
pub unsafe fn wcsrchr(s: *const i32, wide: i32) -> *const i32 {
    // SAFETY: the caller's promise.
    unsafe { if wide == 0 { s.wrapping_add(wcslen(s)) } else { widest!(wcsrchr(s, wide)) } }
}

/// The length of the prefix of `s` whose characters all are (or all are not, with `inside` false) in `set`.
///
/// # Safety
/// Both are wide strings.
#[inline(always)]
pub unsafe fn wide_span(s: *const i32, set: *const i32, inside: bool) -> usize {
    // SAFETY: the caller's promise.
    unsafe { if *s == 0 { 0 } else { long_wide_span(s, set, inside) } }
}

/// # Safety
/// As for [`wide_span`].
unsafe fn long_wide_span(s: *const i32, set: *const i32, inside: bool) -> usize {
    // SAFETY: the caller's promise; no character is read after a terminator.
    unsafe {
        let size = wcslen(set);
        if size == 0 {
            return if inside { 0 } else { wcslen(s) };
        }
        if size <= 4 {
            let member = |i: usize| *set.wrapping_add(i.min(size - 1));
            let members = [member(0), member(1), member(2), member(3)];
            return if inside {
                widest!(wide_span_made_of(s, members))
            } else {
                widest!(wide_span_free_of(s, members))
            };
        }
        let mut i = 0;
        loop {
            let wide = *s.wrapping_add(i);
            if wide == 0 || wmemchr(set, wide, size).is_null() == inside {
                return i;
            }
            i += 1;
        }
    }
}

/// `wmemchr`.
///
/// # Safety
/// `s` is readable for `n` characters or through the first `wide`.
#[inline(always)]
pub unsafe fn wmemchr(s: *const i32, wide: i32, n: usize) -> *const i32 {
    // SAFETY: the caller's promise.
    unsafe { if n == 0 { null() } else { widest!(wmemchr(s, wide, n)) } }
}

/// `wmemcmp`.
///
/// # Safety
/// `n` characters at `a` and `b` are readable.
#[inline(always)]
pub unsafe fn wmemcmp(a: *const i32, b: *const i32, n: usize) -> i32 {
    // SAFETY: the caller's promise.
    unsafe {
        if n >= VECTOR {
            return widest!(wmemcmp(a, b, n));
        }
        for i in 0..n {
            let (x, y) = (*a.wrapping_add(i), *b.wrapping_add(i));
            if x != y {
                return if x < y { -1 } else { 1 };
            }
        }
        0
    }
}

/// `wcscmp`.
///
/// # Safety
/// Both are readable up to their first difference or terminator.
#[inline(always)]
pub unsafe fn wcscmp(a: *const i32, b: *const i32) -> i32 {
    // SAFETY: the caller's promise.
    unsafe { order_of_heads(a, b, usize::MAX).unwrap_or_else(|| widest!(wcscmp(a, b))) }
}

/// The order, if the first two characters decide it.
#[inline(always)]
unsafe fn order_of_heads(a: *const i32, b: *const i32, n: usize) -> Option<i32> {
    for i in 0..2 {
        if i == n {
            return Some(0);
        }
        // SAFETY: the strings were equal so far and did not end.
        let (x, y) = unsafe { (*a.wrapping_add(i), *b.wrapping_add(i)) };
        if x != y || x == 0 {
            return Some(x.cmp(&y) as i32);
        }
    }
    None
}

/// `wcsncmp`.
///
/// # Safety
/// As for [`wcscmp`], for at most `n` characters.
#[inline(always)]
pub unsafe fn wcsncmp(a: *const i32, b: *const i32, n: usize) -> i32 {
    // SAFETY: the caller's promise.
    unsafe { order_of_heads(a, b, n).unwrap_or_else(|| widest!(wcsncmp(a, b, n))) }
}

/// `wmemset`.
///
/// # Safety
/// `n` characters at `dst` are writable.
#[inline(always)]
pub unsafe fn wmemset(dst: *mut i32, wide: i32, n: usize) -> *mut i32 {
    // SAFETY: the caller's promise.
    unsafe {
        let twice = u64::from(wide.cast_unsigned()) * (1 << 32 | 1);
        match n {
            0 => {}
            1 => *dst = wide,
            // Two stores that may overlap.
            2..4 => {
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
    unsafe { memmove(dst.cast(), src.cast(), 4 * n) }.cast()
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
        widest!(wcscpy(dst, src))
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
    unsafe { widest!(wide_copy_bounded(dst, src, n)) }
}

/// `wcsstr`.
///
/// # Safety
/// Both are wide strings.
pub unsafe fn wcsstr(hay: *const i32, needle: *const i32) -> *const i32 {
    // SAFETY: the caller's promise; every offset of the needle is below its length.
    unsafe {
        let first = *needle;
        if first == 0 {
            return hay;
        }
        let hay = wcschr(hay, first);
        if hay.is_null() || *needle.wrapping_add(1) == 0 {
            return hay;
        }
        let m = wcslen(needle);
        let n = wcsnlen(hay, m);
        if n < m {
            return null();
        }
        let n = n + wcslen(hay.wrapping_add(n));
        // The second place is one that differs from the first, if there is one near.
        let other = (1..m.min(16)).find(|&i| *needle.wrapping_add(i) != first).unwrap_or(1);
        let pair = Pair { at: (0, 4 * other), element: (first, *needle.wrapping_add(other)), blur: (0, 0) };
        match widest!(wide_search(hay.cast(), 4 * n, needle.cast(), 4 * m, pair, equal)) {
            Outcome::Found(i) => hay.wrapping_byte_add(i),
            Outcome::Absent => null(),
            Outcome::GiveUp(i) => {
                TwoWay::new(needle, m, |wide: i32| wide).search(hay.wrapping_byte_add(i), n - i / 4)
            }
        }
    }
}
