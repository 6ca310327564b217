//! The `'` flag: thousands separators.

use super::environment::Environment;
use super::sink::{Counted, Failure, Sink};
use super::text::multibyte;

/// How a number's whole digits are grouped.
pub(super) struct Grouping<'a, E> {
    environment: &'a E,
    separator: &'a [u8],
    sizes: &'a [u8],
}

/// Ends a list of sizes: no more grouping.
const CHAR_MAX: u8 = 127;

impl<'a, E: Environment> Grouping<'a, E> {
    /// The locale's grouping, or none if it does not group or `wanted` is false.
    pub fn new(environment: &'a E, wanted: bool) -> Self {
        let (separator, sizes) = if wanted { environment.grouping() } else { (&b""[..], &b""[..]) };
        let sizes = if separator.is_empty() { b"" } else { sizes };
        Self { environment, separator, sizes }
    }

    /// How many digits lie right of the `index`-th separator from the right; `None` if there is none.
    fn boundary(&self, index: usize) -> Option<usize> {
        let mut right = 0;
        let mut size = 0;
        for place in 0..=index {
            match self.sizes.get(place) {
                Some(&(CHAR_MAX..)) => return None,
                Some(&given @ 1..) => size = usize::from(given),
                // Past the end, and by a zero, the last size repeats.
                _ => {}
            }
            right += size;
        }
        (right > 0).then_some(right)
    }

    /// The number of separators within `digits` digits.
    fn separators(&self, digits: usize) -> usize {
        (0..).take_while(|&index| self.boundary(index).is_some_and(|right| right < digits)).count()
    }

    /// The units that `digits` digits take with their separators.
    pub fn length<S: Sink>(&self, digits: usize) -> usize {
        if self.sizes.is_empty() {
            return digits;
        }
        digits + self.separators(digits) * multibyte::length::<S, E>(self.environment, self.separator)
    }

    /// Writes `digits` followed by `zeros` zeros.
    pub fn write<S: Sink>(
        &self,
        sink: &mut Counted<'_, S>,
        digits: &[u8],
        zeros: usize,
    ) -> Result<(), Failure> {
        let mut written = 0;
        let total = digits.len() + zeros;
        for index in (0..self.separators(total)).rev() {
            let upto = total - self.boundary(index).unwrap_or(0);
            write_range(sink, digits, written, upto)?;
            multibyte::write(sink, self.environment, self.separator)?;
            written = upto;
        }
        write_range(sink, digits, written, total)
    }
}

/// Writes the digits from `start` to `end` of a number whose digits continue with zeros.
fn write_range<S: Sink>(
    sink: &mut Counted<'_, S>,
    digits: &[u8],
    start: usize,
    end: usize,
) -> Result<(), Failure> {
    let middle = end.min(digits.len()).max(start);
    if start < middle {
        sink.ascii(&digits[start..middle])?;
    }
    sink.fill(b'0', end - middle)
}
