//! Crochemore and Perrin's two-way search: linear time, constant memory, for inputs that defeat the filter.
//!
//! The needle is cut where its "local period" equals its period. The right part is compared first, left to right; a
//! mismatch there moves the needle by as much as matched. If the needle is periodic, what the last attempt proved about
//! a prefix is remembered instead of compared again. A table of the needle's last occurrence of each byte skips ahead
//! where the byte under the needle's end does not occur in it.

use crate::vector::Element;

/// A needle, analysed. `fold` says which elements are the same.
pub(super) struct TwoWay<E, F> {
    needle: *const E,
    m: usize,
    /// Where the needle is cut.
    cut: usize,
    /// How far a full match of the right part moves the needle.
    period: usize,
    /// Whether `period` is the needle's true period, so that a prefix can be remembered.
    periodic: bool,
    /// How far the needle can move for the low byte of the element under its last place, at most 255.
    skip: [u8; 256],
    fold: F,
}

impl<E: Element, F: Fn(E) -> E> TwoWay<E, F> {
    /// # Safety
    /// `m >= 1` elements at `needle` are readable for as long as the value is used.
    pub(super) unsafe fn new(needle: *const E, m: usize, fold: F) -> Self {
        // SAFETY: offsets stay below `m`.
        unsafe {
            let (less, less_period) = maximal_suffix(needle, m, &fold, false);
            let (greater, greater_period) = maximal_suffix(needle, m, &fold, true);
            let (cut, period) = if less > greater { (less, less_period) } else { (greater, greater_period) };
            // `period` belongs to the right part; it is the whole needle's if the left part repeats with it.
            let periodic = cut + period <= m && repeats(needle, period, cut, &fold);
            let period = if periodic { period } else { cut.max(m - cut) + 1 };
            let mut skip = [m.min(255) as u8; 256];
            for i in m.saturating_sub(255)..m {
                skip[usize::from(fold(*needle.wrapping_add(i)).low_byte())] = (m - 1 - i) as u8;
            }
            Self { needle, m, cut, period, periodic, skip, fold }
        }
    }

    /// The first occurrence in `n` elements at `hay`, or null.
    ///
    /// # Safety
    /// `n` elements at `hay` are readable.
    pub(super) unsafe fn search(&self, hay: *const E, n: usize) -> *const E {
        let (m, needle, fold) = (self.m, self.needle, &self.fold);
        let mut position = 0;
        // The first `memory` bytes are known to match at `position`.
        let mut memory = 0;
        while n - position >= m {
            let at = hay.wrapping_add(position);
            // SAFETY: `position + m <= n`, and offsets stay below `m`.
            unsafe {
                let skip = usize::from(self.skip[usize::from(fold(*at.wrapping_add(m - 1)).low_byte())]);
                if skip > 0 {
                    // A remembered prefix repeats with the period up to its end, and the byte at the needle's end
                    // breaks the repetition: no match begins before that prefix is left behind.
                    position += skip.max(memory);
                    memory = 0;
                    continue;
                }
                let mut i = self.cut.max(memory);
                while i < m && fold(*needle.wrapping_add(i)) == fold(*at.wrapping_add(i)) {
                    i += 1;
                }
                if i < m {
                    position += i - self.cut + 1;
                    memory = 0;
                    continue;
                }
                let mut j = self.cut;
                while j > memory && fold(*needle.wrapping_add(j - 1)) == fold(*at.wrapping_add(j - 1)) {
                    j -= 1;
                }
                if j <= memory {
                    return at;
                }
                position += self.period;
                memory = if self.periodic { m - self.period } else { 0 };
            }
        }
        core::ptr::null()
    }
}

/// Start and period of the suffix that is largest in the order of elements (or in the reverse order).
///
/// # Safety
/// `m` elements at `needle` are readable.
unsafe fn maximal_suffix<E: Element>(
    needle: *const E,
    m: usize,
    fold: impl Fn(E) -> E,
    reverse: bool,
) -> (usize, usize) {
    let (mut start, mut candidate, mut k, mut period) = (0, 1, 0, 1);
    while candidate + k < m {
        // SAFETY: `start < candidate` and `candidate + k < m`.
        let (a, b) = unsafe { (*needle.wrapping_add(start + k), *needle.wrapping_add(candidate + k)) };
        let (a, b) = (fold(a), fold(b));
        let (a, b) = if reverse { (b, a) } else { (a, b) };
        if b < a {
            // The candidate is smaller: everything so far is one period.
            candidate += k + 1;
            k = 0;
            period = candidate - start;
        } else if b == a {
            if k + 1 == period {
                candidate += period;
                k = 0;
            } else {
                k += 1;
            }
        } else {
            start = candidate;
            candidate += 1;
            k = 0;
            period = 1;
        }
    }
    (start, period)
}

/// Whether the first `n` elements come again `period` elements later.
///
/// # Safety
/// `period + n` elements at `needle` are readable.
unsafe fn repeats<E: Element>(needle: *const E, period: usize, n: usize, fold: impl Fn(E) -> E) -> bool {
    // SAFETY: `i < n`.
    (0..n).all(|i| unsafe { fold(*needle.wrapping_add(i)) == fold(*needle.wrapping_add(i + period)) })
}
