//! Input with one unit of lookahead, counted.

use super::environment::Source;
use crate::number::digit_value;

/// No unit: the next one was not looked at.
const UNKNOWN: u64 = 1 << 32;
/// No unit: the input has ended.
const END: u64 = 2 << 32;

/// A source, the unit after those taken, and how many were taken.
pub(super) struct Reader<'a, S: Source> {
    source: &'a mut S,
    /// The unit that was looked at but not taken, or [`UNKNOWN`] or [`END`].
    ahead: u64,
    taken: usize,
}

impl<'a, S: Source> Reader<'a, S> {
    pub fn new(source: &'a mut S) -> Self {
        Self { source, ahead: UNKNOWN, taken: 0 }
    }

    /// The next unit, which stays.
    #[inline]
    pub fn peek(&mut self) -> Option<u32> {
        if self.ahead == UNKNOWN {
            self.ahead = self.source.next().map_or(END, u64::from);
        }
        u32::try_from(self.ahead).ok()
    }

    /// Takes the unit that [`Self::peek`] has shown.
    #[inline]
    pub fn take(&mut self) {
        if self.ahead < UNKNOWN {
            self.taken += 1;
            self.ahead = UNKNOWN;
        }
    }

    /// How many units were taken.
    pub fn taken(&self) -> usize {
        self.taken
    }

    pub fn skip_space(&mut self) {
        // Most items stand where they are looked for.
        if self.peek().is_some_and(S::is_space) {
            self.take_while(usize::MAX, S::is_space);
        }
    }

    /// Takes units, at most `limit`, while `accept` says so; returns how many.
    #[inline]
    pub fn take_while(&mut self, limit: usize, mut accept: impl FnMut(u32) -> bool) -> usize {
        let mut count = 0;
        if self.ahead != UNKNOWN {
            if limit == 0 || !self.peek().is_some_and(&mut accept) {
                return 0;
            }
            count = 1;
        }
        let run = self.source.take_while(limit - count, accept);
        self.ahead = if run.at_end { END } else { UNKNOWN };
        count += run.count;
        self.taken += count;
        count
    }

    /// Gives back the bytes of the character just taken, which turned out not to belong to the item.
    pub fn give_back(&mut self, bytes: &[u8]) {
        self.taken -= bytes.len();
        bytes.iter().rev().for_each(|&byte| self.source.unread(u32::from(byte)));
    }

    /// Gives back what was looked at but not taken.
    pub fn finish(self) {
        if let Ok(unit) = u32::try_from(self.ahead) {
            self.source.unread(unit);
        }
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
    pub fn sign(&mut self) -> bool {
        if self.accept(b'-') {
            return true;
        }
        self.accept(b'+');
        false
    }
}
