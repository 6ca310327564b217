//! Physical pages, counted.
//!
//! One 32-bit count for each frame below the end of memory, and a bitmap of the free ones. The counts of free
//! frames mean nothing, so boot writes none of them.

mod contiguous;
mod counts;
mod pool;

use core::num::NonZeroU32;
use core::sync::atomic::{AtomicU32, AtomicU64, Ordering};

pub(super) use contiguous::{give_back_contiguous, take_contiguous};
use counts::PERMANENT;
pub use pool::{free, is_scarce, total};
pub(super) use pool::{init, take_raw};

use super::{layout, memory_routines};
use crate::PAGE_SIZE;

/// Notes about the page table in a frame that a tree owns, in the place of the count that such a frame does not need:
/// it has one holder. The first bit may be set without reason, since the count begins with 1.
pub(super) fn table_notes(physical: u64) -> &'static AtomicU32 {
    counts::of((physical / PAGE_SIZE as u64) as u32)
}

/// A counted reference to a physical page. The last one to be dropped frees the page.
///
/// Its bytes are only ever copied in and out, never borrowed: a process may be writing them.
#[derive(PartialEq, Eq)]
pub struct Frame {
    number: NonZeroU32,
}

impl Frame {
    /// `None` if the memory is used up (but for what the kernel keeps for itself).
    pub fn zeroed() -> Option<Frame> {
        let frame = Frame::uninitialised()?;
        // SAFETY: nobody else holds the new frame; its page is mapped and writable at `address`.
        unsafe { memory_routines::zero_page(frame.address()) };
        Some(frame)
    }

    /// A new page with the contents of another.
    pub fn copy_of(other: &Frame) -> Option<Frame> {
        let frame = Frame::uninitialised()?;
        // SAFETY: both are whole mapped pages, and nobody else holds the new one.
        unsafe { memory_routines::copy_page(frame.address(), other.address()) };
        Some(frame)
    }

    fn uninitialised() -> Option<Frame> {
        pool::take_for_user().map(|number| {
            counts::of(number.get()).store(1, Ordering::Relaxed);
            Frame { number }
        })
    }

    /// A zeroed frame from the kernel's own reserve, for page tables and the heap.
    pub(super) fn zeroed_for_kernel() -> Option<Frame> {
        let number = pool::take_raw()?;
        counts::of(number.get()).store(1, Ordering::Relaxed);
        let frame = Frame { number };
        // SAFETY: as in `zeroed`.
        unsafe { memory_routines::zero_page(frame.address()) };
        Some(frame)
    }

    /// A reference to a frame that boot set aside, which is there for ever: such references are not counted, so any
    /// number may be made, and forgotten.
    #[inline]
    pub(super) fn permanent(number: u64) -> Option<Frame> {
        let number = NonZeroU32::new(u32::try_from(number).ok()?)?;
        debug_assert_eq!(counts::of(number.get()).load(Ordering::Relaxed), PERMANENT);
        Some(Frame { number })
    }

    /// Another reference to the same page.
    #[inline]
    pub fn share(&self) -> Frame {
        let count = counts::of(self.number.get());
        if count.load(Ordering::Relaxed) != PERMANENT {
            let before = count.fetch_add(1, Ordering::Relaxed);
            // Each reference takes memory of its holder; 2^30 of them do not fit.
            assert!(before < PERMANENT / 2, "a frame has too many references");
        }
        Frame { number: self.number }
    }

    /// Whether there are other references.
    #[inline]
    pub fn is_shared(&self) -> bool {
        counts::of(self.number.get()).load(Ordering::Acquire) > 1
    }

    /// The page's physical number: tells pages apart.
    pub fn number(&self) -> u64 {
        u64::from(self.number.get())
    }

    pub(super) fn physical(&self) -> u64 {
        self.number() * PAGE_SIZE as u64
    }

    /// Gives the reference up without dropping it; [`Frame::from_physical`] takes it back.
    pub(super) fn into_physical(self) -> u64 {
        let physical = self.physical();
        core::mem::forget(self);
        physical
    }

    /// # Safety
    /// The address is from [`Frame::into_physical`] and comes back once.
    pub(super) unsafe fn from_physical(physical: u64) -> Frame {
        let number = NonZeroU32::new((physical / PAGE_SIZE as u64) as u32);
        // SAFETY: a frame's number is not zero.
        Frame { number: unsafe { number.unwrap_unchecked() } }
    }

    /// The frame of a page table that led to nothing any more or leads to nothing from now on; see [`table_notes`].
    ///
    /// # Safety
    /// As for [`Frame::from_physical`].
    pub(super) unsafe fn from_table(physical: u64) -> Frame {
        table_notes(physical).store(1, Ordering::Relaxed);
        // SAFETY: the caller's promise.
        unsafe { Frame::from_physical(physical) }
    }

    /// Panics if the range is not inside the page.
    pub fn read(&self, offset: usize, bytes: &mut [u8]) {
        let from = self.range(offset, bytes.len());
        // SAFETY: `range` checked that the bytes are in the page; the copy is an opaque routine, so it is
        // harmless that a process may be writing there.
        unsafe { memory_routines::copy(bytes.as_mut_ptr(), from, bytes.len()) };
    }

    /// Panics if the range is not inside the page.
    pub fn write(&self, offset: usize, bytes: &[u8]) {
        let to = self.range(offset, bytes.len());
        // SAFETY: as in `read`.
        unsafe { memory_routines::copy(to, bytes.as_ptr(), bytes.len()) };
    }

    /// Zeroes a range. Panics if it is not inside the page.
    pub fn zero(&self, offset: usize, length: usize) {
        let to = self.range(offset, length);
        // SAFETY: as in `read`.
        unsafe { memory_routines::fill(to, 0, length) };
    }

    /// Atomic. Panics if the offset is not aligned or outside of the page.
    pub fn load_u32(&self, offset: usize) -> u32 {
        self.word_u32(offset).load(Ordering::Acquire)
    }

    /// Atomic, and published after every earlier write. Panics as [`Frame::load_u32`].
    pub fn store_u32(&self, offset: usize, value: u32) {
        self.word_u32(offset).store(value, Ordering::Release);
    }

    /// Atomic. Panics if the offset is not aligned or outside of the page.
    pub fn load_u64(&self, offset: usize) -> u64 {
        self.word_u64(offset).load(Ordering::Acquire)
    }

    /// Atomic, and published after every earlier write. Panics as [`Frame::load_u64`].
    pub fn store_u64(&self, offset: usize, value: u64) {
        self.word_u64(offset).store(value, Ordering::Release);
    }

    /// Atomic: stores `new` if the word is `current`. `Err` holds what the word is instead.
    pub fn compare_exchange_u32(&self, offset: usize, current: u32, new: u32) -> Result<u32, u32> {
        self.word_u32(offset).compare_exchange(current, new, Ordering::AcqRel, Ordering::Acquire)
    }

    fn word_u32(&self, offset: usize) -> &AtomicU32 {
        assert!(offset.is_multiple_of(4));
        // SAFETY: inside the page and aligned, so valid as long as the frame; kernel and processes only share
        // it as an atomic, which permits concurrent writes.
        unsafe { AtomicU32::from_ptr(self.range(offset, 4).cast()) }
    }

    fn word_u64(&self, offset: usize) -> &AtomicU64 {
        assert!(offset.is_multiple_of(8));
        // SAFETY: as in `word_u32`.
        unsafe { AtomicU64::from_ptr(self.range(offset, 8).cast()) }
    }

    /// The address of a range in the page.
    #[track_caller]
    pub(super) fn range(&self, offset: usize, length: usize) -> *mut u8 {
        assert!(offset <= PAGE_SIZE && length <= PAGE_SIZE - offset, "range outside of the page");
        self.address().wrapping_add(offset)
    }

    pub(super) fn address(&self) -> *mut u8 {
        layout::linear(self.physical())
    }
}

impl Drop for Frame {
    #[inline]
    fn drop(&mut self) {
        let count = counts::of(self.number.get());
        let last = match count.load(Ordering::Acquire) {
            // Whoever sees this holds the only reference, so nobody can change it meanwhile.
            1 => true,
            PERMANENT => false,
            _ => count.fetch_sub(1, Ordering::AcqRel) == 1,
        };
        if last {
            pool::give_back(self.number);
        }
    }
}

impl core::fmt::Debug for Frame {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(formatter, "Frame({:#x})", self.number)
    }
}

const _: () = assert!(layout::LINEAR_SIZE / (PAGE_SIZE as u64) <= 1 << 34);
