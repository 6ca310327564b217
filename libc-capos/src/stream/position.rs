//! Seeking, telling, flushing input.

use super::buffer::Buffer;
use super::state::{Direction, Stream};
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
        self.backend.seek(offset, whence)?;
        self.backend.synchronize();
        self.become_idle();
        self.at_end = false;
        self.shift = Default::default();
        Ok(())
    }

    /// The file position.
    pub fn tell(&mut self) -> Result<off_t, Errno> {
        // What is pending will go to the end of the file, wherever the position is now.
        let whence = if self.append && self.pending() > 0 { Whence::End } else { Whence::Current };
        let position = self.backend.seek(0, whence)?;
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
        Ok(())
    }

    /// Moves the file position back to where the program has read to.
    fn give_back_input(&mut self) {
        let unread = self.unread();
        // A pipe or terminal cannot take it back: then it stays in the buffer.
        if unread == 0 || self.backend.seek(-unread, Whence::Current).is_ok() {
            self.become_idle();
        }
    }

    /// Ends reading, in order to write.
    pub(super) fn leave_reading(&mut self) {
        let unread = self.unread();
        if unread > 0 {
            // Where the file cannot seek, the position is where the system says.
            let _ = self.backend.seek(-unread, Whence::Current);
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
