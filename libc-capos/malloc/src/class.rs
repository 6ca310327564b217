//! Size classes.
//!
//! A slot is the block and the secret word behind it. Ordinary slots grow in steps of 16 to 256 bytes, then in four steps
//! per doubling; the larger ones have 16 bytes on top, so that a request for a round number such as 4096 fits exactly.
//! Aligned slots are powers of two without a secret word: a span starts at a multiple of 64 KiB, so each slot is aligned
//! to its size.

/// Bytes of the secret word.
pub const SEAL: usize = 8;
/// Number of ordinary classes.
pub const ORDINARY: usize = 44;
/// Number of aligned classes: 64 bytes to 32 KiB.
pub const ALIGNED: usize = 10;
/// Number of classes.
pub const CLASSES: usize = ORDINARY + ALIGNED;
/// The largest request an ordinary class serves.
pub const LARGEST: usize = slot_size(ORDINARY - 1) - SEAL;
/// The largest request, and alignment, an aligned class serves.
pub const LARGEST_ALIGNED: usize = slot_size(CLASSES - 1);
/// What every block is aligned to.
pub const ALIGNMENT: usize = 16;
/// Bytes in a slice.
pub const SLICE: usize = 64 << 10;

/// The first class beyond the steps of 16.
const GEOMETRIC: usize = 15;

/// The class for a request of at most [`LARGEST`] bytes.
#[inline]
pub const fn of(size: usize) -> usize {
    let slot = size + SEAL;
    if slot <= 256 {
        let step = slot.div_ceil(16);
        return step.saturating_sub(2);
    }
    if slot <= 272 {
        return GEOMETRIC;
    }
    let above = slot - 16 - 1;
    let doubling = above.ilog2() as usize;
    let quarter = (above >> (doubling - 2)) & 3;
    GEOMETRIC + 1 + (doubling - 8) * 4 + quarter
}

/// The class for a request with an alignment of more than 16; both are at most [`LARGEST_ALIGNED`].
#[inline]
pub fn of_aligned(size: usize, alignment: usize) -> usize {
    let slot = size.max(alignment).max(64).next_power_of_two();
    ORDINARY + slot.ilog2() as usize - 6
}

/// Bytes from one slot of a class to the next.
#[inline]
pub const fn slot_size(class: usize) -> usize {
    if class >= ORDINARY {
        return 64 << (class - ORDINARY);
    }
    if class < GEOMETRIC {
        return (class + 2) * 16;
    }
    if class == GEOMETRIC {
        return 256 + 16;
    }
    let (doubling, quarter) = ((class - GEOMETRIC - 1) / 4, (class - GEOMETRIC - 1) % 4);
    ((5 + quarter) << (doubling + 6)) + 16
}

/// Whether slots of a class end with a secret word.
#[inline]
pub const fn sealed(class: usize) -> bool {
    class < ORDINARY
}

/// Slices in a span of a class: enough for seven slots at least.
pub const fn slices(class: usize) -> usize {
    match slot_size(class) {
        0..=4112 => 1,
        4113..=8208 => 2,
        8209..=16400 => 4,
        _ => 8,
    }
}
