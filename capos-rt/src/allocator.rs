//! The global allocator of Rust programs: talc over the granted VirtualMemory.

use core::alloc::{GlobalAlloc, Layout};
use core::cell::UnsafeCell;
use core::ptr::NonNull;

use capos_schema::abi::memory::Protection;
use talc::{OomHandler, Span, Talc};

use crate::capability::interfaces::VirtualMemory;
use crate::startup;

/// The heap grows by at least this much, so that small programs call the kernel once.
const GROWTH: usize = 256 << 10;

/// Maps more memory. Without a VirtualMemory grant there is none, and allocation fails.
struct Grow;

impl OomHandler for Grow {
    fn handle_oom(talc: &mut Talc<Self>, layout: Layout) -> Result<(), ()> {
        let needed = layout.size().checked_add(layout.align()).ok_or(())?.checked_add(GROWTH).ok_or(())?;
        let length = needed.checked_next_multiple_of(GROWTH).ok_or(())?;
        let memory = startup::granted_any::<VirtualMemory>().ok_or(())?;
        let address =
            memory.map(0, length as u64, Protection::READ | Protection::WRITE, 0).map_err(|_| ())?;
        // SAFETY: the kernel just mapped the range for nobody else, and it is never unmapped.
        unsafe { talc.claim(Span::from_base_size(address as *mut u8, length)) }.map(drop)
    }
}

/// A Rust program of this runtime has one thread, so the heap needs no lock.
struct SingleThreadedHeap(UnsafeCell<Talc<Grow>>);

// SAFETY: programs of this runtime have one thread (there is no ThreadSpawner client), so nothing is shared.
unsafe impl Sync for SingleThreadedHeap {}

#[global_allocator]
static HEAP: SingleThreadedHeap = SingleThreadedHeap(UnsafeCell::new(Talc::new(Grow)));

// SAFETY: talc keeps GlobalAlloc's contract; the one thread is never inside it twice.
unsafe impl GlobalAlloc for SingleThreadedHeap {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller promises a layout of non-zero size; one thread, so the only reference.
        let block = unsafe { (*self.0.get()).malloc(layout) };
        block.map_or(core::ptr::null_mut(), NonNull::as_ptr)
    }

    unsafe fn dealloc(&self, address: *mut u8, layout: Layout) {
        // SAFETY: as in `alloc`; the block came from it with this layout, so it is not null.
        unsafe { (*self.0.get()).free(NonNull::new_unchecked(address), layout) }
    }
}
