//! Copying short runs of bytes in place of a call.

/// Copies `count` bytes; up to sixteen without calling anything.
///
/// # Safety
/// `from` is readable and `to` writable for `count` bytes, and they do not overlap.
#[inline(always)]
pub unsafe fn copy_short(from: *const u8, to: *mut u8, count: usize) {
    // SAFETY: the caller's promise. In each arm both accesses lie within `count` bytes: the first starts at the
    // beginning, the second ends at the end, and they may share bytes in the middle.
    unsafe {
        match count {
            0 => {}
            1 => *to = *from,
            2..=3 => ends::<u16>(from, to, count),
            4..=7 => ends::<u32>(from, to, count),
            8..=16 => ends::<u64>(from, to, count),
            _ => from.copy_to_nonoverlapping(to, count),
        }
    }
}

/// Copies the first and the last `T` of `count` bytes.
///
/// # Safety
/// As for [`copy_short`]; `count` is between one and two sizes of `T`.
#[inline(always)]
unsafe fn ends<T: Copy>(from: *const u8, to: *mut u8, count: usize) {
    let last = count - size_of::<T>();
    // SAFETY: the caller's promise. Both values are read before either is written.
    unsafe {
        let (head, tail) = (from.cast::<T>().read_unaligned(), from.add(last).cast::<T>().read_unaligned());
        to.cast::<T>().write_unaligned(head);
        to.add(last).cast::<T>().write_unaligned(tail);
    }
}
