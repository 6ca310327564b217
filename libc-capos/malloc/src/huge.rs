//! Blocks with a mapping of their own. Each begins in a 4 MiB granule of its own, a random number of pages into it, and
//! inaccessible pages follow.

use crate::allocator::Allocator;
use crate::map::Place;
use crate::segment::SEGMENT;
use crate::system::{PAGE, System};
use core::ptr::{NonNull, null_mut};

const NOT_A_BLOCK: &str = "free(): not a block of malloc";

/// Pages a block may begin behind the start of its granule.
const OFFSETS: u64 = 16;
/// Freed mappings kept for the next request.
const KEPT: usize = 8;
/// Bytes in them.
const KEPT_BYTES: usize = 16 << 20;

pub struct Huge {
    /// The block: page-aligned.
    pub start: *mut u8,
    /// Accessible bytes.
    pub length: usize,
    /// The reservation.
    region: *mut u8,
    region_length: usize,
    /// Links unused metadata.
    next: *mut Huge,
}

impl Huge {
    /// Bytes the block can grow to in its reservation, with a guard page left.
    fn room(&self) -> usize {
        self.region.addr() + self.region_length - PAGE - self.start.addr()
    }
}

pub struct Huges {
    unused: *mut Huge,
    kept: [*mut Huge; KEPT],
    kept_bytes: usize,
    /// Blocks in use and bytes in them.
    pub count: usize,
    pub bytes: usize,
}

// SAFETY: plain addresses; the lock around the value serialises what is done through them.
unsafe impl Send for Huges {}

impl Huges {
    pub const fn new() -> Self {
        Self { unused: null_mut(), kept: [null_mut(); KEPT], kept_bytes: 0, count: 0, bytes: 0 }
    }

    /// A kept mapping for a block of `length`, not wasting more than half.
    fn reuse(&mut self, length: usize) -> *mut Huge {
        for place in &mut self.kept {
            // SAFETY: kept metadata is alive.
            if let Some(huge) = unsafe { place.as_ref() }
                && huge.length >= length
                && huge.length / 2 <= length
            {
                self.kept_bytes -= huge.length;
                return core::mem::take(place);
            }
        }
        null_mut()
    }

    /// Keeps a mapping if there is room.
    fn keep(&mut self, huge: *mut Huge, length: usize) -> bool {
        if self.kept_bytes + length > KEPT_BYTES {
            return false;
        }
        match self.kept.iter_mut().find(|p| p.is_null()) {
            None => false,
            Some(place) => {
                *place = huge;
                self.kept_bytes += length;
                true
            }
        }
    }
}

impl<S: System> Allocator<S> {
    /// A block with a mapping of its own, aligned to `alignment`.
    pub(crate) fn map_huge(&self, size: usize, alignment: usize, zeroed: bool) -> *mut u8 {
        let block = self.try_map_huge(size, alignment, zeroed);
        if block.is_null() && self.relieve() { self.try_map_huge(size, alignment, zeroed) } else { block }
    }

    fn try_map_huge(&self, size: usize, alignment: usize, zeroed: bool) -> *mut u8 {
        let Some(length) = size.max(1).checked_next_multiple_of(PAGE) else { return null_mut() };
        let mut huges = self.huges.lock();
        if alignment <= PAGE {
            let huge = huges.reuse(length);
            // SAFETY: a kept mapping is accessible and nobody's; its entry in the map is written again.
            unsafe {
                if !huge.is_null() && self.map.set_huge((*huge).start, huge.cast(), null_mut) {
                    huges.count += 1;
                    huges.bytes += (*huge).length;
                    if zeroed {
                        (*huge).start.write_bytes(0, size);
                    }
                    return (*huge).start;
                }
            }
        }
        let huge = self.new_huge(&mut huges, length, length, alignment);
        // SAFETY: null or alive.
        unsafe { huge.as_ref() }.map_or(null_mut(), |huge| huge.start)
    }

    /// Maps `length` accessible bytes in a reservation with room for `room`, and enters them into the map.
    fn new_huge(&self, huges: &mut Huges, length: usize, room: usize, alignment: usize) -> *mut Huge {
        // At least one page lies behind the block, and no other block begins in its granule.
        let offset = if alignment <= PAGE { (S::random() % OFFSETS) as usize * PAGE } else { 0 };
        let alignment = alignment.max(SEGMENT);
        let Some(region_length) = room.checked_add(alignment + offset + PAGE) else { return null_mut() };
        let huge = if huges.unused.is_null() {
            self.metadata.lock().take::<Huge, S>()
        } else {
            let first = huges.unused;
            // SAFETY: unused metadata is alive.
            huges.unused = unsafe { (*first).next };
            first
        };
        if huge.is_null() {
            return null_mut();
        }
        let Some(region) = S::reserve(region_length) else {
            // SAFETY: metadata of our own.
            unsafe { (*huge).next = huges.unused };
            huges.unused = huge;
            return null_mut();
        };
        let base = region.addr().get().next_multiple_of(alignment);
        let start = region.as_ptr().wrapping_add(base - region.addr().get() + offset);
        // SAFETY: inside the new reservation; metadata of our own.
        unsafe {
            huge.write(Huge { start, length, region: region.as_ptr(), region_length, next: null_mut() });
            let accessible = NonNull::new(start).is_some_and(|p| S::commit(p, length));
            if !accessible || !self.map.set_huge(start, huge.cast(), || self.metadata.lock().take::<_, S>()) {
                S::release(region, region_length);
                (*huge).next = huges.unused;
                huges.unused = huge;
                return null_mut();
            }
        }
        huges.count += 1;
        huges.bytes += length;
        huge
    }

    /// The metadata of the huge block that begins at `block`.
    fn find_huge(&self, block: *mut u8) -> Option<*mut Huge> {
        let Place::Huge(huge) = self.map.find(block) else { return None };
        let huge = huge.cast::<Huge>();
        // SAFETY: what the map holds is alive while its block is.
        (unsafe { (*huge).start } == block).then_some(huge)
    }

    /// The metadata of the huge block that begins at `block`, or the end of the process.
    pub(crate) fn live_huge(&self, block: *mut u8) -> *mut Huge {
        self.find_huge(block).unwrap_or_else(|| S::die(NOT_A_BLOCK))
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn free_huge(&self, block: *mut u8) {
        let mut huges = self.huges.lock();
        let Some(huge) = self.find_huge(block) else {
            // A handler of SIGABRT may go on, and then needs the heap.
            drop(huges);
            S::die(NOT_A_BLOCK)
        };
        self.map.clear(block);
        // SAFETY: the block was alive and belongs to nobody now.
        unsafe {
            let length = (*huge).length;
            huges.count -= 1;
            huges.bytes -= length;
            if !huges.keep(huge, length) {
                Self::unmap(&mut huges, huge);
            }
        }
    }

    /// Gives a mapping back.
    ///
    /// # Safety
    /// Nobody uses it, and the map does not know it.
    unsafe fn unmap(huges: &mut Huges, huge: *mut Huge) {
        // SAFETY: the caller's promise.
        unsafe {
            if let Some(region) = NonNull::new((*huge).region) {
                S::release(region, (*huge).region_length);
            }
            (*huge).next = huges.unused;
        }
        huges.unused = huge;
    }

    /// Gives all kept mappings back.
    pub(crate) fn release_kept(&self) -> bool {
        let mut huges = self.huges.lock();
        let mut any = false;
        for i in 0..KEPT {
            let huge = core::mem::take(&mut huges.kept[i]);
            if !huge.is_null() {
                any = true;
                // SAFETY: kept mappings belong to nobody.
                unsafe { Self::unmap(&mut huges, huge) };
            }
        }
        huges.kept_bytes = 0;
        any
    }

    /// Makes a huge block `size` bytes long, in place or by moving its pages. Null if neither can be done.
    pub(crate) fn resize_huge(&self, block: *mut u8, size: usize) -> *mut u8 {
        let Some(mut length) = size.checked_next_multiple_of(PAGE) else { return null_mut() };
        let mut huges = self.huges.lock();
        let Some(huge) = self.find_huge(block) else {
            // A handler of SIGABRT may go on, and then needs the heap.
            drop(huges);
            S::die(NOT_A_BLOCK)
        };
        // SAFETY: the block is alive and the caller owns it.
        unsafe {
            let old = (*huge).length;
            if length <= old {
                if old - length <= old / 4 {
                    return block;
                }
                if let Some(tail) = NonNull::new(block.wrapping_add(length)) {
                    S::discard(tail, old - length);
                    S::protect(tail, old - length);
                }
            } else if length <= (*huge).room() {
                let commit = |end: usize| {
                    NonNull::new(block.wrapping_add(old)).is_some_and(|p| S::commit(p, end - old))
                };
                // Whoever grows a block step by step shall not need the system for each step.
                let ample = (length + length / 8).next_multiple_of(PAGE).min((*huge).room());
                if commit(ample) {
                    length = ample;
                } else if !commit(length) {
                    return null_mut();
                }
            } else {
                // Whoever grows a block grows it again: address space for twice as much.
                let room = length.saturating_mul(2);
                let moved = self.new_huge(&mut huges, length, room, 1);
                if moved.is_null() {
                    return null_mut();
                }
                let target = (*moved).start;
                let done = match (NonNull::new(block), NonNull::new(target)) {
                    (Some(from), Some(to)) => S::relocate(from, old, to),
                    _ => false,
                };
                if !done {
                    core::ptr::copy_nonoverlapping(block, target, old);
                }
                self.map.clear(block);
                huges.count -= 1;
                huges.bytes -= old;
                Self::unmap(&mut huges, huge);
                return target;
            }
            (*huge).length = length;
            huges.bytes = huges.bytes + length - old;
            block
        }
    }
}
