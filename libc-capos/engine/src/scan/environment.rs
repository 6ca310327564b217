//! What scanning needs from the program: input, memory, locale.

use super::spec::Length;
use crate::float::Rounding;
use crate::format::Decoded;
use crate::number::ParsedFloat;

/// Why scanning ended early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The input does not match the format.
    Mismatch,
    /// The input has ended, or reading it failed and the source knows why.
    End,
    /// Bytes of the input are no character, or a character has no encoding (`EILSEQ`).
    IllegalSequence,
    /// No memory for the `m` modifier (`ENOMEM`).
    NoMemory,
    /// Not a conversion specification (`EINVAL`).
    InvalidFormat,
}

/// What [`Source::take_while`] has read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    pub count: usize,
    /// The input has ended, which is not to be asked again: a terminal would wait for more.
    pub at_end: bool,
}

/// Input, one unit (byte or wide character) at a time.
pub trait Source {
    /// Whether units are wide characters.
    const WIDE: bool;

    /// The next unit; `None` at the end or after a failure, which the source remembers.
    fn next(&mut self) -> Option<u32>;

    /// Gives back the unit last read. Between two reads this happens once, or for each byte of one multibyte
    /// character.
    fn unread(&mut self, unit: u32);

    /// Whether a unit is white space.
    fn is_space(unit: u32) -> bool;

    /// Reads units, at most `limit`, while `accept` says so. The first one that it refuses stays.
    fn take_while(&mut self, limit: usize, mut accept: impl FnMut(u32) -> bool) -> Run {
        let mut count = 0;
        while count < limit {
            let Some(unit) = self.next() else { return Run { count, at_end: true } };
            if !accept(unit) {
                self.unread(unit);
                break;
            }
            count += 1;
        }
        Run { count, at_end: false }
    }
}

/// The size of a floating result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Real {
    Float,
    Double,
    LongDouble,
}

/// How a text result is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// As wide characters.
    pub wide: bool,
    /// The argument is a pointer to a pointer, to be set to new memory.
    pub allocate: bool,
    /// A null follows the text.
    pub terminate: bool,
}

/// The arguments (all of them pointers), the memory behind them, and the locale.
pub trait Targets {
    /// A text being stored.
    type Output;

    /// The next argument.
    fn pointer(&mut self) -> u64;

    fn store_integer(&mut self, address: u64, length: Length, value: u64);

    /// Stores a number parsed for the format of `real`.
    fn store_float(&mut self, address: u64, real: Real, value: &ParsedFloat);

    /// Starts to store a text.
    fn open(&mut self, address: u64, text: Text) -> Result<Self::Output, Stop>;

    /// Appends a byte or wide character.
    fn push(&mut self, output: &mut Self::Output, unit: u32) -> Result<(), Stop>;

    /// The text is complete.
    fn close(&mut self, output: &mut Self::Output) -> Result<(), Stop>;

    /// The conversion has failed after all.
    fn discard(&mut self, output: Self::Output);

    /// Decodes a multibyte character.
    fn decode(&self, bytes: &[u8]) -> Decoded;

    /// Encodes a wide character; `None` if it has no encoding.
    fn encode(&self, wide: u32, out: &mut [u8; 16]) -> Option<usize>;

    /// The locale's radix character.
    fn decimal_point(&self) -> u32 {
        u32::from(b'.')
    }

    /// The rounding direction in force.
    fn rounding(&self) -> Rounding;
}
