//! Blocks with an alignment of their own.

use crate::allocator::{Allocator, LARGEST_SPAN};
use crate::cache::ThreadCache;
use crate::class::{self, SEAL, SLICE};
use crate::system::System;

impl<S: System> Allocator<S> {
    /// A block of at least `size` bytes at a multiple of `alignment`, a power of two; or null.
    ///
    /// # Safety
    /// As for [`Allocator::allocate`].
    pub unsafe fn allocate_aligned(
        &self,
        cache: *mut *mut ThreadCache,
        alignment: usize,
        size: usize,
    ) -> *mut u8 {
        if alignment <= class::ALIGNMENT {
            // SAFETY: the caller's promise.
            return unsafe { self.allocate(cache, size) };
        }
        if size.max(alignment) <= class::LARGEST_ALIGNED {
            // SAFETY: the caller's promise.
            return unsafe { self.slot(cache, class::of_aligned(size, alignment)) };
        }
        // Spans begin at multiples of a slice.
        if alignment <= SLICE && size <= LARGEST_SPAN * SLICE - 2 * SEAL {
            return self.large(size, false);
        }
        self.map_huge(size, alignment, false)
    }
}
