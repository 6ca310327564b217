//! Sinks of `printf`: streams, memory, memory that grows.

use core::ptr;

use capos_libc_engine::format::{Failure, Sink};

use super::print::ProgramSink;
use super::state::{Buffering, Stream};
use crate::abi::copy_short;
use crate::errno::Errno;
use crate::heap;

/// A stream of bytes. An unbuffered one gets its output in pieces as large as possible.
pub struct StreamSink<'a> {
    stream: &'a mut Stream,
    staged: [u8; 256],
    used: usize,
    error: Errno,
}

impl<'a> StreamSink<'a> {
    pub fn new(stream: &'a mut Stream) -> Self {
        Self { stream, staged: [0; 256], used: 0, error: Errno::EIO }
    }

    /// Sends what is still staged.
    pub fn finish(&mut self) -> Result<(), Errno> {
        let used = core::mem::take(&mut self.used);
        self.stream.write(&self.staged[..used]).map_err(|short| short.error)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.stream.write(bytes).map_err(|short| {
            self.error = short.error;
            Failure::Output
        })
    }
}

impl Sink for StreamSink<'_> {
    type Unit = u8;

    fn units(&mut self, units: &[u8]) -> Result<(), Failure> {
        self.ascii(units)
    }

    fn ascii(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        if self.stream.buffering != Buffering::None {
            return self.write(bytes);
        }
        if bytes.len() > self.staged.len() - self.used {
            self.finish().map_err(|error| {
                self.error = error;
                Failure::Output
            })?;
            if bytes.len() > self.staged.len() {
                return self.write(bytes);
            }
        }
        self.staged[self.used..self.used + bytes.len()].copy_from_slice(bytes);
        self.used += bytes.len();
        Ok(())
    }
}

impl ProgramSink for StreamSink<'_> {
    fn error(&self) -> Errno {
        self.error
    }
}

/// A stream of wide characters.
pub struct WideStreamSink<'a> {
    stream: &'a mut Stream,
    error: Errno,
}

impl<'a> WideStreamSink<'a> {
    pub fn new(stream: &'a mut Stream) -> Self {
        Self { stream, error: Errno::EIO }
    }

    fn put(&mut self, code: u32) -> Result<(), Failure> {
        self.stream.put_wide(code).map_err(|error| {
            self.error = error;
            Failure::Output
        })
    }
}

impl Sink for WideStreamSink<'_> {
    type Unit = u32;

    fn units(&mut self, units: &[u32]) -> Result<(), Failure> {
        units.iter().try_for_each(|&unit| self.put(unit))
    }

    fn ascii(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        bytes.iter().try_for_each(|&byte| self.put(u32::from(byte)))
    }
}

impl ProgramSink for WideStreamSink<'_> {
    fn error(&self) -> Errno {
        self.error
    }
}

/// Memory of a fixed size, filled as far as it goes.
pub struct Bounded<U> {
    start: *mut U,
    /// Units there is room for, the null not counted.
    room: usize,
    used: usize,
    overflow: bool,
    terminate: bool,
}

impl<U: Copy> Bounded<U> {
    /// # Safety
    /// `start` points to `size` writable units (for a `size` of `usize::MAX`: to enough of them), unless `size`
    /// is zero.
    pub unsafe fn new(start: *mut U, size: usize) -> Self {
        Self { start, room: size.saturating_sub(1), used: 0, overflow: false, terminate: size > 0 }
    }

    /// Ends the text with a null; whether all of it did fit.
    pub fn finish(self, null: U) -> bool {
        if self.terminate {
            // SAFETY: one unit is kept for the null.
            unsafe { self.start.add(self.used).write(null) };
        }
        self.terminate && !self.overflow
    }

    #[inline]
    fn take(&mut self, count: usize) -> (*mut U, usize) {
        let fitting = count.min(self.room - self.used);
        let place = self.start.wrapping_add(self.used);
        self.used += fitting;
        self.overflow |= fitting < count;
        (place, fitting)
    }
}

impl Sink for Bounded<u8> {
    type Unit = u8;

    #[inline]
    fn units(&mut self, units: &[u8]) -> Result<(), Failure> {
        self.ascii(units)
    }

    #[inline]
    fn ascii(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let (place, count) = self.take(bytes.len());
        // SAFETY: `take` has made sure of the room; `new` was promised that it is writable.
        unsafe { copy_short(bytes.as_ptr(), place, count) };
        Ok(())
    }

    fn fill(&mut self, byte: u8, count: usize) -> Result<(), Failure> {
        let (place, count) = self.take(count);
        // SAFETY: as above.
        unsafe { ptr::write_bytes(place, byte, count) };
        Ok(())
    }
}

impl Sink for Bounded<u32> {
    type Unit = u32;

    fn units(&mut self, units: &[u32]) -> Result<(), Failure> {
        let (place, count) = self.take(units.len());
        // SAFETY: as for bytes.
        unsafe { ptr::copy_nonoverlapping(units.as_ptr(), place, count) };
        Ok(())
    }

    fn ascii(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let (place, count) = self.take(bytes.len());
        for (index, &byte) in bytes[..count].iter().enumerate() {
            // SAFETY: as for bytes.
            unsafe { place.add(index).write(u32::from(byte)) };
        }
        Ok(())
    }
}

impl<U: Copy> ProgramSink for Bounded<U>
where
    Self: Sink,
{
    fn error(&self) -> Errno {
        // Memory never fails: what does not fit is left out.
        Errno::EOVERFLOW
    }
}

/// A block of the heap that grows with the text (`asprintf`).
#[derive(Default)]
pub struct Allocated {
    block: *mut u8,
    size: usize,
    used: usize,
}

impl Allocated {
    /// Ends the text with a null and hands out the block.
    pub fn finish(mut self) -> Result<*mut u8, Errno> {
        self.ascii(&[0]).map_err(|_| Errno::ENOMEM)?;
        Ok(core::mem::take(&mut self.block))
    }
}

impl Drop for Allocated {
    fn drop(&mut self) {
        // SAFETY: null, or a block nobody else knows of.
        unsafe { heap::free(self.block.cast()) };
    }
}

impl Sink for Allocated {
    type Unit = u8;

    fn units(&mut self, units: &[u8]) -> Result<(), Failure> {
        self.ascii(units)
    }

    fn ascii(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let end = self.used + bytes.len();
        if end > self.size {
            let size = end.max(self.size * 2).max(64);
            // SAFETY: null, or a block of ours.
            let block = unsafe { heap::reallocate(self.block.cast(), size) };
            self.block = block.map_err(|_| Failure::Output)?.cast();
            self.size = size;
        }
        // SAFETY: the block has room up to `end`.
        unsafe { ptr::copy_nonoverlapping(bytes.as_ptr(), self.block.add(self.used), bytes.len()) };
        self.used = end;
        Ok(())
    }
}

impl ProgramSink for Allocated {
    fn error(&self) -> Errno {
        Errno::ENOMEM
    }
}
