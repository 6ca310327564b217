//! `wcsstr`.

use super::two_way::TwoWay;
use super::{equal, wcschr, wcslen, wcsnlen};
use crate::generic::head::Head;
use crate::generic::pair::{Outcome, Pair};
use core::ptr::null;

/// `wcsstr`.
///
/// # Safety
/// Both are wide strings.
pub unsafe fn wcsstr(hay: *const i32, needle: *const i32) -> *const i32 {
    // SAFETY: the caller's promise.
    unsafe {
        let first = *needle;
        if *hay == 0 || first == 0 {
            return if first == 0 { hay } else { null() };
        }
        core::hint::cold_path();
        if *needle.wrapping_add(1) == 0 {
            return wcschr(hay, first);
        }
        if *hay.wrapping_add(1) == 0 {
            return null();
        }
        match widest!(wide_search_head(hay.cast(), needle.cast())) {
            Head::Found(at) => hay.wrapping_byte_add(at),
            Head::Absent => null(),
            Head::Unknown(at) => wcsstr_on(hay.wrapping_byte_add(at), needle),
        }
    }
}

/// [`wcsstr`] where the beginning did not tell.
///
/// # Safety
/// Both are wide strings, and the needle has two characters.
#[inline(never)]
unsafe fn wcsstr_on(hay: *const i32, needle: *const i32) -> *const i32 {
    // SAFETY: the caller's promise.
    unsafe {
        match widest!(wide_search_on(hay.cast(), needle.cast())) {
            Head::Found(at) => hay.wrapping_byte_add(at),
            Head::Absent => null(),
            Head::Unknown(at) => wcsstr_hard(hay.wrapping_byte_add(at), needle),
        }
    }
}

/// [`wcsstr`] where the short way would take too long.
///
/// # Safety
/// Both are wide strings, and the needle has two characters.
#[cold]
#[inline(never)]
unsafe fn wcsstr_hard(hay: *const i32, needle: *const i32) -> *const i32 {
    // SAFETY: the caller's promise; every offset of the needle is below its length.
    unsafe {
        let first = *needle;
        let hay = wcschr(hay, first);
        if hay.is_null() {
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
