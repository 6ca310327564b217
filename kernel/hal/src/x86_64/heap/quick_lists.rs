//! `QuickLists`: small blocks that were freed and wait for the next who wants one of their size. Taking and leaving one is
//! a few instructions, where the allocator behind searches and merges.

use core::alloc::Layout;
use core::ptr::NonNull;

/// Sizes are rounded up to a multiple of this.
const STEP: usize = 32;
const LARGEST: usize = 1024;
const CLASSES: usize = LARGEST / STEP;
/// Every block is aligned so.
const ALIGNMENT: usize = 16;
/// Bytes that wait in one list at most.
const KEPT: usize = 4096;

/// What a block that waits begins with.
struct Link {
    next: Option<NonNull<Link>>,
}

#[derive(Clone, Copy)]
struct List {
    first: Option<NonNull<Link>>,
    length: usize,
}

pub struct QuickLists([List; CLASSES]);

// SAFETY: the blocks that wait belong to the lists, and to no CPU.
unsafe impl Send for QuickLists {}

/// Blocks of one size.
#[derive(Clone, Copy)]
pub struct Class(usize);

impl Class {
    /// `None` for what is too large, or aligned too strictly.
    #[inline]
    pub fn of(layout: Layout) -> Option<Class> {
        let fits = layout.size() <= LARGEST && layout.align() <= ALIGNMENT;
        fits.then(|| Class(layout.size().saturating_sub(1) / STEP))
    }

    /// What the allocator behind is asked for.
    pub fn layout(self) -> Layout {
        // The alignment is a power of two, and the size small.
        Layout::from_size_align((self.0 + 1) * STEP, ALIGNMENT).unwrap_or(Layout::new::<Link>())
    }
}

impl QuickLists {
    pub const fn new() -> Self {
        QuickLists([List { first: None, length: 0 }; CLASSES])
    }

    /// A block of the class, if one waits.
    #[inline]
    pub fn take(&mut self, class: Class) -> Option<NonNull<u8>> {
        let list = &mut self.0[class.0 % CLASSES];
        let first = list.first?;
        // SAFETY: a block that waits begins with a link, and nobody else uses it.
        list.first = unsafe { first.read() }.next;
        list.length -= 1;
        Some(first.cast())
    }

    /// Keeps a block; `false` if enough of its class wait already.
    ///
    /// # Safety
    /// The block has the class's layout, and nobody uses it from now on.
    #[inline]
    pub unsafe fn leave(&mut self, class: Class, block: NonNull<u8>) -> bool {
        let list = &mut self.0[class.0 % CLASSES];
        if (list.length + 1) * (class.0 + 1) * STEP > KEPT {
            return false;
        }
        let link = block.cast::<Link>();
        // SAFETY: the caller's promise; every class has room for a link, and is aligned for one.
        unsafe { link.write(Link { next: list.first }) };
        list.first = Some(link);
        list.length += 1;
        true
    }
}

const _: () = assert!(size_of::<Link>() <= STEP && align_of::<Link>() <= ALIGNMENT);
