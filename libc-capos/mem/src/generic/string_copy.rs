//! Copying up to an element that ends the copy, in one pass: `strcpy`, `strncpy`, `memccpy` and kin.
//!
//! The source is read as in [`super::find`]: the first vector where it begins, the others aligned. What is written
//! never goes beyond the copy's end: its last vector is placed to end there.

use super::find::{Key, first_of_four};
use super::{copy, to_page_end};
use crate::vector::Vector;

/// Copies elements up to and including the first match of `key`, at most `n` bytes with `BOUNDED`. Returns the offset
/// in bytes of the match, or `None` where `n` bytes were copied without one.
///
/// # Safety
/// `src` is readable through the match or for `n` bytes, whichever comes first, and as much is writable at `dst`; the
/// two do not overlap.
#[inline(always)]
pub unsafe fn copy_until<V: Vector, K: Key<V>, const BOUNDED: bool>(
    dst: *mut u8,
    src: *const u8,
    n: usize,
    key: K,
) -> Option<usize> {
    let step = size_of::<V::Element>();
    if BOUNDED && n == 0 {
        return None;
    }
    // SAFETY: reads stay on pages of which a byte belongs to the source; writes end with the copy.
    unsafe {
        let room = to_page_end(src);
        let mut offset = V::BYTES - src.addr() % V::BYTES;
        // How much the first look tells of.
        let (found, known) = if room >= V::BYTES {
            (key.apply(V::load_unaligned(src)).zeros(), V::BYTES)
        } else {
            let skew = src.addr() % V::BYTES;
            (key.apply(V::load(src.wrapping_sub(skew))).zeros() >> (skew / V::UNIT), room)
        };
        let at = V::lowest(found);
        if found != 0 && !(BOUNDED && at >= n) {
            copy::up_to_one::<V>(dst, src, at + step);
            return Some(at);
        }
        if BOUNDED && n <= known {
            copy::up_to_one::<V>(dst, src, n);
            return None;
        }
        copy::up_to_one::<V>(dst, src, known);
        loop {
            let at = src.wrapping_add(offset);
            if at.addr().is_multiple_of(4 * V::BYTES) && !(BOUNDED && n - offset < 4 * V::BYTES) {
                let block = copy::load::<V, 4>(at);
                let (a, b) = (key.apply(block[0]), key.apply(block[1]));
                let (c, d) = (key.apply(block[2]), key.apply(block[3]));
                let any = a.zero_if_either(b).zero_if_either(c.zero_if_either(d)).zeros();
                if any == 0 {
                    copy::save(block, dst.wrapping_add(offset));
                    offset += 4 * V::BYTES;
                    if BOUNDED && offset == n {
                        return None;
                    }
                    continue;
                }
                let end = offset + first_of_four(a, b, c, any);
                copy::tail::<V>(dst, src, offset, end + step);
                return Some(end);
            }
            let v = V::load(at);
            let found = key.apply(v).zeros();
            let end = offset + V::lowest(found);
            if found != 0 && !(BOUNDED && end >= n) {
                copy::tail::<V>(dst, src, offset, end + step);
                return Some(end);
            }
            if BOUNDED && n - offset <= V::BYTES {
                copy::tail::<V>(dst, src, offset, n);
                return None;
            }
            v.store_unaligned(dst.wrapping_add(offset));
            offset += V::BYTES;
        }
    }
}
