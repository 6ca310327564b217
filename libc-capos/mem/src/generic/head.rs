//! Substring search in one pass over a string, of which neither length is known.
//!
//! Most searches end within two vectors. There, two elements of the needle are looked for and candidates compared one by
//! one: measuring anything costs more. Beyond that a vector of the needle is kept, against which a candidate is compared
//! at once, and the two elements are the first ones that differ. What candidates cost stays below what was passed: a
//! haystack that would cost more is left to [`super::pair`].

use super::to_page_end;
use crate::vector::{Element, Vector};

/// How many elements are compared one by one before the haystack counts as hard; later one more for every element.
const PATIENCE: usize = 32;

/// What the beginning of a haystack said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Head {
    /// The offset of the needle, in bytes.
    Found(usize),
    Absent,
    /// No match begins before this offset; the string goes on there.
    Unknown(usize),
}

/// Looks for the string `needle`, of two elements at least, at the beginning of the string `hay`.
///
/// # Safety
/// Both are strings.
#[inline(always)]
pub unsafe fn find<V: Vector>(hay: *const u8, needle: *const u8) -> Head {
    let step = size_of::<V::Element>();
    // SAFETY: the processor has the instructions (module contract); the needle has two elements; what is read of the
    // haystack begins with an element of it and ends on its page.
    unsafe {
        let pair = needle.cast::<V::Element>();
        let (first, second) = (V::splat(*pair), V::splat(*pair.wrapping_add(1)));
        let mut spent = 0;
        for i in [0, V::BYTES] {
            if to_page_end(hay.wrapping_add(i)) < V::BYTES + step {
                return Head::Unknown(i);
            }
            let mut found = pairs::<V>(hay.wrapping_add(i), first, second);
            while found != 0 {
                let at = i + V::lowest(found);
                match compare::<V::Element>(hay.wrapping_add(at), needle, &mut spent, PATIENCE) {
                    Outcome::Equal => return Head::Found(at),
                    Outcome::HayEnds => return Head::Absent,
                    Outcome::TooLong => return Head::Unknown(i),
                    Outcome::Differs => found &= found - 1,
                }
            }
        }
    }
    Head::Unknown(2 * V::BYTES)
}

/// The mask of the lanes where the elements from `at` on are the two looked for, or where the string ends.
///
/// # Safety
/// A vector is readable at `at` and one element further.
#[inline(always)]
unsafe fn pairs<V: Vector>(at: *const u8, first: V, second: V) -> u64 {
    // SAFETY: the caller's promise.
    let (v, next) =
        unsafe { (V::load_unaligned(at), V::load_unaligned(at.wrapping_add(size_of::<V::Element>()))) };
    v.zero_if_either(v.xor(first).or(next.xor(second))).zeros() & V::STARTS
}

/// Looks for the string `needle`, of two elements at least, in the string `hay`.
///
/// # Safety
/// Both are strings.
#[inline(always)]
pub unsafe fn go_on<V: Vector>(hay: *const u8, needle: *const u8) -> Head {
    let step = size_of::<V::Element>();
    let mut i = 0;
    // SAFETY: the caller's promise.
    let (begin, shifted) = unsafe { beginning::<V>(needle) };
    let end = begin.zeros();
    // The lanes that hold the needle, and those where the needle goes on with another element.
    let lanes = if end == 0 { V::FULL } else { (end - 1) & !end };
    let changes = !begin.same(shifted) & lanes >> (step / V::UNIT) & V::STARTS;
    let edge = if changes == 0 { 0 } else { V::lowest(changes) };
    // SAFETY: the needle has these two elements.
    let (first, second) = unsafe {
        let pair = needle.wrapping_add(edge).cast::<V::Element>();
        (V::splat(*pair), V::splat(*pair.wrapping_add(1)))
    };
    let mut spent = 0;
    loop {
        let at = hay.wrapping_add(i);
        let room = to_page_end(at);
        // SAFETY: the string did not end before `i`. A vector that does not fit on the page is moved back to end with
        // it: what lies before `i` is masked. The page's last element shows whether the next one may be read.
        let (mut found, base) = unsafe {
            if room >= V::BYTES + step || room == step && *at.cast::<V::Element>() != V::Element::NUL {
                (pairs::<V>(at, first, second), i)
            } else if room == step {
                return Head::Absent;
            } else {
                let back = V::BYTES + step - room;
                let found = pairs::<V>(at.wrapping_sub(back), first, second);
                (found >> (back / V::UNIT) << (back / V::UNIT), i.wrapping_sub(back))
            }
        };
        while found != 0 {
            let place = base.wrapping_add(V::lowest(found));
            // SAFETY: no terminator comes before `place`, so this and what begins before is readable.
            unsafe {
                if *hay.wrapping_add(place).cast::<V::Element>() == V::Element::NUL {
                    return Head::Absent;
                }
                if place >= edge {
                    let start = place - edge;
                    let most = PATIENCE + start / step;
                    let from = hay.wrapping_add(start);
                    let outcome = if to_page_end(from) < V::BYTES {
                        compare::<V::Element>(from, needle, &mut spent, most)
                    } else if !V::load_unaligned(from).same(begin) & lanes != 0 {
                        Outcome::Differs
                    } else if end != 0 {
                        Outcome::Equal
                    } else {
                        let rest = needle.wrapping_add(V::BYTES);
                        compare::<V::Element>(from.wrapping_add(V::BYTES), rest, &mut spent, most)
                    };
                    match outcome {
                        Outcome::Equal => return Head::Found(start),
                        Outcome::HayEnds => return Head::Absent,
                        Outcome::TooLong => return Head::Unknown(start),
                        Outcome::Differs => {}
                    }
                }
            }
            found &= found - 1;
        }
        i = base.wrapping_add(V::BYTES);
    }
}

/// The first vector of a needle, and the one that begins an element later. What follows its end is of no meaning.
///
/// # Safety
/// `needle` is a string.
#[inline(always)]
unsafe fn beginning<V: Vector>(needle: *const u8) -> (V, V) {
    let step = size_of::<V::Element>();
    // Two vectors of the longest kind, of which the second begins an element later.
    let mut copy = [0_u8; 64 + size_of::<i32>()];
    let room = to_page_end(needle);
    let mut from = needle;
    // SAFETY: the processor has the instructions (module contract). Both vectors end on the needle's page, or were
    // copied up to the terminator, or the needle goes on behind its page, and then the next one is readable too.
    unsafe {
        if room < V::BYTES + step {
            let mut i = 0;
            while i < room {
                let element = needle.wrapping_add(i).cast::<V::Element>().read();
                copy.as_mut_ptr().wrapping_add(i).cast::<V::Element>().write_unaligned(element);
                if element == V::Element::NUL {
                    from = copy.as_ptr();
                    break;
                }
                i += step;
            }
        }
        (V::load_unaligned(from), V::load_unaligned(from.wrapping_add(step)))
    }
}

enum Outcome {
    Equal,
    Differs,
    HayEnds,
    TooLong,
}

/// Compares a candidate with the needle. A haystack that ends meanwhile has no later match either.
///
/// # Safety
/// Both are strings.
#[inline(always)]
unsafe fn compare<E: Element>(hay: *const u8, needle: *const u8, spent: &mut usize, most: usize) -> Outcome {
    let (hay, needle): (*const E, *const E) = (hay.cast(), needle.cast());
    for i in 0..most.saturating_sub(*spent) {
        // SAFETY: everything before was equal, and so no terminator.
        let (h, n) = unsafe { (hay.wrapping_add(i).read(), needle.wrapping_add(i).read()) };
        if n == E::NUL {
            return Outcome::Equal;
        }
        if h != n {
            *spent += i;
            return if h == E::NUL { Outcome::HayEnds } else { Outcome::Differs };
        }
    }
    Outcome::TooLong
}
