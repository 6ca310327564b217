//! The page heap: free slices, and what happens to them.

use crate::allocator::Allocator;
use crate::class::SLICE;
use crate::segment::{Kind, SEGMENT, Segment, Span, USABLE_SLICES};
use crate::system::System;
use core::ptr::{NonNull, null_mut};

/// Segments reserved at a time: one call to the system for many.
const REGION: usize = 16;

/// Free slices that may stay dirty whatever is in use: 4 MiB. Half of what is in use comes on top.
const DIRTY_FLOOR: usize = 64;

pub struct Pages {
    segments: *mut Segment,
    /// Address space reserved ahead.
    reserved: *mut u8,
    reserved_count: usize,
    /// Free slices with old contents.
    dirty: usize,
    /// Slices in spans.
    in_use: usize,
    /// Segments there are.
    pub count: usize,
}

// SAFETY: plain addresses; the lock around the value serialises what is done through them.
unsafe impl Send for Pages {}

impl Pages {
    pub const fn new() -> Self {
        Self { segments: null_mut(), reserved: null_mut(), reserved_count: 0, dirty: 0, in_use: 0, count: 0 }
    }

    /// Calls `f` with every segment.
    pub fn each(&self, mut f: impl FnMut(*mut Segment)) {
        let mut segment = self.segments;
        while !segment.is_null() {
            f(segment);
            // SAFETY: segments are never freed.
            segment = unsafe { (*segment).next };
        }
    }

    /// A span of `count` slices, and whether its memory is zero. Null if there is no memory.
    pub fn take<S: System>(&mut self, heap: &Allocator<S>, count: usize) -> (*mut Span, bool) {
        // Memory that is there already comes first.
        let (mut clean, mut clean_at) = (null_mut::<Segment>(), 0);
        let mut segment = self.segments;
        while !segment.is_null() {
            // SAFETY: segments are never freed, and the lock of the page heap is held.
            unsafe {
                if let Some(at) = run((*segment).free & (*segment).dirty, count) {
                    return (self.carve(segment, at, count), false);
                }
                if clean.is_null()
                    && let Some(at) = run((*segment).free, count)
                {
                    (clean, clean_at) = (segment, at);
                }
                segment = (*segment).next;
            }
        }
        if clean.is_null() {
            clean = self.new_segment(heap);
            clean_at = 0;
            if clean.is_null() {
                return (null_mut(), false);
            }
        }
        // SAFETY: as above.
        let zero = unsafe { (*clean).dirty } & mask(clean_at, count) == 0;
        // SAFETY: the run is free.
        (unsafe { self.carve(clean, clean_at, count) }, zero)
    }

    /// # Safety
    /// The `count` slices from `at` are free.
    #[inline]
    unsafe fn carve(&mut self, segment: *mut Segment, at: usize, count: usize) -> *mut Span {
        // SAFETY: the lock of the page heap is held, and the slices are free.
        unsafe {
            self.mark_used(segment, at, count);
            Segment::make_span(segment, at, count)
        }
    }

    unsafe fn mark_used(&mut self, segment: *mut Segment, at: usize, count: usize) {
        let mask = mask(at, count);
        // SAFETY: the lock of the page heap is held.
        unsafe {
            let dirty = (*segment).dirty & mask;
            // Counting bits takes a while; mostly all or none are set.
            self.dirty -= if dirty == mask { count } else { dirty.count_ones() as usize };
            (*segment).dirty &= !mask;
            (*segment).free &= !mask;
        }
        self.in_use += count;
    }

    /// Lengthens a span to `count` slices where those behind it are free.
    ///
    /// # Safety
    /// The caller owns the span.
    pub unsafe fn extend(&mut self, segment: *mut Segment, span: *mut Span, count: usize) -> bool {
        // SAFETY: the lock of the page heap is held, and the caller owns the span.
        unsafe {
            let first = ((*span).start.addr() - (*segment).base.addr()) / SLICE;
            let have = usize::from((*span).slices);
            let more = count - have;
            if first + count > USABLE_SLICES
                || (*segment).free & mask(first + have, more) != mask(first + have, more)
            {
                return false;
            }
            self.mark_used(segment, first + have, more);
            (&mut (*segment).first)[first + have..first + count].fill(first as u8);
            (*span).slices = count as u8;
            true
        }
    }

    /// Takes back the slices of a span beyond the first `keep`; with 0 the span is gone.
    ///
    /// # Safety
    /// The caller owns the span, and nothing refers to those slices.
    pub unsafe fn give_back<S: System>(&mut self, segment: *mut Segment, span: *mut Span, keep: usize) {
        // SAFETY: the lock of the page heap is held, and the caller owns the span.
        unsafe {
            let first = ((*span).start.addr() - (*segment).base.addr()) / SLICE;
            let count = usize::from((*span).slices) - keep;
            let mask = mask(first + keep, count);
            if keep == 0 {
                (*span).kind = Kind::None;
            } else {
                (*span).slices = keep as u8;
            }
            (*segment).free |= mask;
            (*segment).dirty |= mask;
            self.dirty += count;
            self.in_use -= count;
        }
        let allowed = DIRTY_FLOOR + self.in_use / 2;
        if self.dirty > allowed {
            // Not all of it: what was just in use is likely to be wanted again soon.
            self.discard::<S>(allowed / 2);
        }
    }

    /// Gives the memory of free slices back to the system, all but about `keep` of them; whether there was any.
    pub fn discard<S: System>(&mut self, keep: usize) -> bool {
        let before = self.dirty;
        let mut left = 0;
        self.each(|segment| {
            // SAFETY: the lock of the page heap is held; dirty slices are free, so nobody uses them.
            unsafe {
                let mut todo = (*segment).dirty;
                while todo != 0 {
                    let at = todo.trailing_zeros() as usize;
                    let count = (todo >> at).trailing_ones() as usize;
                    let start = (*segment).base.wrapping_add(at * SLICE);
                    todo &= !mask(at, count);
                    // Those that `take` finds first stay.
                    if left + count <= keep {
                        left += count;
                        continue;
                    }
                    let gone = NonNull::new(start).is_some_and(|p| S::discard(p, count * SLICE));
                    if gone {
                        (*segment).dirty &= !mask(at, count);
                    } else {
                        left += count;
                    }
                }
            }
        });
        self.dirty = left;
        left < before
    }

    fn new_segment<S: System>(&mut self, heap: &Allocator<S>) -> *mut Segment {
        // A program that turns from huge blocks to smaller ones shall not pay for both.
        heap.release_kept();
        if self.reserved_count == 0 && !self.reserve::<S>(REGION) && !self.reserve::<S>(1) {
            return null_mut();
        }
        let segment = heap.metadata.lock().take::<Segment, S>();
        let base = self.reserved;
        let accessible = USABLE_SLICES * SLICE;
        // SAFETY: the pages are reserved, and nobody uses them.
        let committed = !segment.is_null()
            && NonNull::new(base).is_some_and(|p| unsafe { S::commit(p, accessible) })
            && heap.map.set_segment(base, segment, || heap.metadata.lock().take::<_, S>());
        if !committed {
            return null_mut();
        }
        self.reserved = base.wrapping_add(SEGMENT);
        self.reserved_count -= 1;
        // SAFETY: fresh metadata of our own.
        unsafe {
            (*segment).base = base;
            (*segment).free = mask(0, USABLE_SLICES);
            (*segment).next = self.segments;
        }
        self.segments = segment;
        self.count += 1;
        segment
    }

    fn reserve<S: System>(&mut self, count: usize) -> bool {
        // One more, so that an aligned run of `count` lies in it wherever it begins.
        let Some(region) = S::reserve((count + 1) * SEGMENT) else { return false };
        let region = region.as_ptr();
        self.reserved = region.wrapping_add(region.addr().next_multiple_of(SEGMENT) - region.addr());
        self.reserved_count = count;
        true
    }
}

/// `count` bits from bit `at`.
const fn mask(at: usize, count: usize) -> u64 {
    if count == 0 { 0 } else { (u64::MAX >> (64 - count)) << at }
}

/// Where the lowest `count` neighbouring set bits begin.
fn run(mut bits: u64, count: usize) -> Option<usize> {
    // Mostly the first run is long enough.
    let at = bits.trailing_zeros();
    if bits != 0 && (bits >> at).trailing_ones() as usize >= count {
        return Some(at as usize);
    }
    // After each step, a bit stands for `known` bits from there on.
    let mut known = 1;
    while known < count && bits != 0 {
        let step = known.min(count - known);
        bits &= bits >> step;
        known += step;
    }
    (bits != 0).then(|| bits.trailing_zeros() as usize)
}
