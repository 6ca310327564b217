//! `fmemopen`: a file in memory of fixed size.

use alloc::vec::Vec;
use core::mem::MaybeUninit;

use super::mode::OpenMode;
use super::position::Whence;
use crate::errno::Errno;
use crate::types::off_t;

enum Memory {
    Lent { start: *mut u8, capacity: usize },
    Own(Vec<u8>),
}

// SAFETY: the program lends its memory to the stream, which uses it under its lock.
unsafe impl Send for Memory {}

impl Memory {
    fn bytes(&mut self) -> &mut [u8] {
        match self {
            // SAFETY: `FixedMemory::new` was promised this memory.
            Self::Lent { start, capacity } => unsafe { crate::abi::slice_mut(*start, *capacity) },
            Self::Own(bytes) => bytes,
        }
    }
}

pub struct FixedMemory {
    memory: Memory,
    /// The size of the "file".
    length: usize,
    position: usize,
    append: bool,
    /// Update mode leaves the byte at the very end alone.
    update: bool,
}

impl FixedMemory {
    /// # Safety
    /// `start` is null or points to `capacity` initialised bytes, which the program leaves to the stream.
    pub unsafe fn new(start: *mut u8, capacity: usize, mode: OpenMode) -> Result<Self, Errno> {
        let mut memory = if start.is_null() {
            let mut bytes = Vec::new();
            bytes.try_reserve_exact(capacity).map_err(|_| Errno::ENOMEM)?;
            bytes.resize(capacity, 0);
            Memory::Own(bytes)
        } else {
            Memory::Lent { start, capacity }
        };
        let bytes = memory.bytes();
        let text = |bytes: &[u8]| bytes.iter().position(|&byte| byte == 0).unwrap_or(bytes.len());
        let length = if mode.truncate {
            if let Some(first) = bytes.first_mut() {
                *first = 0;
            }
            0
        } else if mode.append {
            text(bytes)
        } else {
            capacity
        };
        let position = if mode.append { length } else { 0 };
        Ok(Self { memory, length, position, append: mode.append, update: mode.read && mode.write })
    }

    pub fn capacity(&self) -> usize {
        match &self.memory {
            Memory::Lent { capacity, .. } => *capacity,
            Memory::Own(bytes) => bytes.len(),
        }
    }

    pub fn read(&mut self, out: &mut [MaybeUninit<u8>]) -> usize {
        let start = self.position.min(self.length);
        let count = out.len().min(self.length - start);
        out[..count].write_copy_of_slice(&self.memory.bytes()[start..start + count]);
        self.position += count;
        count
    }

    pub fn write(&mut self, bytes: &[u8]) -> Result<usize, Errno> {
        if self.append {
            self.position = self.length;
        }
        let memory = self.memory.bytes();
        let count = bytes.len().min(memory.len().saturating_sub(self.position));
        if count == 0 {
            return Err(Errno::ENOSPC);
        }
        memory[self.position..self.position + count].copy_from_slice(&bytes[..count]);
        self.position += count;
        if self.position > self.length {
            self.length = self.position;
            // A null closes the text, where there is room for one.
            let capacity = memory.len();
            if let Some(behind) = memory.get_mut(self.length) {
                *behind = 0;
            } else if !self.update {
                memory[capacity - 1] = 0;
            }
        }
        Ok(count)
    }

    pub fn seek(&mut self, offset: off_t, whence: Whence) -> Result<off_t, Errno> {
        let position = whence.resolve(offset, self.position, self.length)?;
        if position > self.memory.bytes().len() {
            return Err(Errno::EINVAL);
        }
        self.position = position;
        Ok(position as off_t)
    }
}
