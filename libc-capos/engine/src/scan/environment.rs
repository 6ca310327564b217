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

    /// The next unit, which stays; `None` at the end or after a failure, which the source remembers.
    fn peek(&mut self) -> Option<u32>;

    /// Takes the unit that [`Self::peek`] has shown.
    fn take(&mut self);

    /// Gives back the unit last taken: each byte of one multibyte character at most.
    fn unread(&mut self, unit: u32);

    /// Whether a unit is white space.
    fn is_space(unit: u32) -> bool;

    /// Takes units, at most `limit`, while `accept` says so.
    fn take_while(&mut self, limit: usize, mut accept: impl FnMut(u32) -> bool) -> Run {
        let mut count = 0;
        while count < limit {
            let Some(unit) = self.peek() else { return Run { count, at_end: true } };
            if !accept(unit) {
                break;
            }
            self.take();
            count += 1;
        }
        Run { count, at_end: false }
    }

    /// The same for bytes, which `store` gets, as many at a time as there are; where it fails, that is all.
    fn take_bytes(
        &mut self,
        limit: usize,
        member: impl Fn(u32) -> bool,
        mut store: impl FnMut(&[u8]) -> Result<(), Stop>,
    ) -> Result<Run, Stop> {
        let mut outcome = Ok(());
        let run = self.take_while(limit, |unit| {
            member(unit) && {
                outcome = store(&[unit as u8]);
                outcome.is_ok()
            }
        });
        outcome.map(|()| run)
    }

    /// Nothing more will be asked for.
    fn finish(&mut self) {}
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

    /// Stores bytes of a text at an offset.
    fn store_bytes(&mut self, address: u64, offset: usize, bytes: &[u8]);

    /// Starts to store a text.
    fn open(&mut self, address: u64, text: Text) -> Result<Self::Output, Stop>;

    /// Appends a byte or wide character.
    fn push(&mut self, output: &mut Self::Output, unit: u32) -> Result<(), Stop>;

    /// Appends bytes.
    fn push_bytes(&mut self, output: &mut Self::Output, bytes: &[u8]) -> Result<(), Stop> {
        bytes.iter().try_for_each(|&byte| self.push(output, u32::from(byte)))
    }

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
