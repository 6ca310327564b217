//! Hexadecimal floating constants.

use super::float::parse_exponent;
use super::text::{Text, digit_value, lower};
use crate::float::{Format, Rounded, Rounding, round_to_format};

/// Exponents beyond this are beyond every format, whatever the mantissa.
const FAR: i64 = 1 << 24;

/// Reads what follows `0x`; `None` if no hexadecimal digit does.
#[cold]
pub(super) fn parse_hex<T: Text + ?Sized>(
    text: &T,
    start: usize,
    format: Format,
    rounding: Rounding,
    negative: bool,
) -> Option<(Rounded, usize)> {
    let (mut mantissa, mut sticky) = (0_u128, false);
    let mut exponent = 0_i64;
    let (mut any, mut after_point) = (false, false);
    let mut index = start;
    loop {
        let unit = text.at(index);
        let digit = digit_value(unit);
        if digit < 16 {
            any = true;
            if mantissa >> 124 == 0 {
                mantissa = mantissa << 4 | u128::from(digit);
                exponent -= if after_point { 4 } else { 0 };
            } else {
                sticky |= digit != 0;
                exponent += if after_point { 0 } else { 4 };
            }
        } else if !after_point && unit == text.decimal_point() {
            after_point = true;
        } else {
            break;
        }
        index += 1;
    }
    if !any {
        return None;
    }
    if lower(text.at(index)) == u32::from(b'p')
        && let Some((power, end)) = parse_exponent(text, index + 1)
    {
        exponent = exponent.saturating_add(power);
        index = end;
    }
    let exponent = exponent.clamp(-FAR, FAR) as i32;
    Some((round_to_format(format, rounding, negative, mantissa, exponent, sticky), index))
}
