//! The kernel heap: a range of address space that grows by frames, under the allocator `talc`, and before that lists of
//! small blocks.

mod quick_lists;

use core::alloc::{GlobalAlloc, Layout};
use core::ptr::{self, NonNull};

use quick_lists::{Class, QuickLists};
use talc::{OomHandler, Span, Talc};

use super::layout;
use super::paging::kernel::map_fresh;
use crate::PAGE_SIZE;
pub use crate::heap_usage::Usage;
use crate::sync::{Level, SpinLock};

struct Heap;
impl Level for Heap {
    const RANK: u8 = 60;
    const NAME: &'static str = "kernel heap";
}

/// Growth is at least this much, so that it is rare.
const STEP: usize = 16 * PAGE_SIZE;

/// Maps more memory at the end of the heap.
struct Grow {
    heap: Span,
}

impl OomHandler for Grow {
    fn handle_oom(talc: &mut Talc<Self>, layout: Layout) -> Result<(), ()> {
        let end = talc.oom_handler.heap.get_base_acme().map_or(layout::HEAP, |(_, acme)| acme as u64);
        // Room for the block's alignment and the allocator's own words.
        let needed = layout
            .size()
            .checked_add(layout.align())
            .and_then(|size| size.checked_add(PAGE_SIZE))
            .ok_or(())?;
        let wanted = needed.max(STEP).next_multiple_of(PAGE_SIZE);
        if wanted as u64 > layout::HEAP + layout::HEAP_SIZE - end {
            return Err(());
        }
        let mut grown = 0;
        while grown < wanted {
            if map_fresh(end + grown as u64).is_err() {
                break;
            }
            grown += PAGE_SIZE;
        }
        if grown == 0 {
            return Err(());
        }
        let added = Span::from_base_size(end as *mut u8, grown);
        let old = talc.oom_handler.heap;
        talc.oom_handler.heap = if old.is_empty() {
            // SAFETY: the pages were just mapped for the heap and nobody else knows them.
            unsafe { talc.claim(added)? }
        } else {
            // SAFETY: `old` is the heap as claimed and extended before; the pages after it were just mapped.
            unsafe {
                talc.extend(
                    old,
                    Span::new(old.get_base_acme().ok_or(())?.0, added.get_base_acme().ok_or(())?.1),
                )
            }
        };
        // What a partial growth added stays for smaller requests.
        if grown < wanted { Err(()) } else { Ok(()) }
    }
}

struct KernelHeap(SpinLock<Heap, State>);

struct State {
    talc: Talc<Grow>,
    small: QuickLists,
    usage: Usage,
}

/// What is allocated now.
pub fn usage() -> Usage {
    HEAP.0.lock().usage
}

// SAFETY: `Talc` gives out blocks of the layout asked for that do not overlap, a block that waits in a list is as large
// and aligned as its class demands and is given out once, and the lock lets one CPU at a time use both; a null pointer says that there is no memory.
unsafe impl GlobalAlloc for KernelHeap {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let State { talc, small, usage } = &mut *self.0.lock();
        let class = Class::of(layout);
        let block = match class.and_then(|class| small.take(class)) {
            Some(block) => block,
            None => {
                // SAFETY: the caller promises a layout that is not empty, and a class's is not.
                match unsafe { talc.malloc(class.map_or(layout, Class::layout)) } {
                    Ok(block) => block,
                    Err(()) => return ptr::null_mut(),
                }
            }
        };
        usage.blocks += 1;
        usage.bytes += layout.size() as u64;
        block.as_ptr()
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        let State { talc, small, usage } = &mut *self.0.lock();
        usage.blocks -= 1;
        usage.bytes -= layout.size() as u64;
        // SAFETY: the caller promises a block of this allocator, so it is not null.
        let block = unsafe { NonNull::new_unchecked(block) };
        let class = Class::of(layout);
        // SAFETY: the caller promises the layout that `alloc` was asked for, so the block is of its class, and gives it up.
        if class.is_some_and(|class| unsafe { small.leave(class, block) }) {
            return;
        }
        // SAFETY: the layout is the one that `alloc` got the block with.
        unsafe { talc.free(block, class.map_or(layout, Class::layout)) };
    }
}

#[global_allocator]
static HEAP: KernelHeap = KernelHeap(SpinLock::new(State {
    talc: Talc::new(Grow { heap: Span::empty() }),
    small: QuickLists::new(),
    usage: Usage { blocks: 0, bytes: 0 },
}));
