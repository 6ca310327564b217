//! Searching backward: `memrchr`, and `strrchr`, which has to walk forward to learn where the
//! end is.

use super::{PAGE, copy, to_page_end};
use crate::vector::Vector;

/// Offset in bytes of the last `element` in the first `n` bytes.
///
/// # Safety
/// `n` bytes at `start` are readable, and `n` is not zero.
#[inline(always)]
pub unsafe fn last<V: Vector>(start: *const u8, element: V::Element, n: usize) -> Option<usize> {
    // SAFETY: the processor has the instructions (module contract).
    let wanted = unsafe { V::splat(element) };
    let end = start.wrapping_add(n);
    // Offsets may go below zero, that is before `start`; as long as the vector's last byte is ours, it can be read.
    let mut offset = n.wrapping_sub(V::BYTES);
    let (found, known) = if (end.addr() - 1) % PAGE >= V::BYTES - 1 {
        // SAFETY: it ends with a byte that is ours to read, and begins on the same page.
        (unsafe { V::load_unaligned(start.wrapping_add(offset)) }.same(wanted), V::BYTES)
    } else {
        let inside = (end.addr() - 1) % V::BYTES;
        // SAFETY: aligned, and the last byte of the argument lies in it.
        let found = unsafe { V::load(end.wrapping_sub(1 + inside)) }.same(wanted);
        // As if the vector had ended with the argument; the bits above that are dropped.
        ((found << ((V::BYTES - 1 - inside) / V::UNIT)) & V::FULL, inside + 1)
    };
    if found != 0 {
        return at_or_after_start::<V>(offset, found);
    }
    if n <= known {
        return None;
    }
    offset = (n - 1) - (end.addr() - 1) % V::BYTES;
    for _ in 0..4 {
        // The vector at `offset` is aligned, and nothing at or after it matches.
        if offset.cast_signed() <= 0 {
            return None;
        }
        offset = offset.wrapping_sub(V::BYTES);
        // SAFETY: aligned, and its last byte is at or after `start`.
        let found = unsafe { V::load(start.wrapping_add(offset)) }.same(wanted);
        if found != 0 {
            return at_or_after_start::<V>(offset, found);
        }
    }
    // On to where four vectors are aligned together: what is looked at again does not match.
    let over = start.wrapping_add(offset).addr() % (4 * V::BYTES);
    offset = offset.wrapping_add((4 * V::BYTES - over) % (4 * V::BYTES));
    while offset.cast_signed() > 0 {
        offset = offset.wrapping_sub(4 * V::BYTES);
        let at = start.wrapping_add(offset);
        // SAFETY: aligned to its size, so on one page, and its last byte is at or after `start`.
        let [a, b, c, d] = unsafe { block_eq(at, wanted) };
        if a.or(b).or(c.or(d)).mask() != 0 {
            return last_of_four(a, b, c, d).and_then(|i| {
                let hit = offset.wrapping_add(i);
                (hit.cast_signed() >= 0).then_some(hit)
            });
        }
    }
    None
}

/// What four aligned vectors have in common with `wanted`.
#[inline(always)]
unsafe fn block_eq<V: Vector>(at: *const u8, wanted: V) -> [V; 4] {
    // SAFETY: the caller has shown that the block is readable.
    unsafe {
        let (a, b) = (V::load(at), V::load(at.wrapping_add(V::BYTES)));
        let (c, d) = (V::load(at.wrapping_add(2 * V::BYTES)), V::load(at.wrapping_add(3 * V::BYTES)));
        [a.eq(wanted), b.eq(wanted), c.eq(wanted), d.eq(wanted)]
    }
}

/// Offset of the last byte that is set in four vectors.
#[inline(always)]
fn last_of_four<V: Vector>(a: V, b: V, c: V, d: V) -> Option<usize> {
    highest::<V>(3 * V::BYTES, d.mask())
        .or(highest::<V>(2 * V::BYTES, c.mask()))
        .or(highest::<V>(V::BYTES, b.mask()))
        .or(highest::<V>(0, a.mask()))
}

/// The highest bit's place; one before `start` is not ours, and nothing lower can be.
#[inline(always)]
fn at_or_after_start<V: Vector>(offset: usize, found: u64) -> Option<usize> {
    let hit = offset.wrapping_add(V::highest(found));
    (hit.cast_signed() >= 0).then_some(hit)
}

/// Offset in bytes of the last `element` before the terminator; `element` is not the terminator.
///
/// One pass: the last vector, or block of four, that has the element is remembered, and looked into at the end.
///
/// # Safety
/// `start` is a string.
#[inline(always)]
pub unsafe fn last_in_string<V: Vector>(start: *const u8, element: V::Element) -> Option<usize> {
    // SAFETY: the processor has the instructions (module contract).
    let wanted = unsafe { V::splat(element) };
    let skew = start.addr() % V::BYTES;
    // The last matches so far, and where their vector lies.
    let mut found = (0, 0);
    // A block that has matches, if none of them is after it.
    let mut block = None;
    let mut offset = V::BYTES - skew;
    if to_page_end(start) >= V::BYTES {
        // SAFETY: it begins with a byte of the string, and ends on the same page.
        let v = unsafe { V::load_unaligned(start) };
        let (hits, ends) = (v.same(wanted), v.zeros());
        if ends != 0 {
            return highest::<V>(0, hits & below(ends));
        }
        found = (hits, 0);
    } else {
        // SAFETY: aligned, and the string's first byte lies in it.
        let v = unsafe { V::load(start.wrapping_sub(skew)) };
        let (hits, ends) = (v.same(wanted) >> (skew / V::UNIT), v.zeros() >> (skew / V::UNIT));
        if ends != 0 {
            return highest::<V>(0, hits & below(ends));
        }
        if hits != 0 {
            found = (hits, 0);
        }
    }
    loop {
        let at = start.wrapping_add(offset);
        if at.addr().is_multiple_of(4 * V::BYTES) {
            // SAFETY: its first byte follows bytes that are no terminator; a block aligned to its size lies in one page.
            let [a, b, c, d] = unsafe { copy::load::<V, 4>(at) };
            if a.zero_if_either(b).zero_if_either(c.zero_if_either(d)).zeros() == 0 {
                let hits = a.eq(wanted).or(b.eq(wanted)).or(c.eq(wanted).or(d.eq(wanted)));
                if hits.mask() != 0 {
                    (found, block) = ((0, 0), Some(offset));
                }
                offset += 4 * V::BYTES;
                continue;
            }
        }
        // SAFETY: aligned, and its first byte follows bytes that are no terminator.
        let v = unsafe { V::load(at) };
        let (hits, ends) = (v.same(wanted), v.zeros());
        if ends != 0 {
            let last = highest::<V>(offset, hits & below(ends)).or(highest::<V>(found.1, found.0));
            if last.is_none()
                && let Some(offset) = block
            {
                // SAFETY: this block was read before.
                let [a, b, c, d] = unsafe { block_eq(start.wrapping_add(offset), wanted) };
                return last_of_four(a, b, c, d).map(|i| offset + i);
            }
            return last;
        }
        if hits != 0 {
            found = (hits, offset);
        }
        offset += V::BYTES;
    }
}

/// The bits below the lowest one of `mask`.
#[inline(always)]
fn below(mask: u64) -> u64 {
    mask.wrapping_sub(1) & !mask
}

#[inline(always)]
fn highest<V: Vector>(offset: usize, hits: u64) -> Option<usize> {
    (hits != 0).then(|| offset.wrapping_add(V::highest(hits)))
}
