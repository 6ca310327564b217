//! Comparing buffers of known length.

use crate::vector::Vector;

/// Offset of the first difference between `n` bytes, for `n >= V::BYTES`.
///
/// # Safety
/// `n` bytes at `a` and at `b` are readable.
#[inline(always)]
pub unsafe fn mismatch<V: Vector>(a: *const u8, b: *const u8, n: usize) -> Option<usize> {
    let mut i = 0;
    // SAFETY: every load below starts at most `n - V::BYTES` into the buffers: the loop conditions say so, and the
    // last one is placed there.
    unsafe {
        let equal = |i: usize| V::load_unaligned(a.wrapping_add(i)).eq(V::load_unaligned(b.wrapping_add(i)));
        while n - i >= 4 * V::BYTES {
            let (p, q) = (equal(i), equal(i + V::BYTES));
            let (r, s) = (equal(i + 2 * V::BYTES), equal(i + 3 * V::BYTES));
            if p.and(q).and(r.and(s)).mask() != V::FULL {
                for (k, v) in [p, q, r, s].into_iter().enumerate() {
                    let differ = v.mask() ^ V::FULL;
                    if differ != 0 {
                        return Some(i + k * V::BYTES + differ.trailing_zeros() as usize);
                    }
                }
            }
            i += 4 * V::BYTES;
        }
        while n - i >= V::BYTES {
            let differ = equal(i).mask() ^ V::FULL;
            if differ != 0 {
                return Some(i + differ.trailing_zeros() as usize);
            }
            i += V::BYTES;
        }
        if i == n {
            return None;
        }
        // The rest, together with bytes already known to be equal.
        let last = n - V::BYTES;
        let differ = equal(last).mask() ^ V::FULL;
        (differ != 0).then(|| last + differ.trailing_zeros() as usize)
    }
}

/// The order of two buffers of fewer than 16 bytes, as `memcmp` reports it.
///
/// # Safety
/// `n` bytes at `a` and at `b` are readable, and `n < 16`.
#[inline(always)]
pub unsafe fn order_short(a: *const u8, b: *const u8, n: usize) -> i32 {
    // SAFETY: each read is of a width that the branch has shown to fit, at the start or ending at `n`.
    unsafe {
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
        if n == 0 {
            return 0;
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
