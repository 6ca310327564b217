//! Comparing strings: two pointers with different alignments and no known length.
//!
//! Unaligned loads are fine until one of the strings comes within a vector of its page's end. There the window is
//! moved *back* to end exactly with the page: what it covers again is known to be equal and no terminator, so it
//! changes nothing. Only when that would reach before the strings' first elements are those compared one by one.

use super::{PAGE, to_page_end};
use crate::vector::{Element, Letters, Vector};

/// How elements are compared.
pub trait Fold<V: Vector> {
    /// The vectors for strings that turn out long.
    type Far: Vector;
    /// Zero in the lanes that count as equal.
    fn difference(x: V, y: V) -> V;
    /// The element that stands for its equals.
    fn fold(e: V::Element) -> V::Element;
}

/// As they are.
pub struct Exact;

/// Without regard to ASCII case.
pub struct IgnoreCase;

impl<V: Vector> Fold<V> for Exact {
    type Far = V::Long;
    #[inline(always)]
    fn difference(x: V, y: V) -> V {
        x.xor(y)
    }
    #[inline(always)]
    fn fold(e: V::Element) -> V::Element {
        e
    }
}

impl<V: Letters> Fold<V> for IgnoreCase {
    /// There is enough to do with each that wide ones pay.
    type Far = V;
    #[inline(always)]
    fn difference(x: V, y: V) -> V {
        x.difference_but_case(y)
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
pub unsafe fn order<V: Vector, F: Fold<V> + Fold<<F as Fold<V>>::Far>, const BOUNDED: bool>(
    a: *const u8,
    b: *const u8,
    n: usize,
) -> i32 {
    // Longer strings are compared by four vectors at a time.
    let four = 4 * <F as Fold<V>>::Far::BYTES;
    let near = if V::UNIT == 1 { 4 * V::BYTES } else { four };
    let mut i = 0;
    // One look at both addresses mostly tells enough.
    if (a.addr() | b.addr()) % PAGE <= PAGE - near || room_if_closer(a, b) >= near {
        while i < near {
            if BOUNDED && i >= n {
                return 0;
            }
            // SAFETY: so many vectors lie on pages that the strings touch.
            if let Some(order) = unsafe { decide::<V, F, BOUNDED>(a, b, i, n) } {
                if i > 0 {
                    // Most end before; for the others the way is straight.
                    core::hint::cold_path();
                }
                return order;
            }
            i += V::BYTES;
        }
        // Back to where the first string is aligned: what is compared again is equal. There only the second one's page
        // can end within four vectors.
        i -= a.wrapping_add(i).addr() % four;
        let mut last = (i + to_page_end(b.wrapping_add(i)) + 1).saturating_sub(four);
        if BOUNDED {
            last = last.min(n);
        }
        while i < last {
            // SAFETY: as above.
            if let Some(order) = unsafe { four_decide::<<F as Fold<V>>::Far, F, BOUNDED>(a, b, i, n) } {
                return order;
            }
            i += four;
        }
    }
    // SAFETY: the caller's promise; everything before `i` is equal and no terminator.
    unsafe { long_order::<<F as Fold<V>>::Far, F, BOUNDED>(a, b, i, n) }
}

/// How many bytes of both can be read, whatever they hold.
#[inline(always)]
fn room(a: *const u8, b: *const u8) -> usize {
    to_page_end(a).min(to_page_end(b))
}

/// The same where the usual way goes straight on.
#[inline(always)]
fn room_if_closer(a: *const u8, b: *const u8) -> usize {
    core::hint::cold_path();
    room(a, b)
}

/// [`order`] from offset `i` on.
#[inline(always)]
unsafe fn long_order<V: Vector, F: Fold<V>, const BOUNDED: bool>(
    a: *const u8,
    b: *const u8,
    mut i: usize,
    n: usize,
) -> i32 {
    loop {
        let room = room(a.wrapping_add(i), b.wrapping_add(i));
        let end = i + room;
        // Where the last vectors before the end of a page begin, or what counts ends: one thing to ask for.
        let stop = |width: usize| {
            let behind = (end + 1).saturating_sub(width);
            if BOUNDED { behind.min(n) } else { behind }
        };
        let last = stop(4 * V::BYTES);
        while i < last {
            // SAFETY: four vectors from `i` lie on pages that the strings touch.
            if let Some(order) = unsafe { four_decide::<V, F, BOUNDED>(a, b, i, n) } {
                return order;
            }
            i += 4 * V::BYTES;
        }
        let last = stop(V::BYTES);
        while i < last {
            // SAFETY: as above, for one.
            if let Some(order) = unsafe { decide::<V, F, BOUNDED>(a, b, i, n) } {
                return order;
            }
            i += V::BYTES;
        }
        if BOUNDED && i >= n {
            return 0;
        }
        let room = end - i;
        if room > 0 {
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
        }
    }
}

/// The first string's elements at offset `i`, and what differs there.
#[inline(always)]
unsafe fn look<V: Vector, F: Fold<V>>(a: *const u8, b: *const u8, i: usize) -> (V, V) {
    // SAFETY: the caller has shown that a vector is readable at `i` in both.
    let (x, y) = unsafe { (V::load_unaligned(a.wrapping_add(i)), V::load_unaligned(b.wrapping_add(i))) };
    (x, F::difference(x, y))
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
            look::<V, F>(a, b, i),
            look::<V, F>(a, b, i + V::BYTES),
            look::<V, F>(a, b, i + 2 * V::BYTES),
            look::<V, F>(a, b, i + 3 * V::BYTES),
        )
    };
    let differ = p.1.or(q.1).or(r.1.or(s.1));
    let all = p.0.zero_if_either(q.0).zero_if_either(r.0.zero_if_either(s.0)).ends(differ);
    if all == 0 {
        return None;
    }
    let (first, second, third) = (p.0.ends(p.1), q.0.ends(q.1), r.0.ends(r.1));
    let at = if first != 0 {
        V::lowest(first)
    } else if second != 0 {
        V::BYTES + V::lowest(second)
    } else if third != 0 {
        2 * V::BYTES + V::lowest(third)
    } else {
        3 * V::BYTES + V::lowest(all)
    };
    // SAFETY: inside the vectors just read.
    Some(unsafe { end::<V, F, BOUNDED>(a, b, i + at, n) })
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
    let (x, differ) = unsafe { look::<V, F>(a, b, i) };
    let found = x.ends(differ);
    if found == 0 {
        return None;
    }
    // SAFETY: inside the vector just read.
    Some(unsafe { end::<V, F, BOUNDED>(a, b, i + V::lowest(found), n) })
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
