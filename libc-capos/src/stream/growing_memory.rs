//! `open_memstream` and `open_wmemstream`: output into memory that grows and belongs to the program.

use core::ptr;

use capos_libc_engine::encoding::{State, Step, decode};

use super::position::Whence;
use super::print::charset;
use crate::errno::Errno;
use crate::heap;
use crate::types::{c_char, off_t, size_t, wchar_t};

/// Where the program looks for the memory and its size.
#[derive(Clone, Copy)]
enum Target {
    Bytes(*mut *mut c_char, *mut size_t),
    Wide(*mut *mut wchar_t, *mut size_t),
}

/// Memory in units of bytes or wide characters, always with a null behind the last.
pub struct GrowingMemory {
    target: Target,
    memory: *mut u8,
    /// Units there is room for, the null not counted.
    capacity: usize,
    length: usize,
    position: usize,
    shift: State,
}

// SAFETY: the memory and the program's variables are used under the stream's lock.
unsafe impl Send for GrowingMemory {}

impl GrowingMemory {
    /// # Safety
    /// Both pointers are writable until the stream is closed.
    pub unsafe fn bytes(memory: *mut *mut c_char, size: *mut size_t) -> Result<Self, Errno> {
        Self::new(Target::Bytes(memory, size))
    }

    /// # Safety
    /// Both pointers are writable until the stream is closed.
    pub unsafe fn wide(memory: *mut *mut wchar_t, size: *mut size_t) -> Result<Self, Errno> {
        Self::new(Target::Wide(memory, size))
    }

    fn new(target: Target) -> Result<Self, Errno> {
        let shift = State::default();
        let mut new = Self { target, memory: ptr::null_mut(), capacity: 0, length: 0, position: 0, shift };
        new.grow(63)?;
        new.publish();
        Ok(new)
    }

    fn unit(&self) -> usize {
        match self.target {
            Target::Bytes(..) => 1,
            Target::Wide(..) => size_of::<wchar_t>(),
        }
    }

    /// Makes room for `capacity` units and a null; what is new is zero.
    fn grow(&mut self, capacity: usize) -> Result<(), Errno> {
        let size = |units: usize| units.checked_add(1)?.checked_mul(self.unit());
        let wanted = size(capacity).ok_or(Errno::ENOMEM)?;
        let old = if self.memory.is_null() { 0 } else { size(self.capacity).ok_or(Errno::ENOMEM)? };
        // SAFETY: null or a block of the heap that only the stream changes.
        let memory = unsafe { heap::reallocate(self.memory.cast(), wanted)? }.cast::<u8>();
        // SAFETY: the block has `wanted` bytes, of which the first `old` are in use.
        unsafe { memory.add(old).write_bytes(0, wanted - old) };
        (self.memory, self.capacity) = (memory, capacity);
        Ok(())
    }

    pub fn write(&mut self, bytes: &[u8]) -> Result<usize, Errno> {
        // A byte becomes at most one unit.
        let end = self.position.checked_add(bytes.len()).ok_or(Errno::ENOMEM)?;
        if end > self.capacity {
            self.grow(end.max(self.capacity.saturating_mul(2)))?;
        }
        match self.target {
            Target::Bytes(..) => {
                // SAFETY: the room was made above; the program does not pass its own buffer's inside.
                unsafe { ptr::copy(bytes.as_ptr(), self.memory.add(self.position), bytes.len()) };
                self.position = end;
            }
            Target::Wide(..) => self.write_wide(bytes)?,
        }
        self.length = self.length.max(self.position);
        Ok(bytes.len())
    }

    fn write_wide(&mut self, bytes: &[u8]) -> Result<(), Errno> {
        for &byte in bytes {
            match decode(charset(), &mut self.shift, byte).map_err(|_| Errno::EILSEQ)? {
                Step::More => {}
                Step::Character(code) => {
                    // SAFETY: `write` made room for as many units as there are bytes.
                    unsafe { self.memory.cast::<u32>().add(self.position).write(code) };
                    self.position += 1;
                }
            }
        }
        Ok(())
    }

    pub fn seek(&mut self, offset: off_t, whence: Whence) -> Result<off_t, Errno> {
        self.position = whence.resolve(offset, self.position, self.length)?;
        Ok(self.position as off_t)
    }

    /// Tells the program where its text is and how long: to its end, or to the position if that is before it.
    pub fn publish(&mut self) {
        let size = self.position.min(self.length);
        // SAFETY: the constructors were promised writable variables.
        unsafe {
            match self.target {
                Target::Bytes(memory, length) => {
                    memory.write(self.memory.cast());
                    length.write(size);
                }
                Target::Wide(memory, length) => {
                    memory.write(self.memory.cast());
                    length.write(size);
                }
            }
        }
    }
}
