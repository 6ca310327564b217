//! The state of a stream, and the paths that must be fast.

use capos_libc_engine::encoding::State;

use super::backend::Backend;
use super::buffer::Buffer;
use super::mode::OpenMode;
use crate::errno::Errno;
use crate::types::off_t;
use core::mem::offset_of;

/// When output leaves the buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Buffering {
    /// Decided at first use: by line on a terminal, else full.
    Undecided,
    Full,
    Line,
    None,
}

/// What the buffer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Idle,
    Reading,
    Writing,
}

/// A stream. `buffer[next..end]` are bytes read but not yet taken; `buffer[Buffer::START..pending]` bytes
/// written but not yet sent. `end` is `next` unless reading, `room` is `pending` unless a byte may simply be
/// appended: one comparison each decides whether the fast path applies. The first members are `struct _IO_FILE`'s in
/// `<stdio.h>`, whose inline functions know them.
#[repr(C)]
pub struct Stream {
    pub(super) buffer: Buffer,
    pub(super) next: usize,
    pub(super) end: usize,
    pub(super) pending: usize,
    pub(super) room: usize,
    pub(super) backend: Backend,
    pub(super) readable: bool,
    pub(super) writable: bool,
    pub(super) append: bool,
    pub(super) error: bool,
    pub(super) at_end: bool,
    pub(super) direction: Direction,
    pub(super) buffering: Buffering,
    /// Where the backend is, if this stream's own operations say so; see [`Stream::tell`].
    pub(super) position: Option<off_t>,
    /// Negative: bytes; positive: wide characters; zero: not yet known.
    pub(super) orientation: i8,
    /// The multibyte conversion of a wide stream.
    pub(super) shift: State,
}

const _: () = {
    let word = size_of::<usize>();
    assert!(offset_of!(Stream, buffer) == 0);
    assert!(offset_of!(Stream, next) == 3 * word && offset_of!(Stream, end) == 4 * word);
    assert!(offset_of!(Stream, pending) == 5 * word && offset_of!(Stream, room) == 6 * word);
};

impl Stream {
    pub const fn new(backend: Backend, mode: OpenMode, buffering: Buffering) -> Self {
        Self {
            backend,
            readable: mode.read,
            writable: mode.write,
            append: mode.append,
            error: false,
            at_end: false,
            direction: Direction::Idle,
            buffering,
            position: None,
            buffer: Buffer::EMPTY,
            next: 0,
            end: 0,
            pending: 0,
            room: 0,
            orientation: 0,
            shift: State::from_words([0; 2]),
        }
    }

    /// The next byte; `None` at the end of the file.
    #[inline]
    pub fn get(&mut self) -> Result<Option<u8>, Errno> {
        match self.get_buffered() {
            Some(byte) => Ok(Some(byte)),
            None => self.get_slow(),
        }
    }

    /// The next byte if it is in the buffer.
    #[inline]
    pub fn get_buffered(&mut self) -> Option<u8> {
        if self.next == self.end {
            return None;
        }
        let byte = self.buffer.bytes()[self.next];
        self.next += 1;
        Some(byte)
    }

    /// Writes a byte.
    #[inline]
    pub fn put(&mut self, byte: u8) -> Result<(), Errno> {
        if self.put_buffered(byte) { Ok(()) } else { self.write(&[byte]).map_err(|short| short.error) }
    }

    /// Writes a byte if the buffer takes it without further ado.
    #[inline]
    pub fn put_buffered(&mut self, byte: u8) -> bool {
        if self.pending == self.room {
            return false;
        }
        self.buffer.bytes_mut()[self.pending] = byte;
        self.pending += 1;
        true
    }

    pub fn has_error(&self) -> bool {
        self.error
    }

    pub fn at_end(&self) -> bool {
        self.at_end
    }

    pub fn set_error(&mut self) {
        self.error = true;
    }

    pub fn clear_indicators(&mut self) {
        self.error = false;
        self.at_end = false;
    }

    /// The number of bytes written but not sent (`__fpending`).
    pub fn pending(&self) -> usize {
        self.pending.saturating_sub(Buffer::START)
    }

    pub fn buffer_size(&self) -> usize {
        self.buffer.limit().saturating_sub(Buffer::START)
    }

    pub fn is_readable(&self) -> bool {
        self.readable
    }

    pub fn is_writable(&self) -> bool {
        self.writable
    }

    pub fn is_reading(&self) -> bool {
        self.direction == Direction::Reading || !self.writable
    }

    pub fn is_writing(&self) -> bool {
        self.direction == Direction::Writing || !self.readable
    }

    pub fn is_line_buffered(&self) -> bool {
        self.buffering == Buffering::Line
    }

    /// Notes the failure of an operation in the stream's error indicator.
    pub(super) fn fail(&mut self, error: Errno) -> Errno {
        self.error = true;
        error
    }

    /// Marks the stream as one of bytes, unless it is one of wide characters.
    #[inline]
    pub fn use_bytes(&mut self) {
        if self.orientation == 0 {
            self.orientation = -1;
        }
    }

    /// `fwide`: sets the orientation if it is still open; returns it.
    pub fn orient(&mut self, wanted: i8) -> i8 {
        if self.orientation == 0 {
            self.orientation = wanted.signum();
        }
        self.orientation
    }

    pub fn backend(&self) -> &Backend {
        &self.backend
    }

    /// Undoes [`Self::use_bytes`].
    pub fn forget_orientation(&mut self) {
        self.orientation = 0;
    }

    /// The conversion state, as `fgetpos` stores it.
    pub fn shift_state(&self) -> [u32; 2] {
        self.shift.to_words()
    }

    pub fn set_shift_state(&mut self, words: [u32; 2]) {
        self.shift = State::from_words(words);
    }
}
