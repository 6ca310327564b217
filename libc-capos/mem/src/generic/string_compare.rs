//! Comparing strings: two pointers with different alignments and no known length.
//!
//! Unaligned loads are fine until one of the strings comes within a vector of its page's end. There the window is
//! moved *back* to end exactly with the page: what it covers again is known to be equal and no terminator, so it
//! changes nothing. Only when that would reach before the strings' first elements are those compared one by one.

use super::find::first_of_four;
use super::to_page_end;
use crate::vector::{Element, Letters, Vector};

/// How elements are compared.
pub trait Fold<V: Vector> {
    /// All bits set in the lanes that count as equal.
    fn same(x: V, y: V) -> V;
    /// The element that stands for its equals.
    fn fold(e: V::Element) -> V::Element;
}

/// As they are.
pub struct Exact;

/// Without regard to ASCII case.
pub struct IgnoreCase;

impl<V: Vector> Fold<V> for Exact {
    #[inline(always)]
    fn same(x: V, y: V) -> V {
        x.eq(y)
    }
    #[inline(always)]
    fn fold(e: V::Element) -> V::Element {
        e
    }
}

impl<V: Letters> Fold<V> for IgnoreCase {
    #[inline(always)]
    fn same(x: V, y: V) -> V {
        // SAFETY: `x` proves that the processor has the instructions.
        let case = unsafe { V::splat(0x20) };
        // The only difference that may be is the bit of case, and only in letters.
        let differ = x.xor(y);
        let letters = differ.eq(case).and(x.or(case).small_letters());
        differ.eq(letters.and(case))
    }
    #[inline(always)]
    fn fold(e: u8) -> u8 {
        e.to_ascii_lowercase()
    }
}

/// The order of two strings of which at most `n` bytes count; with `BOUNDED = false` all of them do.
///
/// # Safety
/// `a` and `b` are readable up to their terminators, their first difference or `n` bytes, whichever comes first; for
/// lanes wider than a byte both are aligned to those.
#[inline(always)]
pub unsafe fn order<V: Vector, F: Fold<V>, const BOUNDED: bool>(a: *const u8, b: *const u8, n: usize) -> i32 {
    let mut i = 0;
    loop {
        if BOUNDED && i >= n {
            return 0;
        }
        // Both strings can be read for `room` more bytes, whatever they hold.
        let room = to_page_end(a.wrapping_add(i)).min(to_page_end(b.wrapping_add(i)));
        if room < V::BYTES {
            let back = V::BYTES - room;
            // SAFETY: `room` bytes from `i` lie on pages that the strings touch; a vector that is moved back starts at
            // or after the strings' first elements.
            let order = unsafe {
                if i < back {
                    one_by_one::<V, F, BOUNDED>(a, b, i, i + room, n)
                } else {
                    decide::<V, F, BOUNDED>(a, b, i - back, n)
                }
            };
            match order {
                Some(order) => return order,
                None => i += room,
            }
            continue;
        }
        let end = i + room;
        for _ in 0..4 {
            // SAFETY: `end - i` bytes from `i` lie on pages that the strings touch.
            if let Some(order) = unsafe { decide::<V, F, BOUNDED>(a, b, i, n) } {
                return order;
            }
            i += V::BYTES;
            if end - i < V::BYTES || BOUNDED && i >= n {
                break;
            }
        }
        while end - i >= 4 * V::BYTES && !(BOUNDED && i >= n) {
            // SAFETY: as above.
            if let Some(order) = unsafe { four_decide::<V, F, BOUNDED>(a, b, i, n) } {
                return order;
            }
            i += 4 * V::BYTES;
        }
    }
}

/// Zero in the lanes that end the comparison: a terminator, or a difference.
#[inline(always)]
unsafe fn key<V: Vector, F: Fold<V>>(a: *const u8, b: *const u8, i: usize) -> V {
    // SAFETY: the caller has shown that a vector is readable at `i` in both.
    let (x, y) = unsafe { (V::load_unaligned(a.wrapping_add(i)), V::load_unaligned(b.wrapping_add(i))) };
    x.zero_if_either(F::same(x, y))
}

/// The order, if the next four vectors hold the end of the comparison.
#[inline(always)]
unsafe fn four_decide<V: Vector, F: Fold<V>, const BOUNDED: bool>(
    a: *const u8,
    b: *const u8,
    i: usize,
    n: usize,
) -> Option<i32> {
    // SAFETY: the caller has shown that four vectors are readable at `i` in both.
    let (p, q, r, s) = unsafe {
        (
            key::<V, F>(a, b, i),
            key::<V, F>(a, b, i + V::BYTES),
            key::<V, F>(a, b, i + 2 * V::BYTES),
            key::<V, F>(a, b, i + 3 * V::BYTES),
        )
    };
    let any = p.zero_if_either(q).zero_if_either(r.zero_if_either(s)).zeros();
    if any == 0 {
        return None;
    }
    // SAFETY: inside the vectors just read.
    Some(unsafe { end::<V, F, BOUNDED>(a, b, i + first_of_four(p, q, r, any), n) })
}

/// The order, where the comparison ends at offset `at`.
#[inline(always)]
unsafe fn end<V: Vector, F: Fold<V>, const BOUNDED: bool>(
    a: *const u8,
    b: *const u8,
    at: usize,
    n: usize,
) -> i32 {
    if BOUNDED && at >= n {
        return 0;
    }
    // SAFETY: the caller has shown that the element is readable in both.
    unsafe { folded_difference::<V, F>(a, b, at) }
}

/// The order, if this vector holds the end of the comparison.
#[inline(always)]
unsafe fn decide<V: Vector, F: Fold<V>, const BOUNDED: bool>(
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
    // SAFETY: inside the vector just read.
    Some(unsafe { end::<V, F, BOUNDED>(a, b, i + found.trailing_zeros() as usize, n) })
}

/// Compares the elements from offset `from` to `to` one by one.
#[inline(always)]
unsafe fn one_by_one<V: Vector, F: Fold<V>, const BOUNDED: bool>(
    a: *const u8,
    b: *const u8,
    from: usize,
    to: usize,
    n: usize,
) -> Option<i32> {
    let mut i = from;
    while i < to {
        if BOUNDED && i >= n {
            return Some(0);
        }
        // SAFETY: no terminator or difference before `i`, so the element there is readable in both.
        let (order, end) = unsafe {
            (folded_difference::<V, F>(a, b, i), a.wrapping_add(i).cast::<V::Element>().read_unaligned())
        };
        if order != 0 || end == V::Element::NUL {
            return Some(order);
        }
        i += size_of::<V::Element>();
    }
    None
}

#[inline(always)]
unsafe fn folded_difference<V: Vector, F: Fold<V>>(a: *const u8, b: *const u8, i: usize) -> i32 {
    // SAFETY: the caller has shown that the element is readable in both.
    unsafe {
        let element = |p: *const u8| F::fold(p.wrapping_add(i).cast::<V::Element>().read_unaligned());
        element(a).order(element(b))
    }
}
