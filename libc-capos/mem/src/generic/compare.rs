//! Comparing buffers of known length.

use super::to_page_end;
use crate::vector::{Element, Vector};

/// Offset in bytes of the first difference between `n` bytes, for `n >= V::BYTES`; where a lane is wider than a byte,
/// of that lane.
///
/// # Safety
/// `n` bytes at `a` and at `b` are readable.
#[inline(always)]
pub unsafe fn mismatch<V: Vector>(a: *const u8, b: *const u8, n: usize) -> Option<usize> {
    // SAFETY: offsets go up to `n - V::BYTES`. Vectors may overlap: bytes known to be equal change nothing.
    unsafe {
        let found = differ::<V>(a, b, 0);
        if found != 0 {
            return Some(V::lowest(found));
        }
        if n > 2 * V::BYTES {
            let found = differ::<V>(a, b, V::BYTES);
            if found != 0 {
                return Some(V::BYTES + V::lowest(found));
            }
            if n > 4 * V::BYTES {
                return long_mismatch::<V::Long>(a, b, n, 2 * V::BYTES);
            }
            let found = differ::<V>(a, b, n - 2 * V::BYTES);
            if found != 0 {
                return Some(n - 2 * V::BYTES + V::lowest(found));
            }
        }
        let found = differ::<V>(a, b, n - V::BYTES);
        (found != 0).then(|| n - V::BYTES + V::lowest(found))
    }
}

/// Zero in the lanes at offset `i` that are equal.
#[inline(always)]
unsafe fn difference_at<V: Vector>(a: *const u8, b: *const u8, i: usize) -> V {
    // SAFETY: the caller has shown that a vector is readable at `i` in both.
    unsafe { V::load_unaligned(a.wrapping_add(i)).xor(V::load_unaligned(b.wrapping_add(i))) }
}

/// The mask of the lanes at offset `i` that differ.
#[inline(always)]
unsafe fn differ<V: Vector>(a: *const u8, b: *const u8, i: usize) -> u64 {
    // SAFETY: the caller has shown that a vector is readable at `i` in both.
    unsafe { V::load_unaligned(a.wrapping_add(i)).same(V::load_unaligned(b.wrapping_add(i))) ^ V::FULL }
}

/// [`mismatch`] for `n >= 4 * V::BYTES`, where the first `known >= V::BYTES` bytes are known to be equal.
#[inline(always)]
unsafe fn long_mismatch<V: Vector>(a: *const u8, b: *const u8, n: usize, known: usize) -> Option<usize> {
    let last = n - 4 * V::BYTES;
    // One of the buffers is read aligned.
    let mut i = last.min(known - b.wrapping_add(known).addr() % V::BYTES);
    loop {
        // SAFETY: offsets go up to `n - V::BYTES`.
        let any = unsafe {
            let (p, q) = (difference_at::<V>(a, b, i), difference_at::<V>(a, b, i + V::BYTES));
            let r = difference_at::<V>(a, b, i + 2 * V::BYTES);
            p.or(q).or(r).or(difference_at::<V>(a, b, i + 3 * V::BYTES))
        };
        if any.zeros() != V::FULL {
            break;
        }
        if i >= last {
            return None;
        }
        i = (i + 4 * V::BYTES).min(last);
    }
    loop {
        // SAFETY: one of these four vectors differs.
        let found = unsafe { differ::<V>(a, b, i) };
        if found != 0 {
            return Some(i + V::lowest(found));
        }
        i += V::BYTES;
    }
}

/// The order of two buffers of `n >= V::BYTES` bytes, as `memcmp` and `wmemcmp` report it.
///
/// # Safety
/// `n` bytes at `a` and at `b` are readable.
#[inline(always)]
pub unsafe fn order<V: Vector>(a: *const u8, b: *const u8, n: usize) -> i32 {
    // SAFETY: the caller's promise; the difference is inside the buffers.
    unsafe { mismatch::<V>(a, b, n).map_or(0, |i| difference::<V::Element>(a, b, i)) }
}

/// The order of the elements at offset `i`.
#[inline(always)]
pub(super) unsafe fn difference<E: Element>(a: *const u8, b: *const u8, i: usize) -> i32 {
    // SAFETY: the caller has shown that the element is readable in both.
    unsafe {
        let element = |p: *const u8| p.wrapping_add(i).cast::<E>().read_unaligned();
        element(a).order(element(b))
    }
}

/// The order of two buffers of fewer than 16 bytes, as `memcmp` reports it.
///
/// # Safety
/// `n` bytes at `a` and at `b` are readable, and `n < 16`.
#[inline(always)]
pub unsafe fn order_short<V: Vector>(a: *const u8, b: *const u8, n: usize) -> i32 {
    if n == 0 {
        return 0;
    }
    // SAFETY: a vector begins with bytes of the buffers and ends on their pages. Each other read is of a width that the
    // branch has shown to fit, at the start or ending at `n`.
    unsafe {
        if V::BYTES >= 16 && to_page_end(a).min(to_page_end(b)) >= V::BYTES {
            let found = differ::<V>(a, b, 0) & ((1 << n) - 1);
            return if found == 0 { 0 } else { difference::<u8>(a, b, V::lowest(found)) };
        }
        if n >= 8 {
            let (x, y) = (be64(a), be64(b));
            if x != y {
                return sign(x, y);
            }
            return sign(be64(a.wrapping_add(n - 8)), be64(b.wrapping_add(n - 8)));
        }
        if n >= 4 {
            // Two overlapping halves make one number whose order is the order of the bytes.
            let join = |p: *const u8| u64::from(be32(p)) << 32 | u64::from(be32(p.wrapping_add(n - 4)));
            return sign(join(a), join(b));
        }
        // First, middle and last byte cover one to three bytes.
        let join = |p: *const u8| {
            let byte = |i: usize| u32::from(*p.wrapping_add(i));
            byte(0) << 16 | byte(n / 2) << 8 | byte(n - 1)
        };
        join(a).cast_signed() - join(b).cast_signed()
    }
}

#[inline(always)]
fn sign(x: u64, y: u64) -> i32 {
    i32::from(x > y) - i32::from(x < y)
}

#[inline(always)]
unsafe fn be64(p: *const u8) -> u64 {
    // SAFETY: the caller has shown that 8 bytes are readable.
    u64::from_be(unsafe { p.cast::<u64>().read_unaligned() })
}

#[inline(always)]
unsafe fn be32(p: *const u8) -> u32 {
    // SAFETY: the caller has shown that 4 bytes are readable.
    u32::from_be(unsafe { p.cast::<u32>().read_unaligned() })
}
