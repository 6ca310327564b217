//! `Page`: a short text that is written bit by bit.

use core::fmt;

/// Bytes of the longest text; what is longer is cut.
const ROOM: usize = 4096;

pub struct Page {
    bytes: [u8; ROOM],
    length: usize,
}

impl Page {
    pub fn new() -> Self {
        Page { bytes: [0; ROOM], length: 0 }
    }

    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    pub fn put(&mut self, bytes: &[u8]) {
        let taken = bytes.len().min(ROOM - self.length);
        self.bytes[self.length..self.length + taken].copy_from_slice(&bytes[..taken]);
        self.length += taken;
    }
}

impl fmt::Write for Page {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.put(text.as_bytes());
        Ok(())
    }
}
