//! Searching forward: `memchr`, `strlen`, `strchrnul` and kin.
//!
//! One loop serves all. A [`Key`] turns the elements looked for into zeros, and zeros of four vectors can be joined
//! into one before a single test. The first vector is loaded where the argument begins, unless that reaches into the
//! next page; the others are aligned.

use super::PAGE;
use crate::vector::{Element, Lookup, Vector};

/// The elements of `set`, one to four, each in all lanes of a vector; where there are fewer, some come twice.
///
/// # Safety
/// The processor has the instructions, and `set` is readable up to index `last`, which is at most 3.
#[inline(always)]
pub unsafe fn splat_four<V: Vector>(set: *const V::Element, last: usize) -> [V; 4] {
    // SAFETY: the caller's promise; every index is at most `last`.
    unsafe {
        [
            V::splat(*set),
            V::splat(*set.wrapping_add(last.min(1))),
            V::splat(*set.wrapping_add(last.div_ceil(2))),
            V::splat(*set.wrapping_add(last)),
        ]
    }
}

/// What is looked for: `apply` yields zero exactly in the lanes that match.
pub trait Key<V: Vector>: Copy {
    fn apply(self, v: V) -> V;
}

/// The terminator.
#[derive(Clone, Copy)]
pub struct Nul;

/// One element, held in every lane.
#[derive(Clone, Copy)]
pub struct One<V>(pub V);

/// One element, or the terminator.
#[derive(Clone, Copy)]
pub struct OneOrNul<V>(pub V);

/// Any of four elements, or the terminator.
#[derive(Clone, Copy)]
pub struct FewOrNul<V>(pub [V; 4]);

/// Anything but four elements; the terminator is none of them.
#[derive(Clone, Copy)]
pub struct NotFew<V>(pub [V; 4]);

/// A set of bytes as two tables of bits, row by lower nibble, bit by the upper one's three low bits; the tables are
/// for bytes below 128 and for the others.
pub struct ByteSet {
    pub tables: [[u8; 16]; 2],
}

/// The same in vectors. `MEMBERS` says whether members are looked for, or what is no member.
#[derive(Clone, Copy)]
pub struct Set<V, const MEMBERS: bool> {
    tables: [V; 2],
    bits: V,
    high: V,
}

/// # Safety
/// The processor has the instructions.
#[inline(always)]
pub unsafe fn set<V: Lookup, const MEMBERS: bool>(set: &ByteSet) -> Set<V, MEMBERS> {
    const BITS: [u8; 16] = [1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128];
    // SAFETY: the caller's promise.
    unsafe {
        Set {
            tables: [V::table(&set.tables[0]), V::table(&set.tables[1])],
            bits: V::table(&BITS),
            high: V::splat(0x80),
        }
    }
}

impl<V: Vector> Key<V> for Nul {
    #[inline(always)]
    fn apply(self, v: V) -> V {
        v
    }
}

impl<V: Vector> Key<V> for One<V> {
    #[inline(always)]
    fn apply(self, v: V) -> V {
        v.xor(self.0)
    }
}

impl<V: Vector> Key<V> for OneOrNul<V> {
    #[inline(always)]
    fn apply(self, v: V) -> V {
        v.xor(self.0).zero_if_either(v)
    }
}

impl<V: Vector> Key<V> for FewOrNul<V> {
    #[inline(always)]
    fn apply(self, v: V) -> V {
        let [a, b, c, d] = self.0;
        let first = v.xor(a).zero_if_either(v.xor(b));
        first.zero_if_either(v.xor(c).zero_if_either(v.xor(d))).zero_if_either(v)
    }
}

impl<V: Vector> Key<V> for NotFew<V> {
    #[inline(always)]
    fn apply(self, v: V) -> V {
        let [a, b, c, d] = self.0;
        v.eq(a).or(v.eq(b)).or(v.eq(c).or(v.eq(d)))
    }
}

impl<V: Lookup, const MEMBERS: bool> Key<V> for Set<V, MEMBERS> {
    #[inline(always)]
    fn apply(self, v: V) -> V {
        // A row is found by the lower nibble; bit 7 of the index decides which of the tables answers.
        let rows = v.look_up(self.tables[0]).or(v.xor(self.high).look_up(self.tables[1]));
        let bit = v.upper_nibbles().look_up(self.bits);
        let member = rows.and(bit);
        if MEMBERS { member.eq(v.xor(v)) } else { member }
    }
}

/// Offset in bytes of the first match, or `None` where the first `n` bytes hold none.
///
/// With `BOUNDED = false` the caller knows that there is one, and `n` is not looked at.
///
/// # Safety
/// Bytes from `start` up to the first match or `start + n`, whichever comes first, are readable, and `n` is not zero.
#[inline(always)]
pub unsafe fn first<V: Vector, K: Key<V>, const BOUNDED: bool>(
    start: *const u8,
    n: usize,
    key: K,
) -> Option<usize> {
    let inside = start.addr() % PAGE <= PAGE - V::BYTES;
    let found = if inside {
        // SAFETY: it begins with a byte that is ours to read, and ends on the same page.
        unsafe { key.apply(V::load_unaligned(start)).zeros() }
    } else {
        let skew = start.addr() % V::BYTES;
        // SAFETY: aligned, and the byte at `start`, which is ours to read, lies in it.
        unsafe { key.apply(V::load(start.wrapping_sub(skew))).zeros() >> (skew / V::UNIT) }
    };
    if found != 0 {
        return within::<BOUNDED>(V::lowest(found), n);
    }
    if BOUNDED && inside && n <= V::BYTES {
        return None;
    }
    // Everything before the next aligned vector is known.
    let base = start.wrapping_sub(start.addr() % V::BYTES);
    for i in 1..=4 {
        let at = base.wrapping_add(i * V::BYTES);
        let offset = at.addr().wrapping_sub(start.addr());
        if BOUNDED && offset >= n {
            return None;
        }
        // SAFETY: aligned, and its first byte follows `offset` bytes without a match, so it is ours to read.
        let found = unsafe { key.apply(V::load(at)).zeros() };
        if found != 0 {
            return within::<BOUNDED>(offset + V::lowest(found), n);
        }
    }
    // Back to where four vectors are aligned together: what is looked at again holds no match.
    let mut at = base.wrapping_add(5 * V::BYTES);
    at = at.wrapping_sub(at.addr() % (4 * V::BYTES));
    loop {
        if BOUNDED && at.addr().wrapping_sub(start.addr()) >= n {
            return None;
        }
        // SAFETY: as above; a block aligned to its size of at most 256 bytes lies in one page.
        let (a, b, c, d) = unsafe {
            (
                key.apply(V::load(at)),
                key.apply(V::load(at.wrapping_add(V::BYTES))),
                key.apply(V::load(at.wrapping_add(2 * V::BYTES))),
                key.apply(V::load(at.wrapping_add(3 * V::BYTES))),
            )
        };
        let any = a.zero_if_either(b).zero_if_either(c.zero_if_either(d)).zeros();
        if any != 0 {
            let offset = at.addr().wrapping_sub(start.addr());
            return within::<BOUNDED>(offset.wrapping_add(first_of_four(a, b, c, any)), n);
        }
        at = at.wrapping_add(4 * V::BYTES);
    }
}

/// The length of the prefix of the string `start` that has no member of the string `set`, or with `INSIDE` nothing else;
/// `None` where the string does not end within a vector. Every member is compared with all bytes at once, which takes less
/// than to make any table of them.
///
/// # Safety
/// Both are strings.
#[inline(always)]
pub unsafe fn short_span<V: Vector, const INSIDE: bool>(
    start: *const u8,
    mut set: *const V::Element,
) -> Option<usize> {
    if start.addr() % PAGE > PAGE - V::BYTES {
        return None;
    }
    // SAFETY: the vector begins with the string and ends on its page; no member is read after the set's terminator.
    unsafe {
        let v = V::load_unaligned(start);
        if v.zeros() == 0 {
            return None;
        }
        // Zero in the lanes that hold a member, or where members end the prefix, the terminator.
        let mut members = if INSIDE { v.eq(v) } else { v };
        while *set != V::Element::NUL {
            members = members.zero_if_either(v.xor(V::splat(*set)));
            set = set.wrapping_add(1);
        }
        let members = members.zeros();
        Some(V::lowest(if INSIDE { members ^ V::FULL } else { members }))
    }
}

/// Where the first zero of four vectors is; `any` is the union of their masks.
#[inline(always)]
pub(super) fn first_of_four<V: Vector>(a: V, b: V, c: V, any: u64) -> usize {
    let (first, second, third) = (a.zeros(), b.zeros(), c.zeros());
    if first != 0 {
        V::lowest(first)
    } else if second != 0 {
        V::BYTES + V::lowest(second)
    } else if third != 0 {
        2 * V::BYTES + V::lowest(third)
    } else {
        3 * V::BYTES + V::lowest(any)
    }
}

#[inline(always)]
fn within<const BOUNDED: bool>(index: usize, n: usize) -> Option<usize> {
    (!BOUNDED || index < n).then_some(index)
}
