//! `PageRing`: a bounded queue of bytes in pages that are charged as they come into use.
//!
//! The first page is there from the start, so that `PIPE_BUF` bytes always find room in an empty ring. When no
//! further page is to be had the ring works with those it has, until it has been empty.

use alloc::sync::Arc;
use core::array;

use capos_hal::PAGE_SIZE;
use capos_hal::frame::{self, Frame};

use crate::memory::MemoryError;
use crate::quota::Account;

/// Pages of a ring at most.
const PAGES: usize = 16;

pub const CAPACITY: usize = PAGES * PAGE_SIZE;

/// Bytes that go in together or not at all; `<limits.h>`.
pub const PIPE_BUF: usize = PAGE_SIZE;

pub struct PageRing {
    pages: [Option<Frame>; PAGES],
    /// Where the first byte is.
    head: usize,
    length: usize,
    /// A page was not to be had; nobody asks again before the ring has been empty.
    refused: bool,
    account: Arc<Account>,
}

/// A part of one page.
pub struct Part {
    pub frame: Frame,
    pub offset: usize,
    pub length: usize,
}

impl PageRing {
    pub fn new(account: Arc<Account>) -> Result<Self, MemoryError> {
        let mut ring =
            PageRing { pages: array::from_fn(|_| None), head: 0, length: 0, refused: false, account };
        ring.pages[0] = Some(ring.new_page()?);
        Ok(ring)
    }

    fn new_page(&self) -> Result<Frame, MemoryError> {
        if frame::is_scarce() {
            return Err(MemoryError::OutOfMemory);
        }
        if !self.account.charge(1) {
            return Err(MemoryError::QuotaExceeded);
        }
        Frame::zeroed().ok_or_else(|| {
            self.account.release(1);
            MemoryError::OutOfMemory
        })
    }

    pub fn len(&self) -> usize {
        self.length
    }

    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Bytes that go in now, as far as is known before the pages for them are asked for.
    pub fn room(&self) -> usize {
        if self.refused { self.room_in_pages() } else { CAPACITY - self.length }
    }

    /// The same without further pages.
    fn room_in_pages(&self) -> usize {
        let mut room = 0;
        while self.length + room < CAPACITY {
            let at = (self.head + self.length + room) % CAPACITY;
            if self.pages[at / PAGE_SIZE].is_none() {
                break;
            }
            room += PAGE_SIZE - at % PAGE_SIZE;
        }
        // The last page may be the first one too, whose end is taken.
        room.min(CAPACITY - self.length)
    }

    /// Sees to the pages behind the last byte; how many of `wanted` bytes go in.
    pub fn prepare(&mut self, wanted: usize) -> usize {
        let wanted = wanted.min(CAPACITY - self.length);
        let mut prepared = 0;
        while prepared < wanted {
            let at = (self.head + self.length + prepared) % CAPACITY;
            let page = at / PAGE_SIZE;
            if self.pages[page].is_none() {
                let made = if self.refused { None } else { self.new_page().ok() };
                if made.is_none() {
                    self.refused = true;
                    break;
                }
                self.pages[page] = made;
            }
            prepared += PAGE_SIZE - at % PAGE_SIZE;
        }
        prepared.min(wanted)
    }

    /// What of the next `length` bytes behind the last one lies in one page, `skipped` bytes further on; they were
    /// prepared.
    pub fn vacant(&self, skipped: usize, length: usize) -> Option<Part> {
        self.part(self.length + skipped, length)
    }

    /// The same of the bytes that are there.
    pub fn filled(&self, skipped: usize, length: usize) -> Option<Part> {
        self.part(skipped, length)
    }

    fn part(&self, distance: usize, length: usize) -> Option<Part> {
        let at = (self.head + distance) % CAPACITY;
        let offset = at % PAGE_SIZE;
        let frame = self.pages[at / PAGE_SIZE].as_ref()?.share();
        Some(Part { frame, offset, length: length.min(PAGE_SIZE - offset) })
    }

    /// The bytes were copied to their place.
    pub fn append(&mut self, count: usize) {
        self.length += count;
    }

    /// The bytes were copied from their place.
    pub fn consume(&mut self, count: usize) {
        self.head = (self.head + count) % CAPACITY;
        self.length -= count;
    }

    /// Begins anew at the first page: small moves then stay there. The ring is empty, and nobody copies.
    pub fn rewind(&mut self) {
        self.head = 0;
        self.refused = false;
    }
}

impl Drop for PageRing {
    fn drop(&mut self) {
        let pages = self.pages.iter_mut().filter_map(Option::take).count();
        self.account.release(pages as u64);
    }
}
