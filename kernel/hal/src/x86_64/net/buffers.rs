//! `Buffers`: frames of memory in a row, cut into buffers for a queue.

use core::slice;

use crate::PAGE_SIZE;
use crate::x86_64::frame;
use crate::x86_64::layout;

/// Room for a frame and the device's header.
pub const BUFFER: usize = 2048;

pub struct Buffers {
    start: *mut u8,
    count: usize,
}

// SAFETY: the memory belongs to the buffers alone, wherever they are used.
unsafe impl Send for Buffers {}

impl Buffers {
    /// They are never given back: the device may know them as long as the machine runs. `None` without memory in a row.
    pub fn new(count: usize) -> Option<Self> {
        let pages = (count * BUFFER).div_ceil(PAGE_SIZE);
        let start = layout::linear(frame::take_contiguous(pages)?);
        // SAFETY: the frames are new and nobody else's, and mapped at the address.
        unsafe { start.write_bytes(0, pages * PAGE_SIZE) };
        Some(Buffers { start, count })
    }

    pub fn get(&mut self, index: usize) -> &mut [u8] {
        assert!(index < self.count, "a buffer of the queue");
        // SAFETY: 1. the buffer lies in the frames, by the assertion; 2. they are initialized and nobody else's; the device
        // writes to it only between the calls that hand it over and take it back, when nobody uses the slice.
        unsafe { slice::from_raw_parts_mut(self.start.add(index * BUFFER), BUFFER) }
    }
}
