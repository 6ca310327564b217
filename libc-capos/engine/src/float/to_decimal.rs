//! Binary to decimal for the usual precisions: the wanted digits as one 64-bit integer.
//!
//! `value * 10^k` is computed with 128 bits and a bound for their error. Only when the bound includes a whole or
//! half number is the answer in doubt; whether the value *is* that number can be told from its factors of two
//! and five. What remains undecided (next to never) is left to [`super::exact_decimal`].

use super::decimal::{Cutoff, Decimal, write_u64};
use super::finite::Finite;
use super::power::{SMALL_FIVES, power_of_ten};
use super::rounding::{Rounding, Tail};

/// Precision up to which the digits, and one more where the estimate is off by one, leave room to round in.
const MAX_SIGNIFICANT: u32 = 17;
const MAX_FRACTION: u32 = 64;

static POWERS: [u64; 19] = powers();

const fn powers() -> [u64; 19] {
    let mut table = [1; 19];
    let mut index = 1;
    while index < table.len() {
        table[index] = table[index - 1] * 10;
        index += 1;
    }
    table
}

/// Rounds `value` at `cutoff` if that takes no more than about 18 digits; `None` if it takes exact arithmetic.
#[inline]
pub fn short_decimal<'a>(
    value: Finite,
    rounding: Rounding,
    cutoff: Cutoff,
    buffer: &'a mut [u8; 20],
) -> Option<Decimal<'a>> {
    if value.mantissa == 0 {
        return Some(Decimal::ZERO);
    }
    match cutoff {
        Cutoff::Significant(count) if count <= MAX_SIGNIFICANT => significant(value, rounding, count, buffer),
        Cutoff::Fraction(count) if count <= MAX_FRACTION => fraction(value, rounding, count, buffer),
        _ => None,
    }
}

fn significant(value: Finite, rounding: Rounding, count: u32, buffer: &mut [u8; 20]) -> Option<Decimal<'_>> {
    let leading = value.exponent + 63 - value.mantissa.leading_zeros() as i32;
    // floor(log10(2^leading)): the decimal exponent, or one less.
    let mut exponent = ((i64::from(leading) * 330_985_980_541) >> 40) as i32;
    let (mut digits, mut tail) = scale(value, count as i32 - 1 - exponent)?;
    let limit = POWERS[count as usize];
    if digits >= limit {
        tail = tail.behind_digit((digits % 10) as u8);
        digits /= 10;
        exponent += 1;
    }
    if rounding.away(value.negative, digits & 1 != 0, tail) {
        digits += 1;
        if digits == limit {
            digits /= 10;
            exponent += 1;
        }
    }
    let start = write_u64(buffer, digits);
    Some(Decimal { digits: &buffer[start..], exponent })
}

fn fraction(value: Finite, rounding: Rounding, count: u32, buffer: &mut [u8; 20]) -> Option<Decimal<'_>> {
    let leading = value.exponent + 63 - value.mantissa.leading_zeros() as i32;
    let power = power_of_ten(count as i32);
    if leading + power.exponent + 127 > 60 {
        return None;
    }
    let (mut digits, tail) = scale(value, count as i32)?;
    if rounding.away(value.negative, digits & 1 != 0, tail) {
        digits += 1;
    }
    let start = write_u64(buffer, digits);
    Some(Decimal { digits: &buffer[start..], exponent: (buffer.len() - start) as i32 - 1 - count as i32 })
}

/// The whole part of `value * 10^k`, which the caller knows to be below 2^62, and its tail.
#[inline]
fn scale(value: Finite, k: i32) -> Option<(u64, Tail)> {
    let power = power_of_ten(k);
    let zeros = value.mantissa.leading_zeros();
    let factor = u128::from(value.mantissa << zeros);
    let cross = (power.mantissa as u64 as u128) * factor;
    let product = (power.mantissa >> 64) * factor + (cross >> 64);
    let shift = -(power.exponent + 64 + value.exponent - zeros as i32);
    let error = u128::from(power.error) + 2;
    if shift > 128 {
        // Below a quarter, or so near a half that the sum would overflow.
        return (shift > 129 || product < u128::MAX - error).then_some((0, Tail::BelowHalf));
    }
    let mask = u128::MAX >> (128 - shift);
    let half = 1 << (shift - 1);
    let whole = product.checked_shr(shift as u32).unwrap_or(0) as u64;
    let rest = product & mask;
    if power.error == 0 {
        return Some((whole, Tail::new(rest.cmp(&half), rest == 0, cross as u64 != 0)));
    }
    let upper = rest.saturating_add(error);
    if rest > half && upper <= mask {
        Some((whole, Tail::AboveHalf))
    } else if rest > 0 && upper < half {
        Some((whole, Tail::BelowHalf))
    } else if !is_multiple_of_half(value, k) {
        None
    } else if upper > mask {
        Some((whole + 1, Tail::Zero))
    } else if rest == 0 {
        Some((whole, Tail::Zero))
    } else {
        Some((whole, Tail::Half))
    }
}

/// Whether `2 * value * 10^k` is an integer.
#[cold]
fn is_multiple_of_half(value: Finite, k: i32) -> bool {
    let twos = value.exponent + value.mantissa.trailing_zeros() as i32 + k + 1;
    let fives = k >= 0
        || SMALL_FIVES
            .get(k.unsigned_abs() as usize)
            .is_some_and(|&five| value.mantissa.is_multiple_of(five));
    twos >= 0 && fives
}
