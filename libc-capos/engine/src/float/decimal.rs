//! Decimal results, and the quick way from an integer to its digits.

/// Where a decimal expansion is to be rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cutoff {
    /// After this many digits (at least one), counted from the first that is not zero.
    Significant(u32),
    /// After this many digits behind the decimal point.
    Fraction(u32),
}

/// The rounded magnitude: `digits[0].digits[1..] * 10^exponent` in ASCII; zeros follow as far as one likes.
///
/// Zero has no digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal<'a> {
    pub digits: &'a [u8],
    pub exponent: i32,
}

impl Decimal<'_> {
    pub const ZERO: Self = Self { digits: &[], exponent: 0 };

    /// The same value without zeros at its end.
    pub fn trimmed(self) -> Self {
        let zeros = self.digits.iter().rev().take_while(|&&digit| digit == b'0').count();
        Self { digits: &self.digits[..self.digits.len() - zeros], ..self }
    }
}

/// `00` to `99`.
static PAIRS: [u8; 200] = pairs();

const fn pairs() -> [u8; 200] {
    let mut table = [0; 200];
    let mut index = 0;
    while index < 100 {
        table[2 * index] = b'0' + (index / 10) as u8;
        table[2 * index + 1] = b'0' + (index % 10) as u8;
        index += 1;
    }
    table
}

/// Writes `value` in decimal to the end of `buffer` and returns where it starts. Zero writes nothing.
#[inline]
pub fn write_u64(buffer: &mut [u8; 20], mut value: u64) -> usize {
    let mut start = buffer.len();
    while value >= 100 {
        let pair = (value % 100) as usize * 2;
        value /= 100;
        start -= 2;
        buffer[start] = PAIRS[pair];
        buffer[start + 1] = PAIRS[pair + 1];
    }
    if value >= 10 {
        start -= 2;
        buffer[start] = PAIRS[value as usize * 2];
        buffer[start + 1] = PAIRS[value as usize * 2 + 1];
    } else if value > 0 {
        start -= 1;
        buffer[start] = b'0' + value as u8;
    }
    start
}

/// Writes exactly nineteen digits, for `value < 10^19`.
pub fn write_19_digits(out: &mut [u8], mut value: u64) {
    for place in out[..19].iter_mut().rev() {
        *place = b'0' + (value % 10) as u8;
        value /= 10;
    }
}
