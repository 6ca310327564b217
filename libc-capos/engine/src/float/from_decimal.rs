//! Decimal to binary: `digits * 10^exponent` rounded once to a format.
//!
//! A result can change only where the value crosses a multiple of half a unit in the last place. So the value
//! is enclosed in an interval first; if no such *boundary* lies inside, any member of the interval rounds to
//! the answer. If one does, the value is compared with it exactly.

use core::cmp::Ordering;

use super::bignum::Big;
use super::encode::{Rounded, overflow, round_to_format};
use super::finite::Format;
use super::power::{SMALL_FIVES, power_of_ten};
use super::quick::{by_machine, quickly};
use super::rounding::Rounding;

/// A parsed decimal number: `mantissa * 10^exponent` if `more` is `None`.
///
/// Otherwise `mantissa` holds the first 19 digits, the first of them not zero, `exponent` is still that of the
/// last of the 19, and the iterator yields the digits (as values 0 to 9) that follow, of which one at least is not zero.
pub struct DecimalText<I> {
    pub negative: bool,
    pub mantissa: u64,
    pub exponent: i64,
    pub more: Option<I>,
}

/// The first `2 * 19` digits fit in 128 bits.
const WIDE_DIGITS: i32 = 19;

/// Limbs for binary64 and narrower: 769 digits, or 5^1092 times 54 bits, and a shift to align.
const DOUBLE_LIMBS: usize = 64;
/// Limbs for extended precision: 11,516 digits, or 5^16467 times 66 bits, and a shift to align.
const EXTENDED_LIMBS: usize = 640;

/// An enclosure: the value lies in `[low, high] * 2^exponent`.
struct Interval {
    low: u128,
    high: u128,
    exponent: i32,
}

/// Where a value lies: at `mantissa * 2^exponent`, or strictly between that and the next multiple.
struct Position {
    mantissa: u128,
    exponent: i32,
    sticky: bool,
}

/// Rounds `text` to `format`.
#[inline]
pub fn binary_from_decimal<I>(format: Format, rounding: Rounding, text: DecimalText<I>) -> Rounded
where
    I: Iterator<Item = u8> + Clone,
{
    let DecimalText { negative, mantissa, .. } = text;
    if mantissa == 0 {
        return Rounded::ZERO;
    }
    if let Ok(exponent) = i16::try_from(text.exponent) {
        let exponent = i32::from(exponent);
        let quickly = |mantissa| quickly(format, rounding, negative, mantissa, exponent);
        let decided = match &text.more {
            None => by_machine(format, rounding, mantissa, exponent)
                .or_else(|| quickly(mantissa).map(|(rounded, _)| rounded)),
            // What comes behind the 19 digits does not matter where no boundary lies before the next number of 19.
            Some(_) => quickly(mantissa)
                .filter(|&low| quickly(mantissa + 1) == Some(low))
                .map(|(rounded, _)| rounded),
        };
        if let Some(rounded) = decided {
            return rounded;
        }
    }
    slowly(format, rounding, text)
}

/// Rounds `text`, whose mantissa is not zero, whatever it is.
#[cold]
#[inline(never)]
fn slowly<I>(format: Format, rounding: Rounding, text: DecimalText<I>) -> Rounded
where
    I: Iterator<Item = u8> + Clone,
{
    let DecimalText { negative, mantissa, .. } = text;
    // 19 digits are more than a narrow format holds: after a number that is on a boundary, such as the middle of two, the
    // next boundary is further away than any more digits lead, so they only say that there are any.
    if text.more.is_some()
        && format.precision <= 53
        && let Some(position) = exact_quotient(mantissa, text.exponent)
    {
        return round_to_format(format, rounding, negative, position.mantissa, position.exponent, true);
    }
    let magnitude = text.exponent.saturating_add(i64::from(mantissa.ilog10()));
    if magnitude >= i64::from(format.max_decimal) {
        return overflow(format, rounding, negative);
    }
    if magnitude < i64::from(format.min_decimal) - 1 {
        return round_to_format(format, rounding, negative, 0, format.min_exponent, true);
    }
    // Both bounds together keep the exponent small from here on.
    let exponent = text.exponent as i32;
    let decided = match &text.more {
        None => enclose_and_locate(format, mantissa, exponent, false)
            .or_else(|| exact_quotient(mantissa, text.exponent)),
        Some(_) => enclose_and_locate(format, mantissa, exponent, true),
    };
    let position = match decided {
        Some(position) => position,
        None if format.precision > 53 => exactly::<EXTENDED_LIMBS, I>(format, mantissa, exponent, text.more),
        None => exactly::<DOUBLE_LIMBS, I>(format, mantissa, exponent, text.more),
    };
    round_to_format(format, rounding, negative, position.mantissa, position.exponent, position.sticky)
}

/// Decides unless a boundary lies within the error of 128-bit arithmetic.
#[inline]
fn enclose_and_locate(format: Format, mantissa: u64, exponent: i32, more: bool) -> Option<Position> {
    let power = power_of_ten(exponent);
    let zeros = mantissa.leading_zeros();
    let factor = u128::from(mantissa << zeros);
    let cross = (power.mantissa as u64 as u128) * factor;
    let product = (power.mantissa >> 64) * factor + (cross >> 64);
    let scale = power.exponent + 64 - zeros as i32;
    if power.error == 0 && !more {
        return Some(Position { mantissa: product, exponent: scale, sticky: cross as u64 != 0 });
    }
    // The next decimal mantissa is one more power away: its top bits at the product's scale.
    let next = if more { (power.mantissa >> (64 - zeros)) + 1 } else { 0 };
    let high = product.checked_add(next + u128::from(power.error) + 1)?;
    locate(format, &Interval { low: product, high, exponent: scale }).ok()
}

/// A number that a power of five divides: without further digits, this is the one way to be on a boundary.
fn exact_quotient(mantissa: u64, exponent: i64) -> Option<Position> {
    let divisor = *SMALL_FIVES.get(usize::try_from(exponent.checked_neg()?).ok()?)?;
    let quotient = u128::from(mantissa / divisor);
    let exact = Position { mantissa: quotient, exponent: exponent as i32, sticky: false };
    mantissa.is_multiple_of(divisor).then_some(exact)
}

/// Finds the interval's place among the boundaries, or the highest boundary inside it.
fn locate(format: Format, interval: &Interval) -> Result<Position, Position> {
    let leading = interval.exponent + 127 - interval.low.leading_zeros() as i32;
    let unit = (leading - (format.precision as i32 - 1)).max(format.min_exponent);
    let half_unit = unit - 1;
    let shift = half_unit - interval.exponent;
    let divide = |value: u128| value.checked_shr(shift as u32).unwrap_or(0);
    let last = divide(interval.high);
    if divide(interval.low - 1) == last {
        Ok(Position { mantissa: last, exponent: half_unit, sticky: true })
    } else {
        Err(Position { mantissa: last, exponent: half_unit, sticky: false })
    }
}

/// The slow path: a tighter interval, then the comparison with the boundary in exact integers.
#[cold]
#[inline(never)]
fn exactly<const N: usize, I>(format: Format, mantissa: u64, exponent: i32, more: Option<I>) -> Position
where
    I: Iterator<Item = u8> + Clone,
{
    let interval = enclose_wide(mantissa, exponent, more.clone());
    let boundary = match locate(format, &interval) {
        Ok(position) => return position,
        Err(boundary) => boundary,
    };
    let mut digits = Big::<N>::new(u128::from(mantissa));
    let mut exponent = exponent;
    if let Some(more) = more {
        exponent -= append_digits(&mut digits, more, format.max_digits - WIDE_DIGITS as usize);
    }
    let mut other = Big::<N>::new(boundary.mantissa);
    let (mut digits_shift, mut other_shift) = (exponent, boundary.exponent);
    if exponent >= 0 {
        digits.multiply_power_of_five(exponent as u32);
    } else {
        other.multiply_power_of_five(exponent.unsigned_abs());
    }
    let common = digits_shift.min(other_shift);
    digits_shift -= common;
    other_shift -= common;
    digits.shift_left(digits_shift as u32);
    other.shift_left(other_shift as u32);
    match digits.compare(&other) {
        Ordering::Less => Position { mantissa: boundary.mantissa - 1, sticky: true, ..boundary },
        Ordering::Equal => boundary,
        Ordering::Greater => Position { sticky: true, ..boundary },
    }
}

/// Encloses the value by its first 38 digits, too tightly for two boundaries of any format.
fn enclose_wide<I: Iterator<Item = u8>>(mantissa: u64, exponent: i32, more: Option<I>) -> Interval {
    let mut wide = u128::from(mantissa);
    let mut scale = exponent;
    let mut more = more.into_iter().flatten();
    for _ in 0..WIDE_DIGITS {
        let Some(digit) = more.next() else { break };
        wide = wide * 10 + u128::from(digit);
        scale -= 1;
    }
    let power = power_of_ten(scale);
    let zeros = wide.leading_zeros();
    let wide = wide << zeros;
    let (low, high) = (u128::from(u64::MAX), 64);
    let (a, b) = (wide >> high, wide & low);
    let (c, d) = (power.mantissa >> high, power.mantissa & low);
    let middle = a * d;
    let cross = ((b * c) & low) + (middle & low) + ((b * d) >> high);
    let product = a * c + ((b * c) >> high) + (middle >> high) + (cross >> high);
    // Each factor is short by a few units; digits beyond the 38 (which leave at most two leading zeros) weigh
    // less than one unit before the shift.
    let slack = if more.next().is_some() { 16 + (1 << zeros) } else { 16 };
    Interval {
        low: product,
        high: product.saturating_add(slack),
        exponent: power.exponent + 128 - zeros as i32,
    }
}

/// Appends up to `limit` digits, and a 1 for the rest if that is not zero; returns how many were appended.
fn append_digits<const N: usize>(
    digits: &mut Big<N>,
    mut more: impl Iterator<Item = u8>,
    limit: usize,
) -> i32 {
    let mut count = 0;
    while count < limit {
        let (mut chunk, mut scale) = (0, 1);
        while scale < 10_u64.pow(18) && count < limit {
            let Some(digit) = more.next() else { break };
            chunk = chunk * 10 + u64::from(digit);
            scale *= 10;
            count += 1;
        }
        if scale == 1 {
            return count as i32;
        }
        digits.multiply_add(scale, chunk);
    }
    if more.any(|digit| digit != 0) {
        digits.multiply_add(10, 1);
        count += 1;
    }
    count as i32
}
