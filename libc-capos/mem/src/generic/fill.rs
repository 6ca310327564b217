//! `memset`.

use crate::vector::Vector;

/// From here on a buffer does not fit the caches it shares, and stores go around them.
const STREAM_FROM: usize = 32 << 20;

/// Fills `n < V::BYTES` bytes.
///
/// # Safety
/// `n` bytes at `dst` are writable.
#[inline(always)]
pub unsafe fn below_one<V: Vector<Element = u8>>(dst: *mut u8, byte: u8, n: usize) {
    // SAFETY: each store is as wide as its branch has shown to fit, from the start or ending at `n`.
    unsafe {
        if n < 4 {
            // First, middle and last byte are all that one to three have.
            if n > 0 {
                *dst = byte;
                *dst.wrapping_add(n / 2) = byte;
                *dst.wrapping_add(n - 1) = byte;
            }
            return;
        }
        let pattern = u64::from(byte) * 0x0101_0101_0101_0101;
        if V::BYTES > 8 && n >= 8 {
            dst.cast::<u64>().write_unaligned(pattern);
            dst.wrapping_add(n - 8).cast::<u64>().write_unaligned(pattern);
        } else {
            dst.cast::<u32>().write_unaligned(pattern as u32);
            dst.wrapping_add(n - 4).cast::<u32>().write_unaligned(pattern as u32);
        }
    }
}

/// Fills `V::BYTES <= n <= 2 * V::BYTES` bytes.
///
/// # Safety
/// `n` bytes at `dst` are writable.
#[inline(always)]
pub unsafe fn one_to_two<V: Vector>(dst: *mut u8, element: V::Element, n: usize) {
    // SAFETY: two vectors that may overlap lie inside.
    unsafe {
        let v = V::splat(element);
        v.store_unaligned(dst);
        v.store_unaligned(dst.wrapping_add(n - V::BYTES));
    }
}

/// Fills `n >= V::BYTES` bytes with `element`; for lanes wider than a byte, `n` and `dst` are multiples of those.
///
/// # Safety
/// `n` bytes at `dst` are writable.
#[inline(always)]
pub unsafe fn from_one<V: Vector>(dst: *mut u8, element: V::Element, n: usize) {
    // SAFETY: every store lies within the first or the last vectors that `n` has room for, as the branches show, or is
    // aligned between them: offsets stay below `n - 4 * V::BYTES` in the loops.
    unsafe {
        if n <= 2 * V::BYTES {
            one_to_two::<V>(dst, element, n);
            return;
        }
        let v = V::splat(element);
        v.store_unaligned(dst);
        v.store_unaligned(dst.wrapping_add(V::BYTES));
        if n <= 4 * V::BYTES {
            v.store_unaligned(dst.wrapping_add(n - 2 * V::BYTES));
            v.store_unaligned(dst.wrapping_add(n - V::BYTES));
            return;
        }
        v.store_unaligned(dst.wrapping_add(2 * V::BYTES));
        v.store_unaligned(dst.wrapping_add(3 * V::BYTES));
        let last = n - 4 * V::BYTES;
        let mut i = 4 * V::BYTES - dst.addr() % V::BYTES;
        if n >= STREAM_FROM {
            while i < last {
                for k in 0..4 {
                    v.stream(dst.wrapping_add(i + k * V::BYTES));
                }
                i += 4 * V::BYTES;
            }
            V::fence();
        } else {
            while i < last {
                for k in 0..4 {
                    v.store(dst.wrapping_add(i + k * V::BYTES));
                }
                i += 4 * V::BYTES;
            }
        }
        for k in 0..4 {
            v.store_unaligned(dst.wrapping_add(last + k * V::BYTES));
        }
    }
}
