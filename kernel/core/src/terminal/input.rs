//! `InputQueue`: bytes a read can have, and where the lines among them end.

use alloc::collections::VecDeque;

use super::byte_queue::ByteQueue;

/// `MAX_INPUT`: bytes that may wait to be read.
pub const MAX_INPUT: usize = 4096;

/// Lines among them; a line may be empty (end of file), so bytes alone do not bound them.
const MAX_LINES: usize = 4096;

#[derive(Debug)]
pub struct InputQueue {
    bytes: ByteQueue,
    /// Lengths of the whole lines at the front of `bytes`. What follows them was received raw.
    lines: VecDeque<u16>,
    in_lines: usize,
}

/// What a canonical read got.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LinePart {
    pub count: usize,
    /// The line has ended; else more of it is waiting.
    pub whole: bool,
}

impl InputQueue {
    pub fn new() -> Self {
        InputQueue {
            bytes: ByteQueue::new(MAX_INPUT),
            lines: VecDeque::with_capacity(MAX_LINES),
            in_lines: 0,
        }
    }

    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    pub fn room(&self) -> usize {
        self.bytes.room()
    }

    pub fn has_line(&self) -> bool {
        !self.lines.is_empty()
    }

    /// Adds a byte that no line owns.
    #[must_use]
    pub fn push_raw(&mut self, byte: u8) -> bool {
        self.bytes.push(byte)
    }

    /// Adds a whole line, or nothing when it does not fit.
    #[must_use]
    pub fn push_line(&mut self, line: &[u8], end: Option<u8>) -> bool {
        let length = line.len() + usize::from(end.is_some());
        if self.bytes.room() < length || self.lines.len() == MAX_LINES {
            return false;
        }
        for &byte in line.iter().chain(end.as_ref()) {
            let fits = self.bytes.push(byte);
            debug_assert!(fits);
        }
        self.lines.push_back(length as u16);
        self.in_lines += length;
        true
    }

    /// Makes the bytes received raw a line of their own, when canonical mode begins.
    pub fn end_raw(&mut self) {
        let raw = self.bytes.len() - self.in_lines;
        if raw != 0 && self.lines.len() < MAX_LINES {
            self.lines.push_back(raw as u16);
            self.in_lines += raw;
        }
    }

    /// Forgets where lines end, when canonical mode ends.
    pub fn end_lines(&mut self) {
        self.lines.clear();
        self.in_lines = 0;
    }

    pub fn take_raw(&mut self, into: &mut [u8]) -> usize {
        self.bytes.pop_into(into)
    }

    /// Takes from the first line; `None` if there is no line.
    pub fn take_line(&mut self, into: &mut [u8]) -> Option<LinePart> {
        let length = self.lines.front_mut()?;
        let room = into.len().min(usize::from(*length));
        let count = self.bytes.pop_into(&mut into[..room]);
        *length -= count as u16;
        let whole = *length == 0;
        if whole {
            self.lines.pop_front();
        }
        self.in_lines -= count;
        Some(LinePart { count, whole })
    }

    pub fn clear(&mut self) {
        self.bytes.clear();
        self.end_lines();
    }
}
