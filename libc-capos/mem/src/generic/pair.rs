//! The candidate filter of substring search: positions where two chosen elements of the needle both fit.

use super::to_page_end;
use crate::vector::Vector;

/// Two elements of a needle and their offsets in it, in bytes.
#[derive(Clone, Copy)]
pub struct Pair<E> {
    pub at: (usize, usize),
    pub element: (E, E),
    /// Bits that are set in the haystack's elements before they are compared.
    pub blur: (E, E),
}

/// What a search came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    Found(usize),
    Absent,
    /// Too many candidates failed: another method has to go on from this position.
    GiveUp(usize),
}

/// Whether a candidate is a match: haystack, needle, length in bytes.
pub type Verify = unsafe fn(*const u8, *const u8, usize) -> bool;

/// What is compared of a candidate before [`Verify`] is asked.
const HEAD: usize = size_of::<u64>();

/// Whether the first [`HEAD`] bytes are equal.
#[inline(always)]
unsafe fn same_head(a: *const u8, b: *const u8) -> bool {
    // SAFETY: the caller has shown that so many bytes are readable.
    unsafe { a.cast::<u64>().read_unaligned() == b.cast::<u64>().read_unaligned() }
}

/// Both elements of a pair, ready to be compared.
struct Filter<V> {
    element: (V, V),
    blur: (V, V),
    /// Where in the haystack the two would be, for a needle at its beginning.
    places: (*const u8, *const u8),
}

impl<V: Vector> Filter<V> {
    #[inline(always)]
    unsafe fn new(pair: &Pair<V::Element>, first: *const u8, second: *const u8) -> Self {
        // SAFETY: the processor has the instructions (module contract).
        unsafe {
            Self {
                element: (V::splat(pair.element.0), V::splat(pair.element.1)),
                blur: (V::splat(pair.blur.0), V::splat(pair.blur.1)),
                places: (first, second),
            }
        }
    }

    /// All bits set in the lanes from offset `i` on where both elements fit.
    #[inline(always)]
    unsafe fn hits<const BLURRED: bool>(&self, i: usize) -> V {
        // SAFETY: the caller has shown that a vector is readable at both.
        let (first, second) = unsafe {
            (
                V::load_unaligned(self.places.0.wrapping_add(i)),
                V::load_unaligned(self.places.1.wrapping_add(i)),
            )
        };
        if BLURRED {
            let (first, second) = (first.or(self.blur.0), second.or(self.blur.1));
            first.eq(self.element.0).and(second.eq(self.element.1))
        } else {
            first.eq(self.element.0).and(second.eq(self.element.1))
        }
    }
}

/// Looks for `needle` (`m` bytes) in `hay` (`n` bytes), where at least a vector of positions is to be tried.
///
/// Checking a candidate costs up to `m`, so the sum of those costs is kept below a multiple of the bytes passed.
///
/// # Safety
/// `hay` and `needle` are readable for `n >= m` and `m >= 1` bytes, and `pair` describes `needle`.
#[inline(always)]
pub unsafe fn search<V: Vector, const BLURRED: bool>(
    hay: *const u8,
    n: usize,
    needle: *const u8,
    m: usize,
    pair: Pair<V::Element>,
    verify: Verify,
) -> Outcome {
    let (h0, h1) = (hay.wrapping_add(pair.at.0), hay.wrapping_add(pair.at.1));
    let last = n - m + size_of::<V::Element>() - V::BYTES;
    let mut i = 0;
    let mut credit = 1024_usize;
    loop {
        // The vectors are made anew after each candidate: a call leaves no vector register alone.
        // SAFETY: the processor has the instructions (module contract).
        let filter = unsafe { Filter::<V>::new(&pair, h0, h1) };
        let from = i;
        while i + 3 * V::BYTES <= last {
            // SAFETY: the loads end at most where the haystack does.
            let (a, b, c, d) = unsafe {
                (
                    filter.hits::<BLURRED>(i),
                    filter.hits::<BLURRED>(i + V::BYTES),
                    filter.hits::<BLURRED>(i + 2 * V::BYTES),
                    filter.hits::<BLURRED>(i + 3 * V::BYTES),
                )
            };
            if a.or(b).or(c.or(d)).mask() != 0 {
                break;
            }
            i += 4 * V::BYTES;
        }
        let mut candidates = 0;
        while candidates == 0 {
            if i > last {
                if i >= last + V::BYTES {
                    return Outcome::Absent;
                }
                // The rest, together with positions that were tried.
                i = last;
            }
            // SAFETY: `i <= last`, so the loads end at most where the haystack does.
            candidates = unsafe { filter.hits::<BLURRED>(i) }.mask() & V::STARTS;
            i += V::BYTES;
        }
        credit += 4 * (i - from);
        while candidates != 0 {
            let position = i - V::BYTES + V::lowest(candidates);
            // SAFETY: `position <= n - m`.
            unsafe {
                let at = hay.wrapping_add(position);
                // A look at the beginning is cheaper than a call, and mostly enough.
                if (BLURRED || m < HEAD || same_head(at, needle)) && verify(at, needle, m) {
                    return Outcome::Found(position);
                }
            }
            match credit.checked_sub(m) {
                Some(left) => credit = left,
                None => return Outcome::GiveUp(position),
            }
            candidates &= candidates - 1;
        }
    }
}

/// The same where fewer positions are to be tried than a vector has lanes. Reads beyond the haystack, not beyond its
/// page; near the end of that it gives up.
///
/// # Safety
/// As for [`search`].
#[inline(always)]
pub unsafe fn search_short<V: Vector, const BLURRED: bool>(
    hay: *const u8,
    n: usize,
    needle: *const u8,
    m: usize,
    pair: Pair<V::Element>,
    verify: Verify,
) -> Outcome {
    let (h0, h1) = (hay.wrapping_add(pair.at.0), hay.wrapping_add(pair.at.1));
    if to_page_end(h0).min(to_page_end(h1)) < V::BYTES {
        return Outcome::GiveUp(0);
    }
    // SAFETY: both begin with an element of the haystack and end on its page.
    let hits = unsafe { Filter::<V>::new(&pair, h0, h1).hits::<BLURRED>(0).mask() };
    let positions = (n - m + size_of::<V::Element>()) / V::UNIT;
    let mut candidates = hits & V::STARTS & ((1 << positions) - 1);
    while candidates != 0 {
        let position = V::lowest(candidates);
        // SAFETY: `position <= n - m`.
        if unsafe { verify(hay.wrapping_add(position), needle, m) } {
            return Outcome::Found(position);
        }
        candidates &= candidates - 1;
    }
    Outcome::Absent
}
