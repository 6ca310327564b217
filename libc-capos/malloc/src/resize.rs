//! `realloc`, and how much a block holds.

use crate::allocator::{Allocator, large_usable};
use crate::cache::ThreadCache;
use crate::class::{self, SEAL, SLICE};
use crate::map::Place;
use crate::segment::{Kind, Segment, Span};
use crate::system::System;

const NOT_A_BLOCK: &str = "realloc(): not a block of malloc";

/// Below this a huge block becomes an ordinary one.
const HUGE_FLOOR: usize = 1 << 20;

impl<S: System> Allocator<S> {
    /// Resizes a block; null, and the block unchanged, if there is no memory.
    ///
    /// # Safety
    /// As for [`Allocator::free`]; `block` is not null.
    pub unsafe fn reallocate(&self, cache: *mut *mut ThreadCache, block: *mut u8, size: usize) -> *mut u8 {
        // SAFETY: the caller's promise; spans are checked before they are used.
        unsafe {
            let held = match self.map.find(block) {
                Place::Segment(segment) => {
                    let span = Segment::span_of(segment, block);
                    let held = self.held(span, block);
                    let fits = if (*span).kind == Kind::Slots {
                        // Slack of less than half is kept: moving costs more than it saves.
                        size <= held && (size > held / 2 || held <= 128)
                    } else {
                        self.resize_large(segment, span, size)
                    };
                    if fits {
                        return block;
                    }
                    held
                }
                Place::Huge(_) => {
                    let held = (*self.live_huge(block)).length;
                    if size >= HUGE_FLOOR {
                        return self.resize_huge(block, size);
                    }
                    held
                }
                Place::Nothing => S::die(NOT_A_BLOCK),
            };
            let moved = self.allocate(cache, size);
            if !moved.is_null() {
                core::ptr::copy_nonoverlapping(block, moved, held.min(size));
                self.free(cache, block);
            }
            moved
        }
    }

    /// Bytes a block can hold.
    ///
    /// # Safety
    /// `block` is a live block. One that is none is detected.
    pub unsafe fn usable_size(&self, block: *mut u8) -> usize {
        // SAFETY: the caller's promise; spans are checked before they are used.
        unsafe {
            match self.map.find(block) {
                Place::Segment(segment) => self.held(Segment::span_of(segment, block), block),
                _ => (*self.live_huge(block)).length,
            }
        }
    }

    /// Bytes the block of a span can hold; the end of the process if it is no live block.
    unsafe fn held(&self, span: *mut Span, block: *mut u8) -> usize {
        // SAFETY: the span is checked.
        unsafe {
            if (*span).kind == Kind::Slots {
                self.live_slot(span, block);
                let seal = if class::sealed(usize::from((*span).class)) { SEAL } else { 0 };
                (*span).slot as usize - seal
            } else {
                self.live_large(span, block);
                (*span).usable
            }
        }
    }

    /// Resizes a large block in place, if it stays one and the slices allow.
    unsafe fn resize_large(&self, segment: *mut Segment, span: *mut Span, size: usize) -> bool {
        if size <= class::LARGEST {
            return false;
        }
        let Some(usable) = large_usable(size) else { return false };
        let slices = (usable + SEAL).div_ceil(SLICE);
        // SAFETY: the caller owns the block; the span is as long as the new size needs before the seal is written.
        unsafe {
            let have = usize::from((*span).slices);
            if slices > have && !self.pages.lock().extend(segment, span, slices) {
                return false;
            }
            if slices < have {
                self.pages.lock().give_back::<S>(segment, span, slices);
            }
            (*span).usable = usable;
            self.seal((*span).start, usable);
        }
        true
    }
}
