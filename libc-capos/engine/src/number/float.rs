//! `strtod` and its relatives.

use super::hex_float::parse_hex;
use super::integer::parse_integer;
use super::text::{Text, digit_value, lower};
use crate::float::{DecimalText, F80, Format, Rounded, Rounding, binary_from_decimal};

/// What the text says, without its sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Magnitude {
    Finite(Rounded),
    Infinite,
    /// With the payload of `nan(n-char-sequence)`.
    Nan(u64),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParsedFloat {
    pub negative: bool,
    pub magnitude: Magnitude,
    /// How many units were read; 0 if there is no number.
    pub end: usize,
}

impl ParsedFloat {
    /// Whether `errno` is to become `ERANGE`: overflow, or a result that lost precision by being tiny.
    pub fn is_range_error(&self) -> bool {
        matches!(self.magnitude, Magnitude::Finite(rounded) if rounded.overflow || rounded.underflow)
    }

    /// The value, if it was read for [`Format::BINARY64`].
    pub fn to_f64(&self) -> f64 {
        match self.magnitude {
            Magnitude::Finite(rounded) => rounded.to_f64(self.negative),
            Magnitude::Infinite => Rounded::INFINITE.to_f64(self.negative),
            Magnitude::Nan(payload) => {
                let sign = u64::from(self.negative) << 63;
                f64::from_bits(sign | 0x7ff8 << 48 | payload & ((1 << 51) - 1))
            }
        }
    }

    /// The value, if it was read for [`Format::BINARY32`].
    pub fn to_f32(&self) -> f32 {
        match self.magnitude {
            Magnitude::Finite(rounded) => rounded.to_f32(self.negative),
            Magnitude::Infinite => Rounded::INFINITE.to_f32(self.negative),
            Magnitude::Nan(payload) => {
                let sign = u32::from(self.negative) << 31;
                f32::from_bits(sign | 0x7fc0 << 16 | payload as u32 & ((1 << 22) - 1))
            }
        }
    }

    /// The value, if it was read for [`Format::EXTENDED80`].
    pub fn to_f80(&self) -> F80 {
        match self.magnitude {
            Magnitude::Finite(rounded) => F80::from_rounded(self.negative, rounded),
            Magnitude::Infinite => F80::INFINITY.with_sign(self.negative),
            Magnitude::Nan(payload) => F80::nan_with_payload(payload).with_sign(self.negative),
        }
    }
}

/// Reads white space, a sign, and a decimal or hexadecimal number, an infinity or a NaN.
#[inline]
pub fn parse_float<T: Text + ?Sized>(text: &T, format: Format, rounding: Rounding) -> ParsedFloat {
    let (negative, start) = text.sign(text.skip_space());
    let (magnitude, end) = match text.at(start) {
        0x30 if lower(text.at(start + 1)) == 0x78 => {
            parse_hex(text, start + 2, format, rounding, negative).unwrap_or((Rounded::ZERO, start + 1))
        }
        unit if digit_value(unit) < 10 || unit == text.decimal_point() => {
            parse_decimal(text, start, format, rounding, negative)
        }
        _ => return parse_word(text, start, negative),
    };
    ParsedFloat { negative: negative && end != 0, magnitude: Magnitude::Finite(magnitude), end }
}

/// The digits of a number from `index` on, past its decimal point if that comes among them.
struct Digits<'a, T: Text + ?Sized> {
    text: &'a T,
    index: usize,
    end: usize,
}

impl<T: Text + ?Sized> Clone for Digits<'_, T> {
    fn clone(&self) -> Self {
        Self { ..*self }
    }
}

impl<T: Text + ?Sized> Iterator for Digits<'_, T> {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        while self.index < self.end {
            let digit = digit_value(self.text.at(self.index));
            self.index += 1;
            if digit < 10 {
                return Some(digit as u8);
            }
        }
        None
    }
}

/// The digits of a number while it is read, and a decimal point that may come among them.
struct Reading {
    mantissa: u64,
    /// Where reading is, and what comes behind the point.
    index: usize,
    point: Option<usize>,
}

#[inline]
fn parse_decimal<T: Text + ?Sized>(
    text: &T,
    start: usize,
    format: Format,
    rounding: Rounding,
    negative: bool,
) -> (Rounded, usize) {
    const MAX_DIGITS: u32 = 19;
    let mut reading = Reading { mantissa: 0, index: start, point: None };
    let mut count = 0;
    loop {
        let unit = text.at(reading.index);
        let digit = unit.wrapping_sub(u32::from(b'0'));
        if digit < 10 {
            if count == MAX_DIGITS {
                return parse_long_decimal(text, reading, format, rounding, negative);
            }
            reading.mantissa = reading.mantissa * 10 + u64::from(digit);
            // Leading zeros do not count.
            count += u32::from(reading.mantissa != 0);
        } else if reading.point.is_none() && unit == text.decimal_point() {
            reading.point = Some(reading.index + 1);
        } else {
            break;
        }
        reading.index += 1;
    }
    let Reading { mantissa, index, point } = reading;
    if index - start == usize::from(point.is_some()) {
        return (Rounded::ZERO, 0);
    }
    let exponent = -point.map_or(0, |after| (index - after) as i64);
    let (exponent, end) = with_exponent(text, index, exponent);
    let more = None::<core::iter::Empty<u8>>;
    (binary_from_decimal(format, rounding, DecimalText { negative, mantissa, exponent, more }), end)
}

/// A number of which 19 digits have been read and more follow.
#[inline(never)]
fn parse_long_decimal<T: Text + ?Sized>(
    text: &T,
    reading: Reading,
    format: Format,
    rounding: Rounding,
    negative: bool,
) -> (Rounded, usize) {
    let Reading { mantissa, index: first, mut point } = reading;
    let (mut index, mut points, mut any) = (first, 0, 0);
    loop {
        let unit = text.at(index);
        let digit = unit.wrapping_sub(u32::from(b'0'));
        if digit < 10 {
            any |= digit;
        } else if point.is_none() && unit == text.decimal_point() {
            (point, points) = (Some(index + 1), 1);
        } else {
            break;
        }
        index += 1;
    }
    let dropped = (index - first - points) as i64;
    let exponent = dropped - point.map_or(0, |after| (index - after) as i64);
    let (exponent, end) = with_exponent(text, index, exponent);
    let more = (any != 0).then_some(Digits { text, index: first, end: index });
    (binary_from_decimal(format, rounding, DecimalText { negative, mantissa, exponent, more }), end)
}

/// `exponent` with the one that may follow at `index`, and where the number ends.
#[inline(always)]
fn with_exponent<T: Text + ?Sized>(text: &T, index: usize, exponent: i64) -> (i64, usize) {
    if lower(text.at(index)) == u32::from(b'e')
        && let Some((power, end)) = parse_exponent(text, index + 1)
    {
        return (exponent.saturating_add(power), end);
    }
    (exponent, index)
}

/// A sign and decimal digits; saturates far beyond what any number of digits in memory could balance.
pub(super) fn parse_exponent<T: Text + ?Sized>(text: &T, start: usize) -> Option<(i64, usize)> {
    let (negative, first) = text.sign(start);
    let (mut value, mut index) = (0_i64, first);
    loop {
        let digit = digit_value(text.at(index));
        if digit >= 10 {
            break;
        }
        value = (value * 10 + i64::from(digit)).min(1 << 58);
        index += 1;
    }
    (index > first).then_some((if negative { -value } else { value }, index))
}

/// `inf`, `infinity`, `nan` and `nan(...)`.
#[cold]
fn parse_word<T: Text + ?Sized>(text: &T, start: usize, negative: bool) -> ParsedFloat {
    if text.matches_word(start, b"inf") {
        let long = text.matches_word(start + 3, b"inity");
        return ParsedFloat {
            negative,
            magnitude: Magnitude::Infinite,
            end: start + if long { 8 } else { 3 },
        };
    }
    if !text.matches_word(start, b"nan") {
        return ParsedFloat { negative: false, magnitude: Magnitude::Finite(Rounded::ZERO), end: 0 };
    }
    let plain = ParsedFloat { negative, magnitude: Magnitude::Nan(0), end: start + 3 };
    if text.at(start + 3) != u32::from(b'(') {
        return plain;
    }
    let inside = start + 4;
    let mut close = inside;
    while digit_value(text.at(close)) < 36 || text.at(close) == u32::from(b'_') {
        close += 1;
    }
    if text.at(close) != u32::from(b')') {
        return plain;
    }
    ParsedFloat { negative, magnitude: Magnitude::Nan(payload(text, inside, close)), end: close + 1 }
}

/// The sequence as an integer constant, if it is one and nothing else.
fn payload<T: Text + ?Sized>(text: &T, start: usize, end: usize) -> u64 {
    struct Tail<'a, T: Text + ?Sized>(&'a T, usize);
    impl<T: Text + ?Sized> Text for Tail<'_, T> {
        fn at(&self, index: usize) -> u32 {
            self.0.at(self.1 + index)
        }
    }
    match parse_integer(&Tail(text, start), 0) {
        Ok(number) if number.end == end - start => number.magnitude,
        _ => 0,
    }
}
