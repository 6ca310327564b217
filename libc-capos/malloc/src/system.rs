//! What the allocator needs of the system.

use core::ptr::NonNull;
use core::sync::atomic::AtomicU32;

/// Granularity of every call below.
pub const PAGE: usize = 4096;

/// Pages, randomness, waiting, and the end of the process.
///
/// # Safety
/// `reserve` returns page-aligned address space that nothing else uses, and `commit` makes it readable and writable;
/// `commit` after `reserve` or `discard` yields zeros.
pub unsafe trait System {
    /// Takes `length` bytes of address space, not accessible yet.
    fn reserve(length: usize) -> Option<NonNull<u8>>;

    /// Makes pages accessible.
    ///
    /// # Safety
    /// The pages are part of a reservation.
    unsafe fn commit(start: NonNull<u8>, length: usize) -> bool;

    /// Makes pages inaccessible again; their contents may be kept or dropped.
    ///
    /// # Safety
    /// The pages are part of a reservation, and nobody uses them.
    unsafe fn protect(start: NonNull<u8>, length: usize);

    /// Gives the memory back; the pages stay accessible and read as zero. `false` if they keep their contents.
    ///
    /// # Safety
    /// The pages are committed, and nobody uses them.
    unsafe fn discard(start: NonNull<u8>, length: usize) -> bool;

    /// Gives address space back.
    ///
    /// # Safety
    /// The pages are part of a reservation, and nobody uses them.
    unsafe fn release(start: NonNull<u8>, length: usize);

    /// Moves the contents of committed pages to the start of a reservation without copying; `false` if that cannot be
    /// done. Afterwards the `length` bytes at `to` are committed, and the old pages are gone.
    ///
    /// # Safety
    /// Both are parts of reservations that nobody uses otherwise.
    unsafe fn relocate(_from: NonNull<u8>, _length: usize, _to: NonNull<u8>) -> bool {
        false
    }

    /// An unpredictable number.
    fn random() -> u64;

    /// Whether no second thread was ever started: locks are then not contended, and cost next to nothing. It may turn
    /// from true to false, but only between calls of the allocator.
    #[inline(always)]
    fn is_alone() -> bool {
        false
    }

    /// Sleeps while `*word == expected`; may return early.
    fn wait(word: &AtomicU32, expected: u32);

    /// Wakes one sleeper.
    fn wake(word: &AtomicU32);

    /// Ends the process because the heap or its user is broken.
    fn die(message: &'static str) -> !;
}
