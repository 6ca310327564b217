//! Bins: the spans of one class that have free slots, shared by all threads and used a batch at a time.

use crate::allocator::Allocator;
use crate::cache::{Entry, Magazine, limit};
use crate::class::{self, SLICE};
use crate::map::Place;
use crate::random::Random;
use crate::segment::{FREE, Kind, Segment, Span};
use crate::system::{PAGE, System};
use core::ptr::null_mut;

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
                while (*span).free_count > 0 && magazine.count < wanted {
                    (*span).free_count -= 1;
                    (*span).used += 1;
                    let number = usize::from(*(*span).free.add((*span).free_count as usize));
                    let state = (*span).states.add(number);
                    *state = FREE;
                    magazine.entries[magazine.count as usize] =
                        Entry { block: (*span).address(number), state };
                    magazine.count += 1;
                }
                if (*span).free_count == 0 && (*span).opened == (*span).capacity {
                    self.unlink(span);
                }
            }
        }
    }

    /// Takes back the oldest `count` slots of a magazine.
    pub fn drain<S: System>(&mut self, heap: &Allocator<S>, magazine: &mut Magazine, count: usize) {
        for entry in &magazine.entries[..count] {
            let Place::Segment(segment) = heap.map.find(entry.block) else { S::die("malloc: broken cache") };
            // SAFETY: the entry was made from a live span of this class, whose bin is locked.
            unsafe {
                let span = Segment::span_of(segment, entry.block);
                let Some(number) = (*span).slot_at(entry.block) else { S::die("malloc: broken cache") };
                let exhausted = (*span).free_count == 0 && (*span).opened == (*span).capacity;
                *(*span).free.add((*span).free_count as usize) = number as u16;
                (*span).free_count += 1;
                (*span).used -= 1;
                if exhausted {
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

    fn new_span<S: System>(&mut self, heap: &Allocator<S>, class: usize) -> bool {
        let count = class::slices(class);
        let (span, _) = heap.pages.lock().take(heap, count);
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
