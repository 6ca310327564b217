//! The candidate filter of substring search: positions where two chosen bytes of the needle both fit.

use crate::vector::Vector;

/// Two bytes of a needle and their offsets in it.
#[derive(Clone, Copy)]
pub struct Pair {
    pub at: (usize, usize),
    pub byte: (u8, u8),
}

/// What a search came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    Found(usize),
    Absent,
    /// Too many candidates failed: another method has to go on from this position.
    GiveUp(usize),
}

/// Looks for `needle` (`m` bytes) in `hay` (`n` bytes), for `n - m + 1 >= V::BYTES`.
///
/// Checking a candidate costs up to `m`, so the sum of those costs is kept below a multiple of the bytes passed.
///
/// # Safety
/// `hay` and `needle` are readable for `n >= m` and `m >= 1` bytes, and `pair` describes `needle`.
#[inline(always)]
pub unsafe fn search<V: Vector>(
    hay: *const u8,
    n: usize,
    needle: *const u8,
    m: usize,
    pair: Pair,
    verify: unsafe fn(*const u8, *const u8, usize) -> bool,
) -> Outcome {
    let (h0, h1) = (hay.wrapping_add(pair.at.0), hay.wrapping_add(pair.at.1));
    let last = n - m + 1 - V::BYTES;
    let mut i = 0;
    let mut credit = 1024_usize;
    loop {
        // Both vectors are made anew after each candidate: a call leaves no vector register alone.
        // SAFETY: the processor has the instructions (module contract).
        let (first, second) = unsafe { (V::splat(pair.byte.0), V::splat(pair.byte.1)) };
        // SAFETY: for `i <= last` the loads end at most at offset `n - m + 1 + (m - 1)` of the haystack.
        let hits = |i: usize| unsafe {
            V::load_unaligned(h0.wrapping_add(i))
                .eq(first)
                .and(V::load_unaligned(h1.wrapping_add(i)).eq(second))
        };
        let from = i;
        while i + 3 * V::BYTES <= last {
            let (a, b) = (hits(i), hits(i + V::BYTES));
            let (c, d) = (hits(i + 2 * V::BYTES), hits(i + 3 * V::BYTES));
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
            candidates = hits(i).mask();
            i += V::BYTES;
        }
        credit += 4 * (i - from);
        while candidates != 0 {
            let position = i - V::BYTES + candidates.trailing_zeros() as usize;
            // SAFETY: `position <= n - m`.
            if unsafe { verify(hay.wrapping_add(position), needle, m) } {
                return Outcome::Found(position);
            }
            match credit.checked_sub(m) {
                Some(left) => credit = left,
                None => return Outcome::GiveUp(position),
            }
            candidates &= candidates - 1;
        }
    }
}
