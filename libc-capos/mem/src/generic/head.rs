//! Substring search in one pass over the beginning of a string, of which neither length is known.
//!
//! Most searches end within a few vectors. There, measuring the strings and choosing rare elements of the needle costs
//! more than looking for its first two; a haystack that is long, or full of those two, is left to [`super::pair`].

use super::to_page_end;
use crate::vector::{Element, Vector};

/// How far is looked, in bytes.
const FAR: usize = 160;
/// How many elements of candidates are compared before the haystack counts as hard; one more for every four bytes.
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
    // SAFETY: the processor has the instructions (module contract); the needle has two elements.
    let (first, second) = unsafe {
        let needle = needle.cast::<V::Element>();
        (V::splat(*needle), V::splat(*needle.wrapping_add(1)))
    };
    let mut spent = 0;
    let mut i = 0;
    while i < FAR && to_page_end(hay.wrapping_add(i)) >= V::BYTES + step {
        // SAFETY: both begin at or next to an element of the haystack, and end on its page.
        let (v, next) = unsafe {
            let at = hay.wrapping_add(i);
            (V::load_unaligned(at), V::load_unaligned(at.wrapping_add(step)))
        };
        // Zero where both fit, or where the haystack ends.
        let differs = v.xor(first).or(next.xor(second));
        let mut found = v.zero_if_either(differs).zeros() & V::STARTS;
        while found != 0 {
            let at = i + found.trailing_zeros() as usize;
            // SAFETY: up to here the haystack did not end.
            match unsafe {
                compare::<V::Element>(hay.wrapping_add(at), needle, &mut spent, PATIENCE + at / 4)
            } {
                Outcome::Equal => return Head::Found(at),
                Outcome::HayEnds => return Head::Absent,
                Outcome::TooLong => return Head::Unknown(at),
                Outcome::Differs => found &= found - 1,
            }
        }
        i += V::BYTES;
    }
    Head::Unknown(i)
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
