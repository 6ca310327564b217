//! Searching backward: `memrchr`, and `strrchr`, which has to walk forward to learn where the end is.

use crate::vector::Vector;

/// Offset of the last `byte` in the first `n` bytes.
///
/// # Safety
/// `n` bytes at `start` are readable.
#[inline(always)]
pub unsafe fn last<V: Vector>(start: *const u8, byte: u8, n: usize) -> Option<usize> {
    if n == 0 {
        return None;
    }
    // SAFETY: the processor has the instructions (module contract).
    let wanted = unsafe { V::splat(byte) };
    let end = start.wrapping_add(n);
    let inside = (end.addr() - 1) % V::BYTES;
    let mut at = end.wrapping_sub(1 + inside);
    // SAFETY: aligned, and the last byte of the argument lies in it. Bits above that byte are cleared.
    let mut found = unsafe { V::load(at) }.eq(wanted).mask() & (u32::MAX >> (31 - inside));
    loop {
        if found != 0 {
            let hit = at.addr() + (31 - found.leading_zeros() as usize);
            // A hit before `start` is not ours, and nothing lower can be.
            return hit.checked_sub(start.addr());
        }
        if at.addr() <= start.addr() {
            return None;
        }
        at = at.wrapping_sub(V::BYTES);
        // SAFETY: aligned, and the byte after it is above `start`, so its last byte is in the argument.
        found = unsafe { V::load(at) }.eq(wanted).mask();
    }
}

/// Offset of the last `byte` before the terminator; `byte` is not the terminator.
///
/// # Safety
/// `start` is a string.
#[inline(always)]
pub unsafe fn last_in_string<V: Vector>(start: *const u8, byte: u8) -> Option<usize> {
    // SAFETY: the processor has the instructions (module contract).
    let wanted = unsafe { V::splat(byte) };
    let skew = start.addr() % V::BYTES;
    let mut at = start.wrapping_sub(skew);
    let mut ours = u32::MAX << skew;
    let mut best: Option<(*const u8, u32)> = None;
    loop {
        // SAFETY: aligned, and it holds the first byte of the string or one that no terminator precedes.
        let v = unsafe { V::load(at) };
        let (hits, ends) = (v.eq(wanted).mask() & ours, v.zeros() & ours);
        if ends != 0 {
            let before_end = hits & (ends.wrapping_sub(1) & !ends);
            if before_end != 0 {
                best = Some((at, before_end));
            }
            break;
        }
        if hits != 0 {
            best = Some((at, hits));
        }
        at = at.wrapping_add(V::BYTES);
        ours = u32::MAX;
    }
    best.map(|(at, hits)| at.addr() + (31 - hits.leading_zeros() as usize) - start.addr())
}
