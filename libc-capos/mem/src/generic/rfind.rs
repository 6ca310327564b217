//! Searching backward: `memrchr`, and `strrchr`, which has to walk forward to learn where the end is.

use super::find::{Nul, first};
use super::{PAGE, to_page_end};
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
        (unsafe { V::load_unaligned(start.wrapping_add(offset)) }.eq(wanted).mask(), V::BYTES)
    } else {
        let inside = (end.addr() - 1) % V::BYTES;
        // SAFETY: aligned, and the last byte of the argument lies in it.
        let found = unsafe { V::load(end.wrapping_sub(1 + inside)) }.eq(wanted).mask();
        // As if the vector had ended with the argument; the bits above that are dropped.
        ((found << (V::BYTES - 1 - inside)) & V::FULL, inside + 1)
    };
    if found != 0 {
        return at_or_after_start(offset, found);
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
        let found = unsafe { V::load(start.wrapping_add(offset)) }.eq(wanted).mask();
        if found != 0 {
            return at_or_after_start(offset, found);
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
    highest(3 * V::BYTES, d.mask())
        .or(highest(2 * V::BYTES, c.mask()))
        .or(highest(V::BYTES, b.mask()))
        .or(highest(0, a.mask()))
}

/// The highest bit's place; one before `start` is not ours, and nothing lower can be.
#[inline(always)]
fn at_or_after_start(offset: usize, found: u32) -> Option<usize> {
    let hit = offset.wrapping_add(31 - found.leading_zeros() as usize);
    (hit.cast_signed() >= 0).then_some(hit)
}

/// Offset in bytes of the last `element` before the terminator; `element` is not the terminator.
///
/// Going forward to the end and back from there looks at everything twice at worst, but asks one question at a time,
/// and ends at once where the element is near the end, as it is in path names.
///
/// # Safety
/// `start` is a string.
#[inline(always)]
pub unsafe fn last_in_string<V: Vector>(start: *const u8, element: V::Element) -> Option<usize> {
    if to_page_end(start) >= V::BYTES {
        // SAFETY: it begins with a byte of the string, and ends on the same page.
        let v = unsafe { V::load_unaligned(start) };
        let ends = v.zeros();
        if ends != 0 {
            // SAFETY: the processor has the instructions (module contract).
            let hits = v.eq(unsafe { V::splat(element) }).mask();
            return highest(0, hits & below(ends));
        }
    }
    // SAFETY: the caller's promise; a string has an end, and so many bytes before it.
    unsafe {
        let n = first::<V, _, false>(start, 0, Nul).unwrap_unchecked();
        if n == 0 { None } else { last::<V>(start, element, n) }
    }
}

/// The bits below the lowest one of `mask`.
#[inline(always)]
fn below(mask: u32) -> u32 {
    mask.wrapping_sub(1) & !mask
}

#[inline(always)]
fn highest(offset: usize, hits: u32) -> Option<usize> {
    (hits != 0).then(|| offset.wrapping_add(31 - hits.leading_zeros() as usize))
}
