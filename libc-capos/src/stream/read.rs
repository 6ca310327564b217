//! Input: refilling the buffer, taking many bytes, pushing back.

use core::mem::MaybeUninit;

use super::buffer::Buffer;
use super::file::standard;
use super::registry;
use super::state::{Buffering, Direction, Stream};
use crate::errno::Errno;

/// How much a read delivered before it ended early, and the error if that was the reason.
pub struct ShortRead {
    pub done: usize,
    pub error: Option<Errno>,
}

impl Stream {
    /// Makes the stream ready to read. The end-of-file indicator ends reading until it is cleared.
    fn start_reading(&mut self) -> Result<(), Errno> {
        if self.direction == Direction::Reading {
            return Ok(());
        }
        if !self.readable {
            return Err(self.fail(Errno::EBADF));
        }
        self.use_bytes();
        self.flush_output()?;
        self.prepare_buffer()?;
        self.become_idle();
        self.direction = Direction::Reading;
        Ok(())
    }

    /// Allocates the buffer and decides about buffering, at the first use.
    pub(super) fn prepare_buffer(&mut self) -> Result<(), Errno> {
        if self.buffering == Buffering::Undecided {
            let terminal = self.backend.is_terminal();
            self.buffering = if terminal { Buffering::Line } else { Buffering::Full };
        }
        if self.buffer.is_empty() {
            let capacity = match self.buffering {
                Buffering::None => 1,
                _ if self.writable => Buffer::USUAL,
                _ => self.backend.most_readable().clamp(1, Buffer::USUAL),
            };
            self.buffer = Buffer::allocate(capacity).map_err(|error| self.fail(error))?;
            registry::flush_at_exit();
            self.become_idle();
        }
        Ok(())
    }

    /// Reads into the empty buffer; false at the end of the file.
    #[inline(never)]
    pub(super) fn refill(&mut self) -> Result<bool, Errno> {
        self.start_reading()?;
        if self.at_end {
            return Ok(false);
        }
        let mut limit = self.buffer.limit();
        self.flush_prompt();
        if self.buffering == Buffering::None {
            limit = Buffer::START + 1;
        }
        let Self { backend, buffer, .. } = self;
        let count = backend.read(buffer.fill_area(limit)).map_err(|error| self.fail(error))?;
        self.moved_by(count);
        self.next = Buffer::START;
        self.end = Buffer::START + count;
        self.at_end = count == 0;
        Ok(count > 0)
    }

    /// Before waiting for a terminal: whoever is to type a line should see the prompt for it.
    fn flush_prompt(&self) {
        if self.buffering == Buffering::Full || core::ptr::eq(self, standard::OUTPUT.as_stream()) {
            return;
        }
        if let Some(mut output) = standard::OUTPUT.try_lock()
            && output.buffering == Buffering::Line
        {
            // The failure shows in that stream's error indicator.
            let _ = output.flush_output();
        }
    }

    #[cold]
    pub(super) fn get_slow(&mut self) -> Result<Option<u8>, Errno> {
        Ok(if self.refill()? { self.get_buffered() } else { None })
    }

    /// Bytes that are there without reading; refills if there are none, and is empty at the end of the file.
    #[inline]
    pub fn available(&mut self) -> Result<&[u8], Errno> {
        if self.next == self.end {
            self.refill()?;
        }
        Ok(self.buffered())
    }

    /// Bytes that are in the buffer.
    #[inline]
    pub fn buffered(&self) -> &[u8] {
        &self.buffer.bytes()[self.next..self.end]
    }

    /// Takes `count` of the bytes that [`Self::available`] showed.
    #[inline]
    pub fn consume(&mut self, count: usize) {
        self.next = (self.next + count).min(self.end);
    }

    /// Fills `out`.
    pub fn read(&mut self, out: &mut [MaybeUninit<u8>]) -> Result<(), ShortRead> {
        let mut done = 0;
        while done < out.len() {
            let rest = &mut out[done..];
            let count = match self.read_some(rest) {
                Ok(count) => count,
                Err(error) => return Err(ShortRead { done, error: Some(error) }),
            };
            if count == 0 {
                return Err(ShortRead { done, error: None });
            }
            done += count;
        }
        Ok(())
    }

    fn read_some(&mut self, out: &mut [MaybeUninit<u8>]) -> Result<usize, Errno> {
        if self.next == self.end && out.len() >= Buffer::USUAL {
            // Large reads go past the buffer.
            self.start_reading()?;
            if self.at_end {
                return Ok(0);
            }
            self.flush_prompt();
            let count = self.backend.read(out).map_err(|error| self.fail(error))?;
            self.moved_by(count);
            self.at_end = count == 0;
            return Ok(count);
        }
        let available = self.available()?;
        let count = available.len().min(out.len());
        out[..count].write_copy_of_slice(&available[..count]);
        self.next += count;
        Ok(count)
    }

    /// Pushes a byte back where there is nothing else to do.
    #[inline]
    pub fn unget_buffered(&mut self, byte: u8) -> bool {
        if self.direction != Direction::Reading || self.next == 0 {
            return false;
        }
        self.next -= 1;
        self.buffer.bytes_mut()[self.next] = byte;
        self.at_end = false;
        true
    }

    /// Pushes a byte back, to be read next. Eight places are kept for that beyond what has been read.
    pub fn unget(&mut self, byte: u8) -> Result<(), Errno> {
        self.start_reading()?;
        if self.unget_buffered(byte) { Ok(()) } else { Err(Errno::ENOMEM) }
    }
}
