//! Output: appending to the buffer, sending it on.

use super::buffer::Buffer;
use super::registry;
use super::state::{Buffering, Direction, Stream};
use crate::abi::copy_short;
use crate::errno::Errno;

/// How much was accepted before an error.
pub struct ShortWrite {
    pub done: usize,
    pub error: Errno,
}

impl Stream {
    /// Makes the stream ready to write.
    fn start_writing(&mut self) -> Result<(), Errno> {
        if self.direction == Direction::Writing {
            return Ok(());
        }
        if !self.writable {
            return Err(self.fail(Errno::EBADF));
        }
        self.use_bytes();
        self.leave_reading();
        if self.buffering != Buffering::None {
            self.prepare_buffer()?;
        }
        self.direction = Direction::Writing;
        // Only a fully buffered stream can take a byte without looking at it.
        self.room = if self.buffering == Buffering::Full { self.buffer.limit() } else { self.pending };
        Ok(())
    }

    /// Writes all of `bytes`.
    #[inline]
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), ShortWrite> {
        if bytes.is_empty() {
            return Ok(());
        }
        if bytes.len() <= self.room - self.pending {
            self.append_to_buffer(bytes);
            return Ok(());
        }
        self.write_slow(bytes)
    }

    #[inline]
    fn append_to_buffer(&mut self, bytes: &[u8]) {
        let end = self.pending + bytes.len();
        let place = &mut self.buffer.bytes_mut()[self.pending..end];
        // SAFETY: the slices have the same length, and a stream's buffer is nobody else's memory.
        unsafe { copy_short(bytes.as_ptr(), place.as_mut_ptr(), bytes.len()) };
        self.pending = end;
        if self.buffering != Buffering::Full {
            // Keeps the fast path of `put` closed.
            self.room = end;
        }
    }

    fn write_slow(&mut self, bytes: &[u8]) -> Result<(), ShortWrite> {
        self.start_writing().map_err(|error| ShortWrite { done: 0, error })?;
        match self.buffering {
            Buffering::None => self.send(bytes),
            Buffering::Line => {
                let through = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |last| last + 1);
                let (lines, rest) = bytes.split_at(through);
                if !lines.is_empty() {
                    self.write_through(lines)?;
                    self.flush_output().map_err(|error| ShortWrite { done: through, error })?;
                }
                self.write_through(rest).map_err(|short| ShortWrite { done: through + short.done, ..short })
            }
            _ => self.write_through(bytes),
        }
    }

    /// Appends to the buffer, and sends what it cannot hold.
    fn write_through(&mut self, bytes: &[u8]) -> Result<(), ShortWrite> {
        let space = self.buffer.limit() - self.pending;
        if bytes.len() <= space {
            self.append_to_buffer(bytes);
            return Ok(());
        }
        // Full blocks reach the file in order: top up the buffer, send it, send blocks directly, keep the rest.
        let (first, rest) = bytes.split_at(if self.pending() == 0 { 0 } else { space });
        self.append_to_buffer(first);
        self.flush_output().map_err(|error| ShortWrite { done: first.len(), error })?;
        let capacity = self.buffer.limit() - Buffer::START;
        let (blocks, last) = rest.split_at(rest.len() - rest.len() % capacity);
        self.send(blocks).map_err(|short| ShortWrite { done: first.len() + short.done, ..short })?;
        self.append_to_buffer(last);
        Ok(())
    }

    /// Writes past the (empty) buffer.
    fn send(&mut self, bytes: &[u8]) -> Result<(), ShortWrite> {
        let mut done = 0;
        while done < bytes.len() {
            match self.send_some(&bytes[done..]) {
                Ok(count) => done += count,
                Err(error) => return Err(ShortWrite { done, error }),
            }
        }
        self.backend.synchronize();
        Ok(())
    }

    fn send_some(&mut self, bytes: &[u8]) -> Result<usize, Errno> {
        match self.backend.write(bytes) {
            // Accepting nothing without a reason would mean trying for ever.
            Ok(0) => Err(self.fail(Errno::EIO)),
            Ok(count) => {
                self.moved_by(count);
                Ok(count)
            }
            Err(error) => Err(self.fail(error)),
        }
    }

    /// Sends everything pending. What could not be sent stays, so that nothing is sent twice or lost by trying
    /// again.
    pub(super) fn flush_output(&mut self) -> Result<(), Errno> {
        if self.direction != Direction::Writing {
            return Ok(());
        }
        let (mut sent, pending) = (0, self.pending());
        let mut outcome = Ok(());
        while sent < pending && outcome.is_ok() {
            let Self { backend, buffer, .. } = self;
            match backend.write(&buffer.bytes()[Buffer::START + sent..Buffer::START + pending]) {
                Ok(0) => outcome = Err(Errno::EIO),
                Ok(count) => sent += count,
                Err(error) => outcome = Err(error),
            }
        }
        if sent > 0 {
            self.moved_by(sent);
            let rest = Buffer::START + sent..Buffer::START + pending;
            self.buffer.bytes_mut().copy_within(rest, Buffer::START);
            self.pending -= sent;
        }
        if self.buffering != Buffering::Full {
            self.room = self.pending;
        }
        self.backend.synchronize();
        outcome.map_err(|error| self.fail(error))
    }

    /// `setvbuf`, before anything else was done with the stream.
    ///
    /// # Safety
    /// `memory`, if given, is as [`Buffer::borrow`] wants it.
    pub unsafe fn set_buffer(
        &mut self,
        buffering: Buffering,
        memory: *mut u8,
        size: usize,
    ) -> Result<(), Errno> {
        self.flush()?;
        if self.direction == Direction::Reading {
            // Input that cannot be given back would be lost with its buffer.
            self.buffering = buffering;
            return Ok(());
        }
        self.become_idle();
        self.buffering = buffering;
        // SAFETY: the caller's promise.
        let lent = if buffering == Buffering::None { None } else { unsafe { Buffer::borrow(memory, size) } };
        registry::flush_at_exit();
        self.buffer = match lent {
            Some(buffer) => buffer,
            None if buffering != Buffering::None && memory.is_null() && size > 0 => Buffer::allocate(size)?,
            None => Buffer::EMPTY,
        };
        Ok(())
    }
}
