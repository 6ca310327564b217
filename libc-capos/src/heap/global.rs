//! The library's own boxes live in the program's heap.

use super::{HEAP, cache};
use core::alloc::{GlobalAlloc, Layout};

/// The heap, as Rust wants it.
struct Boxes;

#[global_allocator]
static BOXES: Boxes = Boxes;

// SAFETY: the allocator returns disjoint blocks of the size and alignment asked for, valid until freed.
unsafe impl GlobalAlloc for Boxes {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the cache is the calling thread's.
        unsafe { HEAP.allocate_aligned(cache(), layout.align(), layout.size()) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the cache is the calling thread's; an aligned block has at least `size` bytes.
        unsafe {
            if layout.align() <= capos_libc_malloc::class::ALIGNMENT {
                return HEAP.allocate_zeroed(cache(), layout.size());
            }
            let block = HEAP.allocate_aligned(cache(), layout.align(), layout.size());
            if !block.is_null() {
                block.write_bytes(0, layout.size());
            }
            block
        }
    }

    unsafe fn dealloc(&self, block: *mut u8, _: Layout) {
        // SAFETY: the caller gives up a block of this heap.
        unsafe { HEAP.free(cache(), block) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: a block of this heap; only ordinary alignments survive `reallocate`.
        unsafe {
            if layout.align() <= capos_libc_malloc::class::ALIGNMENT {
                return HEAP.reallocate(cache(), block, size);
            }
            let moved = HEAP.allocate_aligned(cache(), layout.align(), size);
            if !moved.is_null() {
                core::ptr::copy_nonoverlapping(block, moved, layout.size().min(size));
                HEAP.free(cache(), block);
            }
            moved
        }
    }
}
