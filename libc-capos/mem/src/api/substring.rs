//! `memmem` and `strstr`: linear in the worst case, a vector at a time in every usual one.
//!
//! Two rare bytes of the needle choose the candidates ([`crate::generic::pair`]). An input made to defeat that choice
//! uses up the filter's credit, and [`super::two_way`] takes over, which is linear whatever it is given.

use super::two_way::TwoWay;
use super::{equal, memchr, strchr, strlen, strnlen};
use crate::generic::pair::{Outcome, Pair};
use crate::generic::string_compare::{Exact, IgnoreCase};
use core::ptr::null;

/// The widest vector; fewer positions than this are tried one by one.
const WIDEST: usize = 32;

/// `memmem`.
///
/// # Safety
/// `n` bytes at `hay` and `m` bytes at `needle` are readable.
pub unsafe fn memmem(hay: *const u8, n: usize, needle: *const u8, m: usize) -> *const u8 {
    // SAFETY: the caller's promise; `m <= n` where it is needed.
    unsafe {
        if m == 0 {
            return hay;
        }
        if m > n {
            return null();
        }
        if m == 1 {
            return memchr(hay, *needle, n);
        }
        if n - m + 1 < WIDEST {
            return one_by_one(hay, n, needle, m);
        }
        find(hay, n, needle, m, choose(needle, m))
    }
}

/// `strstr`.
///
/// The haystack's end is looked for piece by piece, not first of all: a caller that walks through a long string with
/// repeated calls must not pay for its whole rest each time.
///
/// # Safety
/// Both are strings.
pub unsafe fn strstr(hay: *const u8, needle: *const u8) -> *const u8 {
    // SAFETY: the caller's promise; `known` bytes were found to hold no terminator.
    unsafe {
        let first = *needle;
        if first == 0 {
            return hay;
        }
        if *needle.wrapping_add(1) == 0 {
            return strchr(hay, first);
        }
        // Nothing before the first fitting byte matters, and most calls end here.
        let hay = strchr(hay, first);
        if hay.is_null() {
            return null();
        }
        let m = strlen(needle);
        let pair = choose(needle, m);
        piecewise(hay, m, |from, known| {
            if known - m + 1 < WIDEST {
                one_by_one(from, known, needle, m)
            } else {
                find(from, known, needle, m, pair)
            }
        })
    }
}

/// `strcasestr`: without regard to ASCII case.
///
/// # Safety
/// Both are strings.
pub unsafe fn strcasestr(hay: *const u8, needle: *const u8) -> *const u8 {
    // SAFETY: the caller's promise.
    unsafe {
        let m = strlen(needle);
        if m == 0 {
            return hay;
        }
        let needle = TwoWay::<IgnoreCase>::new(needle, m);
        piecewise(hay, m, |from, known| needle.search(from, known))
    }
}

/// Searches a string for something `m` bytes long. `find` looks at so many bytes at a place, at least `m`.
///
/// # Safety
/// `hay` is a string.
unsafe fn piecewise(
    hay: *const u8,
    m: usize,
    mut find: impl FnMut(*const u8, usize) -> *const u8,
) -> *const u8 {
    // The pieces grow, so that a search that ends early looks at little, and one that does not at few.
    let first = 256.max(8 * m);
    // Beyond this size a piece would leave the cache before it is searched.
    let largest = (64 << 10).max(8 * m);
    let mut step = first;
    let mut from = hay;
    // SAFETY: `known` bytes were found to hold no terminator.
    let mut known = unsafe { strnlen(from, first) };
    let mut whole = known < first;
    loop {
        if known >= m {
            let hit = find(from, known);
            if !hit.is_null() || whole {
                return hit;
            }
            // A match may still begin in the last `m - 1` bytes.
            from = from.wrapping_add(known - (m - 1));
            known = m - 1;
        } else if whole {
            return null();
        }
        step = (4 * step).min(largest);
        // SAFETY: as above.
        let more = unsafe { strnlen(from.wrapping_add(known), step) };
        whole = more < step;
        known += more;
    }
}

/// The filter, and what follows if it gives up.
unsafe fn find(hay: *const u8, n: usize, needle: *const u8, m: usize, pair: Pair) -> *const u8 {
    // SAFETY: the caller has shown `n - m + 1 >= WIDEST` and that both buffers are readable.
    unsafe {
        match widest!(search(hay, n, needle, m, pair)) {
            Outcome::Found(i) => hay.wrapping_add(i),
            Outcome::Absent => null(),
            Outcome::GiveUp(i) => TwoWay::<Exact>::new(needle, m).search(hay.wrapping_add(i), n - i),
        }
    }
}

/// Tries every position; there are fewer than [`WIDEST`].
unsafe fn one_by_one(hay: *const u8, n: usize, needle: *const u8, m: usize) -> *const u8 {
    // SAFETY: positions go up to `n - m`.
    unsafe {
        let (first, last) = (*needle, *needle.wrapping_add(m - 1));
        for i in 0..=n - m {
            let p = hay.wrapping_add(i);
            if *p == first && *p.wrapping_add(m - 1) == last && equal(p, needle, m) {
                return p;
            }
        }
        null()
    }
}

/// How common a byte is in the texts and binaries one searches; higher is more common.
const fn commonness(byte: u8) -> u8 {
    match byte {
        b' ' | b'e' => 10,
        b't' | b'a' | b'o' | b'i' | b'n' | b's' | b'r' => 9,
        0 => 8,
        b'h' | b'l' | b'd' | b'c' | b'u' | b'm' => 7,
        b'p' | b'f' | b'g' | b'\n' | b'0' | b'_' => 6,
        b'w' | b'y' | b'b' | b'v' | b'.' | b',' | b'1' | b'-' => 5,
        b'k' | b'2'..=b'9' | b'(' | b')' | b'"' | b'/' | b'=' | 0xff => 4,
        b'A'..=b'Z' | b'x' => 3,
        b'!'..=b'~' => 2,
        _ => 1,
    }
}

/// [`commonness`] of every byte.
static COMMONNESS: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = commonness(byte as u8);
        byte += 1;
    }
    table
};

/// The two rarest bytes among the first 256, different offsets, different bytes where there are two.
unsafe fn choose(needle: *const u8, m: usize) -> Pair {
    // SAFETY: every offset is below `m`.
    let byte = |i: usize| unsafe { *needle.wrapping_add(i) };
    let rank = |i: usize| COMMONNESS[usize::from(byte(i))];
    let (mut rare, mut second) = if rank(1) < rank(0) { (1, 0) } else { (0, 1) };
    for i in 2..m.min(256) {
        if rank(i) < rank(rare) {
            (rare, second) = (i, rare);
        } else if byte(i) != byte(rare) && (rank(i) < rank(second) || byte(second) == byte(rare)) {
            second = i;
        }
    }
    Pair { at: (rare, second), byte: (byte(rare), byte(second)) }
}
