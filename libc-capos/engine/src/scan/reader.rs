//! Input, counted, whose end is met once.

use super::environment::{Source, Stop};
use crate::number::digit_value;

/// A source, whether it has ended, and how many units were taken.
pub(super) struct Reader<'a, S: Source> {
    source: &'a mut S,
    ended: bool,
    taken: usize,
}

impl<'a, S: Source> Reader<'a, S> {
    pub fn new(source: &'a mut S) -> Self {
        Self { source, ended: false, taken: 0 }
    }

    /// The next unit, which stays.
    #[inline]
    pub fn peek(&mut self) -> Option<u32> {
        if self.ended {
            return None;
        }
        let unit = self.source.peek();
        self.ended = unit.is_none();
        unit
    }

    /// Takes the unit that [`Self::peek`] has shown.
    #[inline]
    pub fn take(&mut self) {
        self.source.take();
        self.taken += 1;
    }

    /// How many units were taken.
    pub fn taken(&self) -> usize {
        self.taken
    }

    #[inline]
    pub fn skip_space(&mut self) {
        // Most items stand where they are looked for, or behind one blank.
        if self.peek().is_some_and(S::is_space) {
            self.take();
            if self.peek().is_some_and(S::is_space) {
                self.skip_more_space();
            }
        }
    }

    #[inline(never)]
    fn skip_more_space(&mut self) {
        while self.peek().is_some_and(S::is_space) {
            self.take();
        }
    }

    /// Takes units, at most `limit`, while `accept` says so; returns how many.
    #[inline]
    pub fn take_while(&mut self, limit: usize, accept: impl FnMut(u32) -> bool) -> usize {
        if self.ended {
            return 0;
        }
        let run = self.source.take_while(limit, accept);
        self.ended = run.at_end;
        self.taken += run.count;
        run.count
    }

    /// The same for bytes, which `store` gets.
    #[inline]
    pub fn take_bytes(
        &mut self,
        limit: usize,
        member: impl Fn(u32) -> bool,
        store: impl FnMut(&[u8]) -> Result<(), Stop>,
    ) -> Result<usize, Stop> {
        if self.ended {
            return Ok(0);
        }
        let run = self.source.take_bytes(limit, member, store)?;
        self.ended = run.at_end;
        self.taken += run.count;
        Ok(run.count)
    }

    /// Gives back the bytes of the character just taken, which turned out not to belong to the item.
    pub fn give_back(&mut self, bytes: &[u8]) {
        self.taken -= bytes.len();
        bytes.iter().rev().for_each(|&byte| self.source.unread(u32::from(byte)));
    }

    /// Nothing more is taken.
    pub fn finish(self) {
        self.source.finish();
    }
}

/// An input item of limited width, from which a number is taken.
pub(super) struct Item<'a, 'b, S: Source> {
    reader: &'a mut Reader<'b, S>,
    left: usize,
}

impl<'a, 'b, S: Source> Item<'a, 'b, S> {
    pub fn new(reader: &'a mut Reader<'b, S>, width: Option<usize>) -> Self {
        Self { reader, left: width.unwrap_or(usize::MAX) }
    }

    /// The next unit if the width allows it; 0 otherwise.
    #[inline]
    pub fn peek(&mut self) -> u32 {
        if self.left == 0 { 0 } else { self.reader.peek().unwrap_or(0) }
    }

    #[inline]
    pub fn take(&mut self) {
        self.left -= 1;
        self.reader.take();
    }

    /// Takes the next unit if it is this letter (given in lower case) in either case, or this sign.
    #[inline]
    pub fn accept(&mut self, letter: u8) -> bool {
        let unit = self.peek();
        let same =
            unit == u32::from(letter) || (letter.is_ascii_lowercase() && unit == u32::from(letter & 0xdf));
        if same {
            self.take();
        }
        same
    }

    /// Takes the next unit if it is a digit of `base`.
    #[inline]
    pub fn digit(&mut self, base: u32) -> Option<u32> {
        let digit = digit_value(self.peek());
        if digit >= base {
            return None;
        }
        self.take();
        Some(digit)
    }

    /// Takes digits of `base` and calls `visit` with each; returns how many.
    #[inline]
    pub fn digits(&mut self, base: u32, mut visit: impl FnMut(u32)) -> usize {
        let count = self.reader.take_while(self.left, |unit| {
            let digit = digit_value(unit);
            if digit < base {
                visit(digit);
            }
            digit < base
        });
        self.left -= count;
        count
    }

    /// Takes a sign; true for minus.
    #[inline]
    pub fn sign(&mut self) -> bool {
        let unit = self.peek();
        let negative = unit == u32::from(b'-');
        if negative || unit == u32::from(b'+') {
            self.take();
        }
        negative
    }
}
