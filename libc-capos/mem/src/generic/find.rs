//! Searching forward: `memchr`, `strlen`, `strchrnul` and kin.
//!
//! One loop serves all. A [`Key`] turns the bytes looked for into zeros, and zeros of four vectors can be joined into
//! one before a single test.

use crate::vector::Vector;

/// What is looked for: `apply` yields zero exactly in the bytes that match.
pub trait Key<V: Vector>: Copy {
    fn apply(self, v: V) -> V;
}

/// The terminator.
#[derive(Clone, Copy)]
pub struct Nul;

/// One byte, held in every lane.
#[derive(Clone, Copy)]
pub struct Byte<V>(pub V);

/// One byte, or the terminator.
#[derive(Clone, Copy)]
pub struct ByteOrNul<V>(pub V);

impl<V: Vector> Key<V> for Nul {
    #[inline(always)]
    fn apply(self, v: V) -> V {
        v
    }
}

impl<V: Vector> Key<V> for Byte<V> {
    #[inline(always)]
    fn apply(self, v: V) -> V {
        v.xor(self.0)
    }
}

impl<V: Vector> Key<V> for ByteOrNul<V> {
    #[inline(always)]
    fn apply(self, v: V) -> V {
        v.xor(self.0).zero_if_either(v)
    }
}

/// Offset of the first match, or `None` where the first `n` bytes hold none.
///
/// With `BOUNDED = false` the caller knows that there is one, and `n` is not looked at.
///
/// # Safety
/// Bytes from `start` up to the first match or `start + n`, whichever comes first, are readable.
#[inline(always)]
pub unsafe fn first<V: Vector, K: Key<V>, const BOUNDED: bool>(
    start: *const u8,
    n: usize,
    key: K,
) -> Option<usize> {
    if BOUNDED && n == 0 {
        return None;
    }
    let skew = start.addr() % V::BYTES;
    let mut at = start.wrapping_sub(skew);
    // SAFETY: aligned, and the byte at `start`, which is ours to read, lies in it.
    let found = unsafe { key.apply(V::load(at)).zeros() } >> skew;
    if found != 0 {
        return within::<BOUNDED>(found.trailing_zeros() as usize, n);
    }
    // `passed` bytes of the argument lie before `at`.
    at = at.wrapping_add(V::BYTES);
    let mut passed = V::BYTES - skew;
    while !at.addr().is_multiple_of(4 * V::BYTES) {
        if BOUNDED && passed >= n {
            return None;
        }
        // SAFETY: aligned, and its first byte follows `passed` bytes without a match, so it is ours to read.
        let found = unsafe { key.apply(V::load(at)).zeros() };
        if found != 0 {
            return within::<BOUNDED>(passed + found.trailing_zeros() as usize, n);
        }
        at = at.wrapping_add(V::BYTES);
        passed += V::BYTES;
    }
    loop {
        if BOUNDED && passed >= n {
            return None;
        }
        // SAFETY: as above; a block aligned to its size of at most 128 bytes lies in one page.
        let (a, b, c, d) = unsafe {
            (
                key.apply(V::load(at)),
                key.apply(V::load(at.wrapping_add(V::BYTES))),
                key.apply(V::load(at.wrapping_add(2 * V::BYTES))),
                key.apply(V::load(at.wrapping_add(3 * V::BYTES))),
            )
        };
        let ab = a.zero_if_either(b);
        let any = ab.zero_if_either(c.zero_if_either(d)).zeros();
        if any != 0 {
            return within::<BOUNDED>(passed + first_of_four(a, b, c, any), n);
        }
        at = at.wrapping_add(4 * V::BYTES);
        passed += 4 * V::BYTES;
    }
}

/// Where the first zero of four vectors is; `any` is the union of their masks.
#[inline(always)]
fn first_of_four<V: Vector>(a: V, b: V, c: V, any: u32) -> usize {
    let masks = [a.zeros(), b.zeros(), c.zeros()];
    for (i, mask) in masks.into_iter().enumerate() {
        if mask != 0 {
            return i * V::BYTES + mask.trailing_zeros() as usize;
        }
    }
    3 * V::BYTES + any.trailing_zeros() as usize
}

#[inline(always)]
fn within<const BOUNDED: bool>(index: usize, n: usize) -> Option<usize> {
    (!BOUNDED || index < n).then_some(index)
}
