//! Frames for processes. The kernel's own heap grows from the same frames and must not run dry because
//! processes took them all, so the last ones are kept for it.

use capos_hal::frame::{self, Frame};

use super::MemoryError;

/// 1 MiB: far more than any one call makes the kernel's heap grow.
const KEPT_FOR_KERNEL: u64 = 256;

/// Whether so many frames can be given to processes now.
pub fn available(count: u64) -> bool {
    frame::free() >= count.saturating_add(KEPT_FOR_KERNEL)
}

pub fn zeroed() -> Result<Frame, MemoryError> {
    if !available(1) {
        return Err(MemoryError::OutOfMemory);
    }
    Frame::zeroed().ok_or(MemoryError::OutOfMemory)
}

pub fn copy_of(frame: &Frame) -> Result<Frame, MemoryError> {
    if !available(1) {
        return Err(MemoryError::OutOfMemory);
    }
    Frame::copy_of(frame).ok_or(MemoryError::OutOfMemory)
}
