//! Bins: the spans of one class that have free slots, shared by all threads and used a batch at a time.

use crate::allocator::Allocator;
use crate::cache::{Entry, Magazine, limit};
use crate::class::{self, SLICE};
use crate::map::Place;
use crate::random::Random;
use crate::segment::{FREE, Kind, Segment, Span};
use crate::system::{PAGE, System};
use core::ptr::null_mut;

const BROKEN: &str = "malloc: broken cache";

pub struct Bin {
    /// Spans with free or unopened slots.
    spans: *mut Span,
    random: Random,
}

// SAFETY: plain addresses; the lock around the value serialises what is done through them.
unsafe impl Send for Bin {}

impl Bin {
    pub const fn new() -> Self {
        Self { spans: null_mut(), random: Random::unseeded() }
    }

    /// Fills half a magazine; an empty one afterwards means that there is no memory.
    pub fn refill<S: System>(&mut self, heap: &Allocator<S>, class: usize, magazine: &mut Magazine) {
        magazine.limit = limit(class);
        let wanted = (magazine.limit / 2).max(1);
        while magazine.count < wanted {
            if self.spans.is_null() && !self.new_span(heap, class) {
                return;
            }
            let span = self.spans;
            // SAFETY: the lock of the bin is held, and spans in its list are alive.
            unsafe {
                if (*span).free_count == 0 {
                    self.open::<S>(span);
                }
                let batch = (*span).free_count.min(wanted - magazine.count);
                (*span).free_count -= batch;
                (*span).used += batch;
                let numbers = (*span).free.add((*span).free_count as usize);
                let places = &mut magazine.entries[magazine.count as usize..][..batch as usize];
                for (i, place) in places.iter_mut().enumerate() {
                    let number = usize::from(*numbers.add(i));
                    *place = Entry { block: (*span).address(number), state: (*span).states.add(number) };
                }
                magazine.count += batch;
                if (*span).free_count == 0 && (*span).opened == (*span).capacity {
                    self.unlink(span);
                }
            }
        }
    }

    /// Takes back the oldest `count` slots of a magazine.
    pub fn drain<S: System>(&mut self, heap: &Allocator<S>, magazine: &mut Magazine, count: usize) {
        let mut rest = &magazine.entries[..count];
        while let [first, ..] = rest {
            let Place::Segment(segment) = heap.map.find(first.block) else { S::die(BROKEN) };
            // SAFETY: the entry was made from a live span of this class, whose bin is locked.
            unsafe {
                let span = Segment::span_of(segment, first.block);
                let taken = Self::put_back(span, rest);
                if taken == 0 {
                    S::die(BROKEN);
                }
                rest = &rest[taken..];
                if (*span).free_count as usize == taken && (*span).opened == (*span).capacity {
                    self.link(span);
                }
                // An empty span goes, unless it is the only one: the next request would make it again.
                let alone = self.spans == span && (*span).next.is_null();
                if (*span).used == 0 && !alone {
                    self.unlink(span);
                    heap.pages.lock().give_back::<S>(segment, span, 0);
                }
            }
        }
        let left = magazine.count as usize - count;
        magazine.entries.copy_within(count..count + left, 0);
        magazine.count = left as u32;
    }

    /// Puts those slots back into their span that come first: neighbours in time tend to be neighbours in space.
    /// Returns how many.
    ///
    /// # Safety
    /// The bin is locked, the span is alive and of its class, and the slots were taken out of the bin.
    unsafe fn put_back(span: *mut Span, entries: &[Entry]) -> usize {
        // SAFETY: the stack has room for every slot of the span, and each is in it at most once.
        unsafe {
            let (states, capacity) = ((*span).states.addr(), (*span).capacity as usize);
            let stack = (*span).free.add((*span).free_count as usize);
            let mut count = 0;
            for entry in entries {
                let number = entry.state.addr().wrapping_sub(states);
                if number >= capacity {
                    break;
                }
                *stack.add(count) = number as u16;
                count += 1;
            }
            (*span).free_count += count as u32;
            (*span).used -= count as u32;
            count
        }
    }

    fn new_span<S: System>(&mut self, heap: &Allocator<S>, class: usize) -> bool {
        let count = class::slices(class);
        let (span, _) = heap.take_slices(count);
        if span.is_null() {
            return false;
        }
        let slot = class::slot_size(class);
        // SAFETY: the span is new, and only we know of it.
        unsafe {
            let capacity = count * SLICE / slot;
            (*span).class = class as u8;
            (*span).slot = slot as u32;
            (*span).reciprocal = (1_u64 << 32).div_ceil(slot as u64) as u32;
            (*span).capacity = capacity as u32;
            // What an earlier span here left behind must not pass for a live slot.
            (*span).states.write_bytes(0, capacity);
            (*span).kind = Kind::Slots;
            self.link(span);
        }
        true
    }

    /// Opens about a page of new slots, in random order: close together, so that small heaps stay small.
    unsafe fn open<S: System>(&mut self, span: *mut Span) {
        // SAFETY: the lock of the bin is held; the stack has room for every slot.
        unsafe {
            let first = (*span).opened as usize;
            let left = (*span).capacity as usize - first;
            let count = (PAGE / (*span).slot as usize).max(8).min(left);
            let stack = core::slice::from_raw_parts_mut((*span).free, count);
            for (i, number) in stack.iter_mut().enumerate() {
                *number = (first + i) as u16;
            }
            for i in (1..count).rev() {
                stack.swap(i, self.random.below::<S>(i + 1));
            }
            (*span).states.add(first).write_bytes(FREE, count);
            (*span).opened += count as u32;
            (*span).free_count = count as u32;
        }
    }

    unsafe fn link(&mut self, span: *mut Span) {
        // SAFETY: the lock of the bin is held, and both spans are alive.
        unsafe {
            (*span).previous = null_mut();
            (*span).next = self.spans;
            if !self.spans.is_null() {
                (*self.spans).previous = span;
            }
        }
        self.spans = span;
    }

    unsafe fn unlink(&mut self, span: *mut Span) {
        // SAFETY: the lock of the bin is held, and the neighbours are alive.
        unsafe {
            let (previous, next) = ((*span).previous, (*span).next);
            if previous.is_null() {
                self.spans = next;
            } else {
                (*previous).next = next;
            }
            if !next.is_null() {
                (*next).previous = previous;
            }
        }
    }
}
