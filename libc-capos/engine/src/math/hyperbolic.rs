//! Hyperbolic functions and their inverses, from e^x - 1 and log(1 + x).

use super::exponential::expm1_wide;
use super::logarithm::{log_wide, log1p_wide};
use super::number::{Context, Number};
use super::wide::Wide;
use core::cmp::Ordering;

/// Below this order a function differs from its argument, or from 1, by less than 2^-90.
const TINY: i32 = -46;

/// sinh(x) and cosh(x) for x that is not zero.
pub(super) fn sinh_and_cosh(x: Wide) -> (Wide, Wide) {
    if x.exponent < TINY {
        return (x.nudged(true), Wide::ONE.nudged(true));
    }
    let grown = expm1_wide(x.abs());
    let power = grown.plus(Wide::ONE);
    let sinh = grown.plus(grown.over(power)).scaled(-1);
    (sinh.with_sign(x.negative), power.plus(power.inverse()).scaled(-1))
}

pub fn sinh(context: &mut Context, x: Number) -> Number {
    match x {
        Number::Nan(nan) => context.propagate(nan),
        Number::Zero { .. } | Number::Infinite { .. } => x,
        Number::Finite(x) => Number::Finite(sinh_and_cosh(x).0),
    }
}

pub fn cosh(context: &mut Context, x: Number) -> Number {
    match x {
        Number::Nan(nan) => context.propagate(nan),
        Number::Zero { .. } => Number::ONE,
        Number::Infinite { .. } => Number::INFINITY,
        Number::Finite(x) => Number::Finite(sinh_and_cosh(x).1),
    }
}

/// tanh(x) for x that is not zero.
pub(super) fn tanh_wide(x: Wide) -> Wide {
    match x.exponent {
        5.. => Wide::ONE.with_sign(x.negative).nudged(false),
        TINY.. => {
            let grown = expm1_wide(x.abs().scaled(1));
            grown.over(grown.plus(Wide::TWO)).with_sign(x.negative)
        }
        _ => x.nudged(false),
    }
}

pub fn tanh(context: &mut Context, x: Number) -> Number {
    match x {
        Number::Nan(nan) => context.propagate(nan),
        Number::Zero { .. } => x,
        Number::Infinite { negative } => Number::ONE.with_sign(negative),
        Number::Finite(x) => Number::Finite(tanh_wide(x)),
    }
}

/// asinh(x) = log(1 + x + x^2 / (1 + sqrt(1 + x^2))) for positive x.
pub(super) fn asinh_wide(x: Wide) -> Wide {
    if x.exponent < TINY {
        return if x.is_zero() { x } else { x.nudged(false) };
    }
    let (magnitude, square) = (x.abs(), x.squared());
    let root = Wide::ONE.plus(square).root();
    log1p_wide(magnitude.plus(square.over(Wide::ONE.plus(root)))).with_sign(x.negative)
}

pub fn asinh(context: &mut Context, x: Number) -> Number {
    match x {
        Number::Nan(nan) => context.propagate(nan),
        Number::Zero { .. } | Number::Infinite { .. } => x,
        Number::Finite(x) => Number::Finite(asinh_wide(x)),
    }
}

/// acosh(1 + t) = log(1 + t + sqrt(2t + t^2)).
pub(super) fn acosh_of_one_plus(t: Wide) -> Wide {
    if t.is_zero() { t } else { log1p_wide(t.plus(t.plus(Wide::TWO).times(t).root())) }
}

pub fn acosh(context: &mut Context, x: Number) -> Number {
    match x {
        Number::Nan(nan) => context.propagate(nan),
        Number::Infinite { negative: false } => x,
        Number::Finite(x) if !x.is_below(Wide::ONE) => {
            Number::from_wide(acosh_of_one_plus(x.minus(Wide::ONE)), false)
        }
        _ => context.invalid(),
    }
}

/// atanh(x) = log(1 + 2x / (1 - x)) / 2, for 0 < |x| < 1.
pub(super) fn atanh_wide(x: Wide) -> Wide {
    let magnitude = x.abs();
    if x.exponent < TINY {
        return x.nudged(true);
    }
    let below = Wide::ONE.minus(magnitude);
    let value = if x.exponent == -1 {
        // Away from zero nothing cancels.
        log_wide(Wide::ONE.plus(magnitude).over(below))
    } else {
        log1p_wide(magnitude.scaled(1).over(below))
    };
    value.scaled(-1).with_sign(x.negative)
}

pub fn atanh(context: &mut Context, x: Number) -> Number {
    match x {
        Number::Nan(nan) => context.propagate(nan),
        Number::Zero { .. } => x,
        Number::Infinite { .. } => context.invalid(),
        Number::Finite(wide) => match wide.abs().compare(Wide::ONE) {
            Ordering::Less => Number::Finite(atanh_wide(wide)),
            Ordering::Equal => context.pole(wide.negative),
            Ordering::Greater => context.invalid(),
        },
    }
}
