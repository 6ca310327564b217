//! `OutputProcessor`: what XBD 11.2.3 does to bytes on their way to the terminal, and where its cursor is.

use super::attributes::{InputFlags, OutputFlags};
use super::byte_queue::ByteQueue;
use super::width::{TAB_STOP, next_column};

/// Bytes that may wait for a stopped terminal.
const CAPACITY: usize = 4096;

/// Room left free by writers, so that what is typed still echoes while they wait.
const ECHO_RESERVE: usize = 512;

/// The most bytes one byte becomes: a tab.
const LARGEST_EXPANSION: usize = TAB_STOP as usize;

#[derive(Debug)]
pub struct OutputProcessor {
    queue: ByteQueue,
    column: u32,
    utf8: bool,
    flags: OutputFlags,
}

impl OutputProcessor {
    pub fn new(flags: OutputFlags, input: InputFlags) -> Self {
        OutputProcessor {
            queue: ByteQueue::new(CAPACITY),
            column: 0,
            utf8: input.contains(InputFlags::IUTF8),
            flags,
        }
    }

    pub fn set_flags(&mut self, flags: OutputFlags, input: InputFlags) {
        self.flags = flags;
        self.utf8 = input.contains(InputFlags::IUTF8);
    }

    pub fn column(&self) -> u32 {
        self.column
    }

    pub fn is_empty(&self) -> bool {
        self.queue.is_empty()
    }

    pub fn discard(&mut self) {
        self.queue.clear();
    }

    /// Whether a writer could put at least one more byte in.
    pub fn has_room(&self) -> bool {
        self.queue.room() >= ECHO_RESERVE + LARGEST_EXPANSION
    }

    /// Takes bytes of a writer, as many as there is room for, and tells how many.
    pub fn write(&mut self, bytes: &[u8]) -> usize {
        let mut taken = 0;
        for &byte in bytes {
            if !self.has_room() {
                break;
            }
            self.put(byte);
            taken += 1;
        }
        taken
    }

    /// Takes one byte of echo. When the terminal has been stopped for so long that nothing fits any more, the
    /// echo is lost; input is not.
    pub fn echo(&mut self, byte: u8) {
        if self.queue.room() >= LARGEST_EXPANSION {
            self.put(byte);
        }
    }

    /// The next bytes for the device.
    pub fn take(&mut self, into: &mut [u8]) -> usize {
        self.queue.pop_into(into)
    }

    fn put(&mut self, byte: u8) {
        if !self.flags.contains(OutputFlags::OPOST) {
            return self.emit(byte);
        }
        match byte {
            b'\n' => {
                if self.flags.contains(OutputFlags::ONLCR) {
                    self.emit(b'\r');
                }
                self.emit(b'\n');
                if self.flags.contains(OutputFlags::ONLRET) {
                    self.column = 0;
                }
            }
            b'\r' if self.flags.contains(OutputFlags::ONOCR) && self.column == 0 => {}
            b'\r' if self.flags.contains(OutputFlags::OCRNL) => {
                self.emit(b'\n');
                if self.flags.contains(OutputFlags::ONLRET) {
                    self.column = 0;
                }
            }
            b'\t' if self.flags.contains(OutputFlags::TAB3) => {
                for _ in 0..TAB_STOP - self.column % TAB_STOP {
                    self.emit(b' ');
                }
            }
            _ => self.emit(byte),
        }
    }

    fn emit(&mut self, byte: u8) {
        // Every caller made sure of the room.
        let fits = self.queue.push(byte);
        debug_assert!(fits);
        self.column = next_column(self.column, byte, self.utf8);
    }
}
