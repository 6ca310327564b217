//! Decimal to binary for nearly every number: what the processor rounds rightly itself, and what 128 bits decide.

use super::encode::Rounded;
use super::finite::Format;
use super::power::{POWERS, power_of_ten};
use super::rounding::{Rounding, Tail};

/// Numbers short enough that the processor's one rounding is the right one: both operands are exact doubles.
#[inline]
pub(super) fn by_machine(
    format: Format,
    rounding: Rounding,
    mantissa: u64,
    exponent: i32,
) -> Option<Rounded> {
    const EXACT: [f64; 23] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
        1e18, 1e19, 1e20, 1e21, 1e22,
    ];
    if rounding != Rounding::NearestEven {
        return None;
    }
    if format == Format::BINARY32 {
        return by_machine_single(mantissa, exponent);
    }
    if format != Format::BINARY64 || mantissa >> 53 != 0 {
        return None;
    }
    let power = *EXACT.get(exponent.unsigned_abs() as usize)?;
    let value = mantissa as f64;
    let value = if exponent < 0 { value / power } else { value * power };
    // Neither zero nor subnormal nor infinite: 2^53 * 10^22 and 10^-22 are far from the ends of the range.
    let bits = value.to_bits();
    let mantissa = bits & ((1 << 52) - 1) | 1 << 52;
    Some(Rounded { mantissa, exponent: (bits >> 52) as i32 - 1075, ..Rounded::ZERO })
}

/// The same for `float`.
#[inline]
fn by_machine_single(mantissa: u64, exponent: i32) -> Option<Rounded> {
    const EXACT: [f32; 11] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10];
    if mantissa >> 24 != 0 {
        return None;
    }
    let power = *EXACT.get(exponent.unsigned_abs() as usize)?;
    let value = mantissa as f32;
    let value = if exponent < 0 { value / power } else { value * power };
    let bits = value.to_bits();
    let mantissa = u64::from(bits & ((1 << 23) - 1) | 1 << 23);
    Some(Rounded { mantissa, exponent: (bits >> 23) as i32 - 150, ..Rounded::ZERO })
}

/// Rounds what lies clearly between two boundaries, neither subnormal nor close to overflow: nearly every number. Says
/// also between which.
pub(super) fn quickly(
    format: Format,
    rounding: Rounding,
    negative: bool,
    mantissa: u64,
    exponent: i32,
) -> Option<(Rounded, (u64, Tail))> {
    if !POWERS.contains(&exponent) {
        return None;
    }
    let power = power_of_ten(exponent);
    let zeros = mantissa.leading_zeros();
    let factor = u128::from(mantissa << zeros);
    let cross = (power.mantissa as u64 as u128) * factor;
    let product = (power.mantissa >> 64) * factor + (cross >> 64);
    // The product of two numbers with their top bits set lacks one bit at most.
    let short = u32::from(product >> 127 == 0);
    let product = product << short;
    let error = u128::from((power.error + 1) << short);
    let leading = power.exponent + 64 - zeros as i32 + 127 - short as i32;
    let unit = leading - (format.precision as i32 - 1);
    if unit < format.min_exponent || leading >= format.max_exponent {
        return None;
    }
    let cut = 128 - format.precision;
    let (rest, half) = (product & ((1 << cut) - 1), 1 << (cut - 1));
    if rest == 0 || (rest <= half && rest + error >= half) || rest + error >= 1 << cut {
        return None;
    }
    let mut kept = product >> cut;
    let mut unit = unit;
    let tail = if rest < half { Tail::BelowHalf } else { Tail::AboveHalf };
    let place = (kept as u64, tail);
    if rounding.away(negative, kept & 1 != 0, tail) {
        kept += 1;
        if kept >> format.precision != 0 {
            kept >>= 1;
            unit += 1;
        }
    }
    Some((Rounded { mantissa: kept as u64, exponent: unit, inexact: true, ..Rounded::ZERO }, place))
}
