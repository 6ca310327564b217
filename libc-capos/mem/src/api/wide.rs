//! `wcs*` and `wmem*`: looking for characters and comparing; the algorithms are those of bytes, over lanes of four.

use core::ptr::null;

/// So many wide characters fill any vector.
pub(super) const VECTOR: usize = 8;

/// `wcslen`.
///
/// # Safety
/// `s` is a wide string.
#[inline(always)]
pub unsafe fn wcslen(s: *const i32) -> usize {
    // SAFETY: the caller's promise.
    unsafe {
        if *s == 0 {
            0
        } else if *s.wrapping_add(1) == 0 {
            1
        } else {
            widest_later!(wcslen(s))
        }
    }
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
    // SAFETY: the caller's promise: the second character is read where the first is no terminator.
    unsafe {
        for i in 0..2 {
            let at = s.wrapping_add(i);
            if (*at == 0) | (*at == wide) {
                return if *at == wide { at } else { null() };
            }
        }
        widest_later!(wcschr(s, wide))
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
        // A set of four fits the vectors; to count so few is faster than to ask for them.
        let mut size = 0;
        while size < 5 && *set.wrapping_add(size) != 0 {
            size += 1;
        }
        if size == 0 {
            return if inside { 0 } else { wcslen(s) };
        }
        if size <= 4 {
            return if inside {
                widest!(wide_span_made_of(s, set, size - 1))
            } else {
                widest!(wide_span_free_of(s, set, size - 1))
            };
        }
        size += wcslen(set.wrapping_add(size));
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
    unsafe {
        if n == 0 {
            return null();
        }
        if *s == wide {
            return s;
        }
        if n == 1 { null() } else { widest!(wmemchr(s, wide, n)) }
    }
}

/// `wmemcmp`.
///
/// # Safety
/// `n` characters at `a` and `b` are readable.
#[inline(always)]
pub unsafe fn wmemcmp(a: *const i32, b: *const i32, n: usize) -> i32 {
    // SAFETY: the caller's promise.
    unsafe {
        if n == 0 {
            return 0;
        }
        core::hint::cold_path();
        if n < VECTOR {
            for i in 0..n {
                let (x, y) = (*a.wrapping_add(i), *b.wrapping_add(i));
                if x != y {
                    return if x < y { -1 } else { 1 };
                }
            }
            return 0;
        }
        widest_later!(wmemcmp(a, b, n))
    }
}

/// `wcscmp`.
///
/// # Safety
/// Both are readable up to their first difference or terminator.
#[inline(always)]
pub unsafe fn wcscmp(a: *const i32, b: *const i32) -> i32 {
    // SAFETY: the caller's promise: the second characters are read where the first ones are equal and no terminators.
    unsafe {
        for i in 0..2 {
            let (x, y) = (*a.wrapping_add(i), *b.wrapping_add(i));
            if x != y || x == 0 {
                return i32::from(x > y) - i32::from(x < y);
            }
        }
        widest_later!(wcscmp(a, b))
    }
}

/// `wcsncmp`.
///
/// # Safety
/// As for [`wcscmp`], for at most `n` characters.
#[inline(always)]
pub unsafe fn wcsncmp(a: *const i32, b: *const i32, n: usize) -> i32 {
    // SAFETY: the caller's promise: characters are read below `n` only, and the second ones as in `wcscmp`.
    unsafe {
        for i in 0..2 {
            if i == n {
                return 0;
            }
            let (x, y) = (*a.wrapping_add(i), *b.wrapping_add(i));
            if x != y || x == 0 {
                return i32::from(x > y) - i32::from(x < y);
            }
        }
        widest_later!(wcsncmp(a, b, n))
    }
}
