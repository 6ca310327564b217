//! Comparing strings: two pointers with different alignments and no known length.
//!
//! Unaligned loads are fine until one of the strings comes within a vector of its page's end. There the window is
//! moved *back* to end exactly with the page: the bytes it covers again are known to be equal and not terminators, so
//! they change nothing. Only when that would reach before the strings' first bytes are single bytes compared.

use crate::vector::Vector;

/// Every page is at least this large and aligned to it.
const PAGE: usize = 4096;

/// How bytes are compared.
pub trait Fold {
    fn vector<V: Vector>(v: V) -> V;
    fn byte(b: u8) -> u8;
}

/// As they are.
pub struct Exact;

/// Without regard to ASCII case.
pub struct IgnoreCase;

impl Fold for Exact {
    #[inline(always)]
    fn vector<V: Vector>(v: V) -> V {
        v
    }
    #[inline(always)]
    fn byte(b: u8) -> u8 {
        b
    }
}

impl Fold for IgnoreCase {
    #[inline(always)]
    fn vector<V: Vector>(v: V) -> V {
        v.to_lower()
    }
    #[inline(always)]
    fn byte(b: u8) -> u8 {
        b.to_ascii_lowercase()
    }
}

/// The order of two strings of which at most `n` bytes count; with `BOUNDED = false` all of them do.
///
/// # Safety
/// `a` and `b` are readable up to their terminators, their first difference or `n` bytes, whichever comes first.
#[inline(always)]
pub unsafe fn order<V: Vector, F: Fold, const BOUNDED: bool>(a: *const u8, b: *const u8, n: usize) -> i32 {
    let mut i = 0;
    loop {
        if BOUNDED && i >= n {
            return 0;
        }
        // Both strings can be read for `room` more bytes, whatever they hold.
        let room = to_page_end(a.wrapping_add(i)).min(to_page_end(b.wrapping_add(i)));
        if room < V::BYTES {
            let back = V::BYTES - room;
            if i < back {
                // SAFETY: `room` bytes from `i` lie on pages that the strings touch.
                match unsafe { bytes::<F, BOUNDED>(a, b, i, i + room, n) } {
                    Some(order) => return order,
                    None => i += room,
                }
                continue;
            }
            // SAFETY: starts at or after the strings' first bytes and ends with the page.
            match unsafe { decide::<V, F, BOUNDED>(a, b, i - back, n) } {
                Some(order) => return order,
                None => i += room,
            }
            continue;
        }
        let end = i + room;
        while end - i >= 4 * V::BYTES && !(BOUNDED && i >= n) {
            // SAFETY: `end - i` bytes from `i` lie on pages that the strings touch.
            if unsafe { four_decide::<V, F>(a, b, i) } {
                break;
            }
            i += 4 * V::BYTES;
        }
        while end - i >= V::BYTES && !(BOUNDED && i >= n) {
            // SAFETY: as above.
            match unsafe { decide::<V, F, BOUNDED>(a, b, i, n) } {
                Some(order) => return order,
                None => i += V::BYTES,
            }
        }
    }
}

#[inline(always)]
fn to_page_end(p: *const u8) -> usize {
    PAGE - p.addr() % PAGE
}

/// Zero in the bytes that end the comparison: a terminator, or a difference.
#[inline(always)]
unsafe fn key<V: Vector, F: Fold>(a: *const u8, b: *const u8, i: usize) -> V {
    // SAFETY: the caller has shown that a vector is readable at `i` in both.
    let (x, y) = unsafe { (V::load_unaligned(a.wrapping_add(i)), V::load_unaligned(b.wrapping_add(i))) };
    x.zero_if_either(F::vector(x).eq(F::vector(y)))
}

/// Whether the next four vectors hold the end of the comparison.
#[inline(always)]
unsafe fn four_decide<V: Vector, F: Fold>(a: *const u8, b: *const u8, i: usize) -> bool {
    // SAFETY: the caller has shown that four vectors are readable at `i` in both.
    let (p, q, r, s) = unsafe {
        (
            key::<V, F>(a, b, i),
            key::<V, F>(a, b, i + V::BYTES),
            key::<V, F>(a, b, i + 2 * V::BYTES),
            key::<V, F>(a, b, i + 3 * V::BYTES),
        )
    };
    p.zero_if_either(q).zero_if_either(r.zero_if_either(s)).zeros() != 0
}

/// The order, if this vector holds the end of the comparison.
#[inline(always)]
unsafe fn decide<V: Vector, F: Fold, const BOUNDED: bool>(
    a: *const u8,
    b: *const u8,
    i: usize,
    n: usize,
) -> Option<i32> {
    // SAFETY: the caller has shown that a vector is readable at `i` in both.
    let found = unsafe { key::<V, F>(a, b, i) }.zeros();
    if found == 0 {
        return None;
    }
    let at = i + found.trailing_zeros() as usize;
    if BOUNDED && at >= n {
        return Some(0);
    }
    // SAFETY: inside the vector just read.
    Some(unsafe { difference::<F>(a, b, at) })
}

/// Compares bytes `from .. to` one by one.
#[inline(always)]
unsafe fn bytes<F: Fold, const BOUNDED: bool>(
    a: *const u8,
    b: *const u8,
    from: usize,
    to: usize,
    n: usize,
) -> Option<i32> {
    for i in from..to {
        if BOUNDED && i >= n {
            return Some(0);
        }
        // SAFETY: no terminator or difference before `i`, so byte `i` of both is readable.
        let (order, end) = unsafe { (difference::<F>(a, b, i), *a.wrapping_add(i) == 0) };
        if order != 0 || end {
            return Some(order);
        }
    }
    None
}

#[inline(always)]
unsafe fn difference<F: Fold>(a: *const u8, b: *const u8, i: usize) -> i32 {
    // SAFETY: the caller has shown that byte `i` of both is readable.
    let (x, y) = unsafe { (*a.wrapping_add(i), *b.wrapping_add(i)) };
    i32::from(F::byte(x)) - i32::from(F::byte(y))
}
