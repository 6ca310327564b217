//! Physical pages: here, pages of the heap.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::machine::Machine;
use crate::PAGE_SIZE;

static NEXT_NUMBER: AtomicU64 = AtomicU64::new(0x100);

struct Page {
    number: u64,
    machine: Machine,
    bytes: Mutex<Box<[u8; PAGE_SIZE]>>,
}

impl Drop for Page {
    fn drop(&mut self) {
        self.machine.state().frames_used -= 1;
    }
}

/// A counted reference to a physical page. The last one to be dropped frees the page.
///
/// Its bytes are only ever copied in and out, never borrowed: a process may be writing them.
pub struct Frame(Arc<Page>);

impl Frame {
    /// `None` if the memory is used up.
    pub fn zeroed() -> Option<Frame> {
        let machine = Machine::current();
        {
            let mut state = machine.state();
            if state.frames_used >= state.frame_limit {
                return None;
            }
            state.frames_used += 1;
        }
        let number = NEXT_NUMBER.fetch_add(1, Relaxed);
        Some(Frame(Arc::new(Page { number, machine, bytes: Mutex::new(Box::new([0; PAGE_SIZE])) })))
    }

    /// A new page with the contents of another.
    pub fn copy_of(other: &Frame) -> Option<Frame> {
        let copy = Frame::zeroed()?;
        **copy.bytes() = **other.bytes();
        Some(copy)
    }

    /// Another reference to the same page.
    pub fn share(&self) -> Frame {
        Frame(Arc::clone(&self.0))
    }

    /// Whether there are other references.
    pub fn is_shared(&self) -> bool {
        Arc::strong_count(&self.0) > 1
    }

    /// The page's physical number: tells pages apart.
    pub fn number(&self) -> u64 {
        self.0.number
    }

    /// Panics if the range is not inside the page.
    pub fn read(&self, offset: usize, bytes: &mut [u8]) {
        bytes.copy_from_slice(&self.bytes()[offset..][..bytes.len()]);
    }

    /// Panics if the range is not inside the page.
    pub fn write(&self, offset: usize, bytes: &[u8]) {
        self.bytes()[offset..][..bytes.len()].copy_from_slice(bytes);
    }

    /// Zeroes a range. Panics if it is not inside the page.
    pub fn zero(&self, offset: usize, length: usize) {
        self.bytes()[offset..][..length].fill(0);
    }

    /// Atomic. Panics if the offset is not aligned or outside of the page.
    pub fn load_u32(&self, offset: usize) -> u32 {
        assert!(offset.is_multiple_of(4));
        let mut word = [0; 4];
        self.read(offset, &mut word);
        u32::from_le_bytes(word)
    }

    /// Atomic, and published after every earlier write. Panics as [`Frame::load_u32`].
    pub fn store_u32(&self, offset: usize, value: u32) {
        assert!(offset.is_multiple_of(4));
        self.write(offset, &value.to_le_bytes());
    }

    /// Atomic. Panics if the offset is not aligned or outside of the page.
    pub fn load_u64(&self, offset: usize) -> u64 {
        assert!(offset.is_multiple_of(8));
        let mut word = [0; 8];
        self.read(offset, &mut word);
        u64::from_le_bytes(word)
    }

    /// Atomic, and published after every earlier write. Panics as [`Frame::load_u64`].
    pub fn store_u64(&self, offset: usize, value: u64) {
        assert!(offset.is_multiple_of(8));
        self.write(offset, &value.to_le_bytes());
    }

    /// Atomic: stores `new` if the word is `current`. `Err` holds what the word is instead.
    pub fn compare_exchange_u32(&self, offset: usize, current: u32, new: u32) -> Result<u32, u32> {
        assert!(offset.is_multiple_of(4));
        let mut bytes = self.bytes();
        let word = &mut bytes[offset..][..4];
        let value = u32::from_le_bytes([word[0], word[1], word[2], word[3]]);
        if value != current {
            return Err(value);
        }
        word.copy_from_slice(&new.to_le_bytes());
        Ok(value)
    }

    fn bytes(&self) -> MutexGuard<'_, Box<[u8; PAGE_SIZE]>> {
        self.0.bytes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl core::fmt::Debug for Frame {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(formatter, "Frame({:#x})", self.0.number)
    }
}

/// Frames of usable memory.
pub fn total() -> u64 {
    Machine::current().state().frame_limit
}

/// Frames nobody holds.
pub fn free() -> u64 {
    let machine = Machine::current();
    let state = machine.state();
    state.frame_limit - state.frames_used
}

/// Whether only the kernel's own reserve is left; here the kernel's heap is the test's, so it keeps none.
pub fn is_scarce() -> bool {
    free() == 0
}
