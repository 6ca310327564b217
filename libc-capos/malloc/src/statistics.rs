//! What the heap consists of, for `mallinfo2`, and giving memory back on request, for `malloc_trim`.

use crate::allocator::Allocator;
use crate::cache::ThreadCache;
use crate::class::{self, SLICE};
use crate::segment::{Kind, USABLE_SLICES};
use crate::system::System;

/// Numbers of bytes and blocks. Slots in the caches of other threads count as used.
#[derive(Clone, Copy, Default, Debug)]
pub struct Statistics {
    /// Address space of the segments.
    pub arena: usize,
    /// Bytes in slots and spans that are in use.
    pub used: usize,
    /// Bytes free in spans and slices.
    pub free: usize,
    /// Bytes of free slices, which the system can have back.
    pub trimmable: usize,
    /// Free slots and runs of slices.
    pub free_blocks: usize,
    /// Huge blocks, and bytes in them.
    pub huge_blocks: usize,
    pub huge_bytes: usize,
    /// Bytes of metadata.
    pub metadata: usize,
}

impl<S: System> Allocator<S> {
    /// Counts.
    ///
    /// # Safety
    /// As for [`Allocator::allocate`].
    pub unsafe fn statistics(&self, cache: *mut *mut ThreadCache) -> Statistics {
        let mut result = Statistics::default();
        {
            let pages = self.pages.lock();
            result.arena = pages.count * USABLE_SLICES * SLICE;
            pages.each(|segment| {
                // SAFETY: the lock keeps spans from coming and going; counts of slots may be slightly old.
                unsafe {
                    result.trimmable += (*segment).free.count_ones() as usize * SLICE;
                    result.free_blocks += usize::from((*segment).free != 0);
                    let mut slice = 0;
                    while slice < USABLE_SLICES {
                        if (*segment).free & (1 << slice) != 0 {
                            slice += 1;
                            continue;
                        }
                        let span = &raw const (*segment).spans[slice];
                        match (*span).kind {
                            Kind::Slots => {
                                result.used += (*span).used as usize * (*span).slot as usize;
                                result.free_blocks += ((*span).capacity - (*span).used) as usize;
                            }
                            Kind::Large => result.used += (*span).usable,
                            Kind::None => {}
                        }
                        slice += usize::from((*span).slices).max(1);
                    }
                }
            });
        }
        // SAFETY: the caller's promise: the cache is this thread's.
        if let Some(own) = unsafe { (*cache).as_ref() } {
            for (class, magazine) in own.magazines.iter().enumerate() {
                result.used -= magazine.count as usize * class::slot_size(class);
                result.free_blocks += magazine.count as usize;
            }
        }
        result.free = result.arena - result.used;
        {
            let huges = self.huges.lock();
            (result.huge_blocks, result.huge_bytes) = (huges.count, huges.bytes);
        }
        result.metadata = self.metadata.lock().bytes;
        result
    }

    /// Gives everything that is free back to the system; whether there was anything.
    ///
    /// # Safety
    /// As for [`Allocator::allocate`].
    pub unsafe fn trim(&self, cache: *mut *mut ThreadCache) -> bool {
        // SAFETY: the caller's promise.
        unsafe { self.detach(cache) };
        self.relieve()
    }
}
