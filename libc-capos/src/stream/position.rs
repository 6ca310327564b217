//! Seeking, telling, flushing input.

use super::buffer::Buffer;
use super::state::{Buffering, Direction, Stream};
use crate::errno::Errno;
use crate::types::{c_int, off_t};

/// What an offset counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whence {
    Start,
    Current,
    End,
}

impl Whence {
    /// The number of `SEEK_SET`, `SEEK_CUR` or `SEEK_END`.
    pub fn number(self) -> c_int {
        match self {
            Self::Start => 0,
            Self::Current => 1,
            Self::End => 2,
        }
    }

    /// The sum of `offset` and the base it counts from, if that is a position at all.
    pub fn resolve(self, offset: off_t, current: usize, end: usize) -> Result<usize, Errno> {
        let base = match self {
            Self::Start => 0,
            Self::Current => current,
            Self::End => end,
        };
        let sum =
            off_t::try_from(base).ok().and_then(|base| base.checked_add(offset)).ok_or(Errno::EOVERFLOW)?;
        usize::try_from(sum).map_err(|_| Errno::EINVAL)
    }
}

impl TryFrom<c_int> for Whence {
    type Error = Errno;

    fn try_from(number: c_int) -> Result<Self, Errno> {
        match number {
            0 => Ok(Self::Start),
            1 => Ok(Self::Current),
            2 => Ok(Self::End),
            _ => Err(Errno::EINVAL),
        }
    }
}

impl Stream {
    /// Moves the file position; what was pushed back is forgotten.
    pub fn seek(&mut self, offset: off_t, whence: Whence) -> Result<(), Errno> {
        self.flush_output()?;
        // The backend is ahead of the program by what lies unread in the buffer.
        let offset = match whence {
            Whence::Current => offset.checked_sub(self.unread()).ok_or(Errno::EOVERFLOW)?,
            _ => offset,
        };
        self.move_backend(offset, whence)?;
        self.backend.synchronize();
        self.become_idle();
        self.at_end = false;
        self.shift = Default::default();
        Ok(())
    }

    /// Moves the backend, and remembers where it is now.
    fn move_backend(&mut self, offset: off_t, whence: Whence) -> Result<off_t, Errno> {
        let outcome = self.backend.seek(offset, whence);
        self.position = outcome.ok();
        outcome
    }

    /// The backend took or gave so many bytes.
    pub(super) fn moved_by(&mut self, count: usize) {
        // What is appended goes to the end of the file, wherever that is.
        let known = self.position.filter(|_| !self.append);
        self.position = known.and_then(|position| position.checked_add_unsigned(count as u64));
    }

    /// Where the backend is, without asking it, while this stream must be the only handle that is in use. POSIX (2.5.1)
    /// wants `fflush` before another handle of the open file is used, which forgets the position; but a stream that is
    /// not fully buffered, or has met the end of the file, may be left without.
    fn known_position(&self) -> Option<off_t> {
        let is_sole = self.buffering == Buffering::Full && !self.at_end;
        self.position.filter(|_| is_sole)
    }

    /// The file position.
    pub fn tell(&mut self) -> Result<off_t, Errno> {
        // What is pending will go to the end of the file, wherever the position is now.
        let whence = if self.append && self.pending() > 0 { Whence::End } else { Whence::Current };
        let known = self.known_position().filter(|_| whence == Whence::Current);
        let position = match known {
            Some(position) => position,
            None => self.move_backend(0, whence)?,
        };
        position
            .checked_sub(self.unread())
            .and_then(|position| position.checked_add(self.pending() as off_t))
            .ok_or(Errno::EOVERFLOW)
    }

    /// `fflush`: writes what is pending, or gives back what was read ahead where the file can seek.
    pub fn flush(&mut self) -> Result<(), Errno> {
        self.flush_output()?;
        if self.direction == Direction::Reading {
            self.give_back_input();
        }
        self.position = None;
        Ok(())
    }

    /// Moves the file position back to where the program has read to.
    fn give_back_input(&mut self) {
        let unread = self.unread();
        // A pipe or terminal cannot take it back: then it stays in the buffer.
        if unread == 0 || self.move_backend(-unread, Whence::Current).is_ok() {
            self.become_idle();
        }
    }

    /// Ends reading, in order to write.
    pub(super) fn leave_reading(&mut self) {
        let unread = self.unread();
        if unread > 0 {
            // Where the file cannot seek, the position is where the system says.
            let _ = self.move_backend(-unread, Whence::Current);
        }
        self.become_idle();
    }

    /// Drops what the buffer holds (`fpurge`).
    pub fn purge(&mut self) {
        self.become_idle();
    }

    pub(super) fn become_idle(&mut self) {
        self.direction = Direction::Idle;
        (self.next, self.end) = (Buffer::START, Buffer::START);
        (self.pending, self.room) = (Buffer::START, Buffer::START);
    }

    fn unread(&self) -> off_t {
        (self.end - self.next) as off_t
    }
}
