//! `memmem` and `strstr`: linear in the worst case, a vector at a time in every usual one.
//!
//! Two rare bytes of the needle choose the candidates ([`crate::generic::pair`]). An input made to defeat that choice
//! uses up the filter's credit, and [`super::two_way`] takes over, which is linear whatever it is given.

use super::rare::{at_ends, choose, choose_caseless};
use super::two_way::TwoWay;
use super::{equal, memchr, strchr, strlen, strnlen};
use crate::generic::head::Head;
use crate::generic::pair::{Outcome, Pair};
use core::ptr::null;

/// `memmem`.
///
/// # Safety
/// `n` bytes at `hay` and `m` bytes at `needle` are readable.
#[inline(always)]
pub unsafe fn memmem(hay: *const u8, n: usize, needle: *const u8, m: usize) -> *const u8 {
    if m == 0 {
        return hay;
    }
    if m > n {
        return null();
    }
    // SAFETY: the caller's promise.
    unsafe { memmem_sized(hay, n, needle, m) }
}

/// # Safety
/// As for [`memmem`], and `1 <= m <= n`.
unsafe fn memmem_sized(hay: *const u8, n: usize, needle: *const u8, m: usize) -> *const u8 {
    // SAFETY: the caller's promise.
    unsafe {
        // Nothing before the first fitting byte matters, and many calls end here.
        let found = memchr(hay, *needle, n - m + 1);
        if found.is_null() || m == 1 {
            return found;
        }
        find(found, n - (found.addr() - hay.addr()), needle, m, choose(needle, m))
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
        if *hay == 0 {
            return null();
        }
        if *needle.wrapping_add(1) == 0 {
            return strchr(hay, first);
        }
        if *hay.wrapping_add(1) == 0 {
            return null();
        }
        match widest!(search_head(hay, needle)) {
            Head::Found(at) => hay.wrapping_add(at),
            Head::Absent => null(),
            Head::Unknown(at) => strstr_on(hay.wrapping_add(at), needle),
        }
    }
}

/// [`strstr`] where the beginning did not tell.
///
/// # Safety
/// Both are strings, and the needle has two bytes.
#[inline(never)]
unsafe fn strstr_on(hay: *const u8, needle: *const u8) -> *const u8 {
    // SAFETY: the caller's promise.
    unsafe {
        match widest!(search_on(hay, needle)) {
            Head::Found(at) => hay.wrapping_add(at),
            Head::Absent => null(),
            Head::Unknown(at) => strstr_hard(hay.wrapping_add(at), needle),
        }
    }
}

/// [`strstr`] where the short way would take too long.
///
/// # Safety
/// Both are strings, and the needle has two bytes.
#[cold]
#[inline(never)]
unsafe fn strstr_hard(hay: *const u8, needle: *const u8) -> *const u8 {
    // SAFETY: the caller's promise.
    unsafe {
        // Nothing before the first fitting byte matters.
        let hay = strchr(hay, *needle);
        if hay.is_null() {
            return null();
        }
        let mut chosen = None;
        piecewise(hay, needle, |from, known, m| {
            if known <= FIRST {
                // Looking for rare bytes costs more than a short piece does.
                let pair = at_ends(needle, m);
                match widest!(search(from, known, needle, m, pair, equal)) {
                    Outcome::Found(i) => return from.wrapping_add(i),
                    Outcome::Absent => return null(),
                    Outcome::GiveUp(_) => {}
                }
            }
            let pair = *chosen.get_or_insert_with(|| choose(needle, m));
            find(from, known, needle, m, pair)
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
        if *needle == 0 {
            return hay;
        }
        if *hay == 0 {
            return null();
        }
        strcasestr_long(hay, needle)
    }
}

/// # Safety
/// Both are strings that are not empty.
#[inline(never)]
unsafe fn strcasestr_long(hay: *const u8, needle: *const u8) -> *const u8 {
    // SAFETY: the caller's promise.
    unsafe {
        let mut chosen = None;
        piecewise(hay, needle, |from, known, m| {
            if m == 1 {
                let both = [needle.read().to_ascii_lowercase(), needle.read().to_ascii_uppercase()];
                let at = widest!(span_free_of(from, both.as_ptr(), 1));
                return if at < known { from.wrapping_add(at) } else { null() };
            }
            let pair = *chosen.get_or_insert_with(|| choose_caseless(needle, m));
            match widest!(search_blurred(from, known, needle, m, pair, equal_caseless)) {
                Outcome::Found(i) => from.wrapping_add(i),
                Outcome::Absent => null(),
                Outcome::GiveUp(i) => TwoWay::new(needle, m, |byte: u8| byte.to_ascii_lowercase())
                    .search(from.wrapping_add(i), known - i),
            }
        })
    }
}

/// The first piece; they grow, so that a search that ends early looks at little, and one that does not at few.
const FIRST: usize = 256;

/// Searches the string `hay` for the string `needle`, which is not empty. `find` gets so many bytes at a place, at least
/// as many as the needle has, and the needle's length.
///
/// # Safety
/// Both are strings.
unsafe fn piecewise(
    hay: *const u8,
    needle: *const u8,
    mut find: impl FnMut(*const u8, usize, usize) -> *const u8,
) -> *const u8 {
    // Beyond this size a piece would leave the cache before it is searched.
    const LARGEST: usize = 64 << 10;
    // SAFETY: `known` bytes were found to hold no terminator.
    unsafe {
        let mut known = strnlen(hay, FIRST);
        let mut whole = known < FIRST;
        // A needle longer than the whole haystack need not be measured.
        let m = if whole { strnlen(needle, known + 1) } else { strlen(needle) };
        let mut from = hay;
        let mut step = FIRST.max(8 * m);
        loop {
            if known >= m {
                let hit = find(from, known, m);
                if !hit.is_null() || whole {
                    return hit;
                }
                // A match may still begin in the last `m - 1` bytes.
                from = from.wrapping_add(known - (m - 1));
                known = m - 1;
            } else if whole {
                return null();
            }
            step = (4 * step).min(LARGEST.max(8 * m));
            let more = strnlen(from.wrapping_add(known), step);
            whole = more < step;
            known += more;
        }
    }
}

/// The filter, and what follows if it gives up.
///
/// # Safety
/// `n` bytes at `hay` and `m` bytes at `needle` are readable, `2 <= m <= n`.
unsafe fn find(hay: *const u8, n: usize, needle: *const u8, m: usize, pair: Pair<u8>) -> *const u8 {
    // SAFETY: the caller's promise.
    unsafe {
        match widest!(search(hay, n, needle, m, pair, equal)) {
            Outcome::Found(i) => hay.wrapping_add(i),
            Outcome::Absent => null(),
            Outcome::GiveUp(0) if n - m < 64 => one_by_one(hay, n, needle, m),
            Outcome::GiveUp(i) => TwoWay::new(needle, m, |byte: u8| byte).search(hay.wrapping_add(i), n - i),
        }
    }
}

/// Tries every position; there are few.
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

/// Whether `n` bytes are equal but for ASCII case.
unsafe fn equal_caseless(a: *const u8, b: *const u8, n: usize) -> bool {
    // SAFETY: the caller's promise.
    (0..n).all(|i| unsafe { (*a.wrapping_add(i)).eq_ignore_ascii_case(&*b.wrapping_add(i)) })
}
