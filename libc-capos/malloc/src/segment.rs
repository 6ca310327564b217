//! Segments, spans, and the states of slots: the metadata, which lies apart from the memory it describes.

use crate::class::{self, SLICE};
use core::ptr::null_mut;

/// Slices in a segment. The last one is never accessible: it guards the segment behind.
pub const SLICES: usize = 64;
/// Slices that can be used.
pub const USABLE_SLICES: usize = SLICES - 1;
/// Bytes of address space in a segment, and its alignment.
pub const SEGMENT: usize = SLICES * SLICE;
/// Slots in a slice, at most.
pub const SLOTS: usize = SLICE / class::slot_size(0);

/// State of a slot that a program owns. Every other value means that it does not.
pub const LIVE: u8 = 1;
/// State of a slot in a cache or a bin.
pub const FREE: u8 = 2;

#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// No span begins here. Fresh metadata is zero.
    None = 0,
    Slots = 1,
    Large = 2,
}

/// A run of slices in use.
pub struct Span {
    pub start: *mut u8,
    pub kind: Kind,
    pub class: u8,
    pub slices: u8,
    /// Bytes per slot.
    pub slot: u32,
    /// `2^32 / slot`, rounded up: an offset times this, shifted, is the slot's number.
    pub reciprocal: u32,
    /// Slots that fit.
    pub capacity: u32,
    /// Slots that were ever handed out; the others have no place in `free` yet.
    pub opened: u32,
    /// Slots that are live or in a thread's cache.
    pub used: u32,
    /// Entries of `free` that count.
    pub free_count: u32,
    /// Numbers of free slots.
    pub free: *mut u16,
    /// One state per slot.
    pub states: *mut u8,
    /// Of a large block: the bytes before the secret word.
    pub usable: usize,
    /// Neighbours in the list of the bin, while it has something to hand out.
    pub next: *mut Span,
    pub previous: *mut Span,
}

impl Span {
    /// Number of the slot that begins at `block`, or `None` where none does.
    #[inline]
    pub fn slot_at(&self, block: *mut u8) -> Option<usize> {
        let offset = block.addr().wrapping_sub(self.start.addr()) as u64;
        if offset >= SEGMENT as u64 {
            return None;
        }
        let number = (offset * u64::from(self.reciprocal)) >> 32;
        let exact = number * u64::from(self.slot) == offset && number < u64::from(self.capacity);
        exact.then_some(number as usize)
    }

    /// Where slot `number` begins.
    #[inline]
    pub fn address(&self, number: usize) -> *mut u8 {
        self.start.wrapping_add(number * self.slot as usize)
    }
}

/// Metadata of 4 MiB. It comes as zeroed memory and is written where it is used, so small programs touch little of it.
#[repr(C)]
pub struct Segment {
    pub base: *mut u8,
    /// All segments.
    pub next: *mut Segment,
    /// Slices that are free.
    pub free: u64,
    /// Free slices that may hold old contents.
    pub dirty: u64,
    /// For each slice in use, the first one of its span.
    pub first: [u8; SLICES],
    pub spans: [Span; SLICES],
    states: [[u8; SLOTS]; SLICES],
    stacks: [[u16; SLOTS]; SLICES],
}

impl Segment {
    /// The span whose slices hold `address`, if there is one. What it says is to be trusted only if it is in use.
    ///
    /// # Safety
    /// `this` is a segment, and `address` lies in its 4 MiB.
    #[inline]
    pub unsafe fn span_of(this: *mut Segment, address: *mut u8) -> *mut Span {
        let slice = address.addr() / SLICE % SLICES;
        // SAFETY: the index is below `SLICES`, and so is every entry of `first`.
        unsafe {
            let first = usize::from((*this).first[slice]);
            &raw mut (*this).spans[first % SLICES]
        }
    }

    /// Makes a span of `count` slices that begin at `slice`.
    ///
    /// # Safety
    /// The lock of the page heap is held, and the slices were free until now.
    pub unsafe fn make_span(this: *mut Segment, slice: usize, count: usize) -> *mut Span {
        // SAFETY: `slice + count <= SLICES`, and nobody else uses these slices' entries.
        unsafe {
            (&mut (*this).first)[slice..slice + count].fill(slice as u8);
            let span = &raw mut (*this).spans[slice];
            let base = (*this).base;
            span.write(Span {
                start: base.wrapping_add(slice * SLICE),
                kind: Kind::Large,
                class: 0,
                slices: count as u8,
                slot: 0,
                reciprocal: 0,
                capacity: 0,
                opened: 0,
                used: 0,
                free_count: 0,
                free: (&raw mut (*this).stacks[slice]).cast(),
                states: (&raw mut (*this).states[slice]).cast(),
                usable: 0,
                next: null_mut(),
                previous: null_mut(),
            });
            span
        }
    }
}
