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
            value = value.filter(|_| digit < 10).map(|value| value.wrapping_mul(10).wrapping_add(u64::from(digit)));
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

/// The digits that can matter, those beyond reduced to "something follows".
struct Digits<const N: usize> {
    digits: [u8; N],
    count: usize,
    /// Decimal exponent of the last digit kept.
    exponent: i64,
    sticky: bool,
}

impl<const N: usize> Digits<N> {
    fn push(&mut self, digit: u32, behind_point: bool) {
        if self.count == 0 && digit == 0 {
            self.exponent -= i64::from(behind_point);
        } else if self.count < N {
            self.digits[self.count] = digit as u8;
            self.count += 1;
            self.exponent -= i64::from(behind_point);
        } else {
            self.sticky |= digit != 0;
            self.exponent += i64::from(!behind_point);
        }
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
    const FIRST: usize = 19;
    let mut kept = Digits::<DIGITS> { digits: [0; DIGITS], count: 0, exponent: 0, sticky: false };
    let mut behind_point = false;
    loop {
        if let Some(digit) = item.digit(10) {
            any = true;
            kept.push(digit, behind_point);
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
    let power = exponent(item, b'e')?;
    let (first, rest) = kept.digits[..kept.count].split_at(kept.count.min(FIRST));
    let mantissa = first.iter().fold(0, |sum, &digit| sum * 10 + u64::from(digit));
    let exponent = (kept.exponent + rest.len() as i64).saturating_add(power);
    let more = rest.iter().copied().chain(kept.sticky.then_some(1));
    let more = (!rest.is_empty()).then_some(more);
    Ok(binary_from_decimal(format, rounding, DecimalText { negative, mantissa, exponent, more }))
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
