//! Field width: a number's prefix, zeros and body, padded to its field.

use super::sink::{Counted, Failure, Sink};
use super::spec::Flags;

/// A specification with its width and precision known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    pub flags: Flags,
    pub width: usize,
    pub precision: Option<usize>,
}

impl Field {
    /// Pads `length` units, which `write` writes, with spaces.
    pub fn pad<S: Sink>(
        &self,
        sink: &mut Counted<'_, S>,
        length: usize,
        write: impl FnOnce(&mut Counted<'_, S>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let padding = self.width.saturating_sub(length);
        if self.flags.has(Flags::LEFT) {
            write(sink)?;
            return sink.fill(b' ', padding);
        }
        sink.fill(b' ', padding)?;
        write(sink)
    }

    /// Pads a number: `prefix` (sign, `0x`) then `length` units that `write` writes. Padding with zeros goes
    /// between the two.
    pub fn pad_number<S: Sink>(
        &self,
        sink: &mut Counted<'_, S>,
        prefix: &[u8],
        length: usize,
        write: impl FnOnce(&mut Counted<'_, S>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let length = length.saturating_add(prefix.len());
        let padding = self.width.saturating_sub(length);
        let left = self.flags.has(Flags::LEFT);
        let zero = self.flags.has(Flags::ZERO) && !left;
        if !left && !zero {
            sink.fill(b' ', padding)?;
        }
        if !prefix.is_empty() {
            sink.ascii(prefix)?;
        }
        if zero {
            sink.fill(b'0', padding)?;
        }
        write(sink)?;
        if left { sink.fill(b' ', padding) } else { Ok(()) }
    }

    /// The sign to print before a number.
    pub fn sign(&self, negative: bool) -> &'static [u8] {
        if negative {
            b"-"
        } else if self.flags.has(Flags::PLUS) {
            b"+"
        } else if self.flags.has(Flags::SPACE) {
            b" "
        } else {
            b""
        }
    }
}
