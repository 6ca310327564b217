//! `ByteQueue`: a first-in first-out queue of bytes of fixed capacity; it allocates once, when made.

use alloc::boxed::Box;
use alloc::vec;

#[derive(Debug)]
pub struct ByteQueue {
    bytes: Box<[u8]>,
    first: usize,
    length: usize,
}

impl ByteQueue {
    pub fn new(capacity: usize) -> Self {
        ByteQueue { bytes: vec![0; capacity].into_boxed_slice(), first: 0, length: 0 }
    }

    pub fn len(&self) -> usize {
        self.length
    }

    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    pub fn room(&self) -> usize {
        self.bytes.len() - self.length
    }

    /// Whether there was room for the byte.
    #[must_use]
    pub fn push(&mut self, byte: u8) -> bool {
        if self.room() == 0 {
            return false;
        }
        let at = (self.first + self.length) % self.bytes.len();
        self.bytes[at] = byte;
        self.length += 1;
        true
    }

    /// Moves as many bytes as there are, at most `into.len()`, and tells how many.
    pub fn pop_into(&mut self, into: &mut [u8]) -> usize {
        let count = into.len().min(self.length);
        let until_wrap = (self.bytes.len() - self.first).min(count);
        into[..until_wrap].copy_from_slice(&self.bytes[self.first..self.first + until_wrap]);
        into[until_wrap..count].copy_from_slice(&self.bytes[..count - until_wrap]);
        if !self.bytes.is_empty() {
            self.first = (self.first + count) % self.bytes.len();
        }
        self.length -= count;
        count
    }

    pub fn clear(&mut self) {
        self.first = 0;
        self.length = 0;
    }
}
