//! Exponentials: all are 2^x, whose fraction is looked up to 7 bits and summed beyond.

use super::fixed::{horner, multiply};
use super::number::{Context, Number};
use super::tables::{EXP2, INVERSE_FACTORIAL, LN_2, LN_10, LOG2_10, LOG2_E};
use super::wide::Wide;

/// Exponents of this order overflow or underflow every format.
const HUGE: i32 = 24;
/// Below this order x decides only to which side of its limit a result lies.
pub(super) const TINY: i32 = -88;

/// 2^x for any x.
pub(super) fn exp2_wide(x: Wide) -> Wide {
    if x.exponent >= HUGE {
        return Wide::power_of_two(if x.negative { -(1 << HUGE) } else { 1 << HUGE });
    }
    let (mut whole, mut fraction) = match x.exponent {
        0.. => ((x.mantissa >> (127 - x.exponent)) as i32, x.mantissa << (x.exponent + 1)),
        -128..0 => (0, x.mantissa >> (-1 - x.exponent)),
        _ => return Wide::ONE,
    };
    if x.negative {
        whole = if fraction == 0 { -whole } else { -whole - 1 };
        fraction = fraction.wrapping_neg();
    }
    let point = EXP2[(fraction >> 121) as usize];
    let y = multiply(fraction & ((1 << 121) - 1), LN_2.mantissa);
    let grown = y + multiply(multiply(y, y), horner(&INVERSE_FACTORIAL[..12], y));
    Wide::normalized(false, whole, point + multiply(point, grown))
}

pub(super) fn exp_wide(x: Wide) -> Wide {
    if x.exponent >= HUGE { exp2_wide(x) } else { exp2_wide(x.times(LOG2_E)) }
}

/// e^x - 1, without loss near zero.
pub(super) fn expm1_wide(x: Wide) -> Wide {
    if x.exponent >= -7 {
        return without_one(exp_wide(x));
    }
    if x.exponent < TINY {
        return x.nudged(!x.negative);
    }
    let y = x.to_fixed(128);
    if x.negative {
        let falls = multiply(y, super::fixed::alternating_horner(&INVERSE_FACTORIAL[..15], y));
        x.times(Wide::ONE.minus(Wide::from_fraction(falls)))
    } else {
        let grows = multiply(y, horner(&INVERSE_FACTORIAL[..15], y));
        x.times(Wide::ONE.plus(Wide::from_fraction(grows)))
    }
}

/// `power - 1`; where the one does not reach the digits any more, it still decides directed rounding.
fn without_one(power: Wide) -> Wide {
    match power.exponent {
        88.. => power.nudged(false),
        TINY.. => power.minus(Wide::ONE),
        _ => Wide::ONE.negated().nudged(false),
    }
}

/// The shape of e^x, 2^x, 10^x: `power` is for finite arguments that are not tiny.
fn exponential(context: &mut Context, x: Number, power: impl FnOnce(Wide) -> Wide) -> Number {
    match x {
        Number::Nan(nan) => context.propagate(nan),
        Number::Infinite { negative: false } => x,
        Number::Infinite { negative: true } => Number::ZERO,
        Number::Zero { .. } => Number::ONE,
        Number::Finite(x) if x.exponent < TINY => Number::Finite(Wide::ONE.nudged(!x.negative)),
        Number::Finite(x) => Number::Finite(power(x)),
    }
}

/// The shape of e^x - 1 and its kin.
fn exponential_minus_one(context: &mut Context, x: Number, power: impl FnOnce(Wide) -> Wide) -> Number {
    match x {
        Number::Nan(nan) => context.propagate(nan),
        Number::Infinite { negative: true } => Number::Finite(Wide::ONE.negated()),
        Number::Infinite { negative: false } | Number::Zero { .. } => x,
        Number::Finite(x) => Number::Finite(power(x)),
    }
}

pub fn exp(context: &mut Context, x: Number) -> Number {
    exponential(context, x, exp_wide)
}

pub fn exp2(context: &mut Context, x: Number) -> Number {
    exponential(context, x, exp2_wide)
}

pub fn exp10(context: &mut Context, x: Number) -> Number {
    exponential(context, x, exp10_wide)
}

fn exp10_wide(x: Wide) -> Wide {
    if x.exponent >= HUGE { exp2_wide(x) } else { exp2_wide(x.times(LOG2_10)).snapped() }
}

pub fn expm1(context: &mut Context, x: Number) -> Number {
    exponential_minus_one(context, x, expm1_wide)
}

pub fn exp2m1(context: &mut Context, x: Number) -> Number {
    exponential_minus_one(context, x, |x| match x.exponent {
        -7.. => without_one(exp2_wide(x)),
        _ => expm1_wide(x.times(LN_2)),
    })
}

pub fn exp10m1(context: &mut Context, x: Number) -> Number {
    exponential_minus_one(context, x, |x| match x.exponent {
        -7.. => without_one(exp10_wide(x)),
        _ => expm1_wide(x.times(LN_10)),
    })
}
