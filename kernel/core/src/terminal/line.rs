//! `Line`: the line being typed in canonical mode, with the editing that ERASE, WERASE and KILL do.

use alloc::boxed::Box;
use alloc::vec;

use super::width::{first_character, is_continuation};

/// `MAX_CANON`: bytes of a line, its end included.
pub const MAX_LINE: usize = 4096;

#[derive(Debug)]
pub struct Line {
    bytes: Box<[u8]>,
    length: usize,
}

impl Line {
    pub fn new() -> Self {
        Line { bytes: vec![0; MAX_LINE].into_boxed_slice(), length: 0 }
    }

    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    pub fn len(&self) -> usize {
        self.length
    }

    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Adds a byte; the last place is kept for the byte that ends the line.
    #[must_use]
    pub fn push(&mut self, byte: u8) -> bool {
        let fits = self.length < MAX_LINE - 1;
        if fits {
            self.bytes[self.length] = byte;
            self.length += 1;
        }
        fits
    }

    pub fn clear(&mut self) {
        self.length = 0;
    }

    /// Removes the last character, all bytes of it in UTF-8.
    pub fn erase_character(&mut self, utf8: bool) {
        self.length = self.last_character(utf8).0;
    }

    /// Removes the last word and what separates it from the end of the line.
    pub fn erase_word(&mut self, utf8: bool) {
        let mut in_word = false;
        while !self.is_empty() {
            let (start, of_word) = self.last_character(utf8);
            if in_word && !of_word {
                break;
            }
            in_word |= of_word;
            self.length = start;
        }
    }

    /// Where the last character begins, and whether it is of the kind words are made of.
    fn last_character(&self, utf8: bool) -> (usize, bool) {
        let bytes = self.bytes();
        let Some(last) = bytes.len().checked_sub(1) else { return (0, false) };
        let mut start = last;
        if utf8 {
            while start > 0 && last - start < 3 && is_continuation(bytes[start]) {
                start -= 1;
            }
        }
        let character = match first_character(&bytes[start..]) {
            Some(character) if start + character.len_utf8() == bytes.len() => character,
            // Not UTF-8: the one byte is all that can be meant.
            _ => {
                start = last;
                char::from(bytes[last])
            }
        };
        (start, character == '_' || character.is_alphanumeric())
    }
}
