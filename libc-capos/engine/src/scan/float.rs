//! `%a %e %f %g`: the grammar of `strtod`, read one unit at a time.
//!
//! `strtod` may look ahead and return; here a prefix of a number that turns out not to be one is a mismatch.

use super::environment::{Source, Stop};
use super::reader::Item;
use crate::float::{DecimalText, Format, Rounded, Rounding, binary_from_decimal, round_to_format};
use crate::number::{Magnitude, ParsedFloat};

/// Takes a floating number, to be rounded to `format`. `DIGITS` is at least `format.max_digits`.
pub(super) fn float<S: Source, const DIGITS: usize>(
    item: &mut Item<'_, '_, S>,
    format: Format,
    rounding: Rounding,
    point: u32,
) -> Result<ParsedFloat, Stop> {
    let negative = item.sign();
    let magnitude = if item.accept(b'i') {
        word(item, b"nf")?;
        if item.accept(b'i') {
            word(item, b"nity")?;
        }
        Magnitude::Infinite
    } else if item.accept(b'n') {
        word(item, b"an")?;
        Magnitude::Nan(if item.accept(b'(') { payload(item)? } else { 0 })
    } else {
        let zero = item.accept(b'0');
        Magnitude::Finite(if zero && item.accept(b'x') {
            hexadecimal(item, format, rounding, negative, point)?
        } else {
            decimal::<S, DIGITS>(item, format, rounding, negative, point, zero)?
        })
    };
    Ok(ParsedFloat { negative, magnitude, end: 1 })
}

fn word<S: Source>(item: &mut Item<'_, '_, S>, rest: &[u8]) -> Result<(), Stop> {
    if rest.iter().all(|&letter| item.accept(letter)) { Ok(()) } else { Err(Stop::Mismatch) }
}

/// The rest of `nan(…)`; a decimal number is the payload.
fn payload<S: Source>(item: &mut Item<'_, '_, S>) -> Result<u64, Stop> {
    let mut value = Some(0_u64);
    while !item.accept(b')') {
        if let Some(digit) = item.digit(36) {
            value = value
                .filter(|_| digit < 10)
                .map(|value| value.wrapping_mul(10).wrapping_add(u64::from(digit)));
        } else if item.accept(b'_') {
            value = None;
        } else {
            return Err(Stop::Mismatch);
        }
    }
    Ok(value.unwrap_or(0))
}

/// The exponent behind `letter`, if there is one.
fn exponent<S: Source>(item: &mut Item<'_, '_, S>, letter: u8) -> Result<i64, Stop> {
    if !item.accept(letter) {
        return Ok(0);
    }
    let negative = item.sign();
    let mut value = i64::from(item.digit(10).ok_or(Stop::Mismatch)?);
    while let Some(digit) = item.digit(10) {
        value = (value * 10 + i64::from(digit)).min(1 << 58);
    }
    Ok(if negative { -value } else { value })
}

/// As many digits as fit 64 bits.
const FIRST: u32 = 19;

/// A decimal number while it is read.
struct Decimal {
    /// Its first digits, from the first that is not zero, and how many they are.
    mantissa: u64,
    count: u32,
    /// Decimal exponent of the last digit read.
    exponent: i64,
    behind_point: bool,
}

impl Decimal {
    /// Takes the next digit, past the decimal point if that comes first.
    fn next<S: Source>(&mut self, item: &mut Item<'_, '_, S>, point: u32) -> Option<u32> {
        if !self.behind_point && item.peek() == point {
            item.take();
            self.behind_point = true;
        }
        let digit = item.digit(10)?;
        self.exponent -= i64::from(self.behind_point);
        Some(digit)
    }
}

fn decimal<S: Source, const DIGITS: usize>(
    item: &mut Item<'_, '_, S>,
    format: Format,
    rounding: Rounding,
    negative: bool,
    point: u32,
    mut any: bool,
) -> Result<Rounded, Stop> {
    let mut number = Decimal { mantissa: 0, count: 0, exponent: 0, behind_point: false };
    loop {
        let Some(digit) = number.next(item, point) else {
            if !any {
                return Err(Stop::Mismatch);
            }
            let exponent = number.exponent.saturating_add(exponent(item, b'e')?);
            let (mantissa, more) = (number.mantissa, None::<core::iter::Empty<u8>>);
            return Ok(binary_from_decimal(
                format,
                rounding,
                DecimalText { negative, mantissa, exponent, more },
            ));
        };
        if number.count == FIRST {
            return long_decimal::<S, DIGITS>(item, format, rounding, negative, point, number, digit);
        }
        any = true;
        number.mantissa = number.mantissa * 10 + u64::from(digit);
        number.count += u32::from(number.mantissa != 0);
    }
}

/// A number of more than 19 digits, whose twentieth is `next`. Those beyond the ones that can matter are reduced to
/// "something follows".
#[cold]
#[inline(never)]
fn long_decimal<S: Source, const DIGITS: usize>(
    item: &mut Item<'_, '_, S>,
    format: Format,
    rounding: Rounding,
    negative: bool,
    point: u32,
    mut number: Decimal,
    next: u32,
) -> Result<Rounded, Stop> {
    let mut digits = [0; DIGITS];
    let (mut count, mut sticky) = (0, false);
    // Every digit that comes, kept or not, makes the first nineteen worth ten times as much.
    let mut following = 0_i64;
    let mut next = Some(next);
    while let Some(digit) = next {
        following += 1;
        match digits.get_mut(count) {
            Some(place) => {
                *place = digit as u8;
                count += 1;
            }
            None => sticky |= digit != 0,
        }
        next = number.next(item, point);
    }
    let exponent = (number.exponent + following).saturating_add(exponent(item, b'e')?);
    let any = sticky || digits[..count].iter().any(|digit| *digit != 0);
    let more = any.then(|| digits[..count].iter().copied().chain(sticky.then_some(1)));
    Ok(binary_from_decimal(
        format,
        rounding,
        DecimalText { negative, mantissa: number.mantissa, exponent, more },
    ))
}

fn hexadecimal<S: Source>(
    item: &mut Item<'_, '_, S>,
    format: Format,
    rounding: Rounding,
    negative: bool,
    point: u32,
) -> Result<Rounded, Stop> {
    const FAR: i64 = 1 << 24;
    let (mut mantissa, mut sticky, mut scale) = (0_u128, false, 0_i64);
    let (mut any, mut behind_point) = (false, false);
    loop {
        if let Some(digit) = item.digit(16) {
            any = true;
            if mantissa >> 124 == 0 {
                mantissa = mantissa << 4 | u128::from(digit);
                scale -= if behind_point { 4 } else { 0 };
            } else {
                sticky |= digit != 0;
                scale += if behind_point { 0 } else { 4 };
            }
        } else if !behind_point && item.peek() == point {
            item.take();
            behind_point = true;
        } else {
            break;
        }
    }
    if !any {
        return Err(Stop::Mismatch);
    }
    let exponent = scale.saturating_add(exponent(item, b'p')?).clamp(-FAR, FAR);
    Ok(round_to_format(format, rounding, negative, mantissa, exponent as i32, sticky))
}
