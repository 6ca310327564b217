//! Logarithms: the argument is brought next to 1 by a factor n/256 whose logarithm is tabled.

use super::fixed::{alternating_horner, horner, multiply, multiply_fully};
use super::number::{Context, Number};
use super::tables::{INVERSE, LN_2, LOG, LOG2_E, LOG10_E};
use super::wide::Wide;
use core::cmp::Ordering;

/// The square root of 2, in units of 2^-127.
const ROOT_2: u128 = 0xb504f333_f9de6484_597d89b3_754abe9f;
/// The factor of the first entry of the table.
const FIRST: usize = 180;
/// Below this order log(1 + x) is a sum of its own.
const NEAR_ONE: i32 = -8;

/// `1 - r/2 + r^2/3 - ...` for r below 2^-7, of either sign: what multiplies r in log(1 + r).
fn factor(negative: bool, r: u128) -> Wide {
    if negative {
        Wide::ONE.plus(Wide::from_fraction(multiply(r, horner(&INVERSE[..18], r))))
    } else {
        Wide::ONE.minus(Wide::from_fraction(multiply(r, alternating_horner(&INVERSE[..18], r))))
    }
}

/// The natural logarithm of a positive number.
pub(super) fn log_wide(x: Wide) -> Wide {
    let halved = x.mantissa > ROOT_2;
    let power = x.exponent + i32::from(halved);
    // n/256 is next to the inverse of the number that is left when the power of two is taken out.
    let center = ((x.mantissa >> 117) as usize) * 2 + 1;
    let one = if halved { 1 << 20 } else { 1 << 19 };
    let n = (one + center / 2) / center;
    let (high, low) = multiply_fully(x.mantissa, n as u128);
    // What the product is off from one, in 256 bits: one is 2^135, or 2^136.
    let places = if halved { 8 } else { 7 };
    let negative = high >> places == 0;
    let (high, low) = match negative {
        false => (high - (1 << places), low),
        true => {
            let (low, borrow) = 0u128.overflowing_sub(low);
            ((1 << places) - high - u128::from(borrow), low)
        }
    };
    let r = (high << (128 - places)) | (low >> places);
    let rest = Wide::from_fraction(r).with_sign(negative).times(factor(negative, r));
    if power == 0 && n == 256 {
        return rest;
    }
    let point = Wide::from_fraction(LOG[n - FIRST]).with_sign(n < 256);
    LN_2.times(Wide::from_integer(power.into())).plus(rest.minus(point))
}

/// log(1 + x) for x above -1.
pub(super) fn log1p_wide(x: Wide) -> Wide {
    if x.is_zero() || x.exponent >= NEAR_ONE {
        return log_wide(Wide::ONE.plus(x));
    }
    if x.exponent < super::exponential::TINY {
        return x.nudged(x.negative);
    }
    x.times(factor(x.negative, x.to_fixed(128)))
}

/// The shape of all logarithms.
fn logarithm(context: &mut Context, x: Number, log: impl FnOnce(Wide) -> Wide) -> Number {
    match x {
        Number::Nan(nan) => context.propagate(nan),
        Number::Zero { .. } => context.pole(true),
        Number::Finite(x) if !x.negative => Number::from_wide(log(x), false),
        Number::Infinite { negative: false } => x,
        _ => context.invalid(),
    }
}

/// The shape of the logarithms of 1 + x.
fn logarithm_plus_one(context: &mut Context, x: Number, log: impl FnOnce(Wide) -> Wide) -> Number {
    match x {
        Number::Nan(nan) => context.propagate(nan),
        Number::Zero { .. } | Number::Infinite { negative: false } => x,
        Number::Infinite { negative: true } => context.invalid(),
        Number::Finite(wide) => match wide.compare(Wide::ONE.negated()) {
            Ordering::Less => context.invalid(),
            Ordering::Equal => context.pole(true),
            Ordering::Greater => Number::Finite(log(wide)),
        },
    }
}

pub fn log(context: &mut Context, x: Number) -> Number {
    logarithm(context, x, log_wide)
}

pub fn log2(context: &mut Context, x: Number) -> Number {
    logarithm(context, x, |x| log2_wide(x).snapped())
}

/// The binary logarithm; exact for powers of two.
pub(super) fn log2_wide(x: Wide) -> Wide {
    if x.mantissa == 1 << 127 {
        return Wide::from_integer(x.exponent.into());
    }
    log_wide(x).times(LOG2_E)
}

pub fn log10(context: &mut Context, x: Number) -> Number {
    logarithm(context, x, |x| log_wide(x).times(LOG10_E).snapped())
}

pub fn log1p(context: &mut Context, x: Number) -> Number {
    logarithm_plus_one(context, x, log1p_wide)
}

pub fn log2p1(context: &mut Context, x: Number) -> Number {
    logarithm_plus_one(context, x, |x| log1p_wide(x).times(LOG2_E).snapped())
}

pub fn log10p1(context: &mut Context, x: Number) -> Number {
    logarithm_plus_one(context, x, |x| log1p_wide(x).times(LOG10_E).snapped())
}
