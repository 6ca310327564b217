//! `strtol` and its relatives.

use super::text::{Text, digit_value, lower};

/// An integer as read, before a type is chosen for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParsedInteger {
    pub negative: bool,
    /// Saturated at `u64::MAX`.
    pub magnitude: u64,
    /// The magnitude did not fit 64 bits.
    pub overflow: bool,
    /// How many units were read; 0 if there is no number.
    pub end: usize,
}

/// The base is neither 0 nor between 2 and 36.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidBase;

impl ParsedInteger {
    /// As `strtol` delivers it to a type of `bits` bits: clamped, and whether it had to be.
    pub fn to_signed(self, bits: u32) -> (i64, bool) {
        let max = i64::MAX as u64 >> (64 - bits);
        match self.negative {
            false if self.magnitude > max => (max as i64, true),
            false => (self.magnitude as i64, false),
            true if self.magnitude > max + 1 => (-(max as i64) - 1, true),
            true => ((self.magnitude as i64).wrapping_neg(), false),
        }
    }

    /// As `strtoul` delivers it to a type of `bits` bits: negated in that type, or its maximum on overflow.
    pub fn to_unsigned(self, bits: u32) -> (u64, bool) {
        let max = u64::MAX >> (64 - bits);
        if self.overflow || self.magnitude > max {
            (max, true)
        } else if self.negative {
            (self.magnitude.wrapping_neg() & max, false)
        } else {
            (self.magnitude, false)
        }
    }
}

/// Digits of any base that cannot overflow 64 bits.
const SAFE: usize = 12;

/// Reads white space, a sign, the prefix that `base` allows, and digits. Base 0 takes it from the prefix.
pub fn parse_integer<T: Text + ?Sized>(text: &T, base: u32) -> Result<ParsedInteger, InvalidBase> {
    if base == 1 || base > 36 {
        return Err(InvalidBase);
    }
    let (negative, start) = text.sign(text.skip_space());
    let (base, mut index) = prefix(text, base, start);
    let first = index;
    let (mut magnitude, mut overflow) = (0_u64, false);
    while index - first < SAFE {
        let digit = digit_value(text.at(index));
        if digit >= base {
            let end = if index == first { 0 } else { index };
            return Ok(ParsedInteger { negative, magnitude, overflow, end });
        }
        magnitude = magnitude * u64::from(base) + u64::from(digit);
        index += 1;
    }
    loop {
        let digit = digit_value(text.at(index));
        if digit >= base {
            break;
        }
        match magnitude.checked_mul(u64::from(base)).and_then(|sum| sum.checked_add(u64::from(digit))) {
            Some(sum) => magnitude = sum,
            None => overflow = true,
        }
        index += 1;
    }
    if overflow {
        magnitude = u64::MAX;
    }
    Ok(ParsedInteger { negative, magnitude, overflow, end: index })
}

/// `atol`: a decimal integer, clamped to 64 bits.
#[inline]
pub fn parse_decimal_integer<T: Text + ?Sized>(text: &T) -> i64 {
    // Digits that cannot overflow 64 bits.
    const SAFE: usize = 18;
    let (negative, start) = text.sign(text.skip_space());
    let (mut value, mut index) = (0_i64, start);
    loop {
        let digit = text.at(index).wrapping_sub(u32::from(b'0'));
        if digit > 9 {
            return if negative { -value } else { value };
        }
        if index - start == SAFE {
            return parse_integer(text, 10).map_or(0, |parsed| parsed.to_signed(64).0);
        }
        value = value * 10 + i64::from(digit);
        index += 1;
    }
}

/// The base, and where its digits start. A prefix counts only with a digit behind it: "0x" alone is a zero.
fn prefix<T: Text + ?Sized>(text: &T, base: u32, start: usize) -> (u32, usize) {
    if text.at(start) != u32::from(b'0') {
        return (if base == 0 { 10 } else { base }, start);
    }
    let marked = match lower(text.at(start + 1)) {
        0x78 => 16,
        0x62 => 2,
        _ => 0,
    };
    if marked != 0 && (base == 0 || base == marked) && digit_value(text.at(start + 2)) < marked {
        return (marked, start + 2);
    }
    (if base == 0 { 8 } else { base }, start)
}
