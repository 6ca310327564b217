//! Memory for metadata: taken from mappings of its own between unmapped pages, never given back.

use crate::system::{PAGE, System};
use core::ptr::{NonNull, null_mut};

/// What is taken from the system at a time, unless more is needed.
const CHUNK: usize = 8 << 20;
/// What is made accessible at a time.
const STEP: usize = 1 << 20;

/// A region that only grows.
pub struct Metadata {
    next: *mut u8,
    committed: *mut u8,
    end: *mut u8,
    /// Bytes made accessible so far.
    pub bytes: usize,
}

// SAFETY: plain addresses; the region belongs to whoever holds the value.
unsafe impl Send for Metadata {}

impl Metadata {
    pub const fn new() -> Self {
        Self { next: null_mut(), committed: null_mut(), end: null_mut(), bytes: 0 }
    }

    /// Zeroed memory for a `T`, aligned to 64 bytes at least; null if there is none.
    pub fn take<T, S: System>(&mut self) -> *mut T {
        const { assert!(align_of::<T>() <= 64) };
        let length = size_of::<T>().next_multiple_of(64);
        if length > self.end.addr() - self.next.addr() && !self.grow::<S>(length) {
            return null_mut();
        }
        let taken = self.next;
        let end = taken.wrapping_add(length);
        if end > self.committed {
            let room = self.end.addr() - self.committed.addr();
            let more = (end.addr() - self.committed.addr()).next_multiple_of(STEP).min(room);
            // SAFETY: the pages lie in the reservation behind what is committed.
            let done = NonNull::new(self.committed).is_some_and(|p| unsafe { S::commit(p, more) });
            if !done {
                return null_mut();
            }
            self.bytes += more;
            self.committed = self.committed.wrapping_add(more);
        }
        self.next = end;
        taken.cast()
    }

    fn grow<S: System>(&mut self, length: usize) -> bool {
        // What is left of the old region stays as it is: it is less than the largest object.
        let length = length.max(CHUNK).next_multiple_of(PAGE);
        let Some(region) = S::reserve(length + 2 * PAGE) else { return false };
        self.next = region.as_ptr().wrapping_add(PAGE);
        self.committed = self.next;
        self.end = self.next.wrapping_add(length);
        true
    }
}
