//! Powers with real and with whole exponents, roots.

use super::exponential::{TINY, exp_wide, exp2_wide};
use super::logarithm::{log1p_wide, log2_wide};
use super::number::{Context, Number};
use super::wide::Wide;
use core::cmp::Ordering;

/// The parity that decides the sign of a power of a negative number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Exponent {
    Fractional,
    Even,
    Odd,
}

impl Exponent {
    fn of(y: Wide) -> Exponent {
        match (y.is_integral(), y.is_odd()) {
            (false, _) => Exponent::Fractional,
            (true, false) => Exponent::Even,
            (true, true) => Exponent::Odd,
        }
    }

    fn of_integer(n: i64) -> Exponent {
        if n & 1 == 0 { Exponent::Even } else { Exponent::Odd }
    }
}

/// x^y for positive x.
pub(super) fn power(x: Wide, y: Wide) -> Wide {
    let exponent = log2_wide(x).times(y);
    if exponent.is_zero() {
        Wide::ONE
    } else if exponent.exponent < TINY {
        Wide::ONE.nudged(!exponent.negative)
    } else {
        exp2_wide(exponent).snapped()
    }
}

/// What zero and infinity become: a positive exponent keeps them, a negative one exchanges them.
fn limit(context: &mut Context, x: Number, down: bool, odd: bool) -> Number {
    let negative = odd && x.is_negative();
    match (x.is_zero(), down) {
        (true, true) => context.pole(negative),
        (true, false) | (false, true) => Number::Zero { negative },
        (false, false) => Number::Infinite { negative },
    }
}

/// A NaN among the operands of a function that is 1 for some NaNs: signalling ones are errors all the same.
fn propagate_any(context: &mut Context, x: Number, y: Number) -> Option<Number> {
    let mut found = None;
    for operand in [y, x] {
        if let Number::Nan(nan) = operand {
            found = Some(context.propagate(nan));
        }
    }
    found
}

fn is_signaling(x: Number) -> bool {
    matches!(x, Number::Nan(nan) if nan.signaling)
}

pub fn pow(context: &mut Context, x: Number, y: Number) -> Number {
    if (y.is_zero() || x == Number::ONE) && !is_signaling(x) && !is_signaling(y) {
        return Number::ONE;
    }
    if let Some(nan) = propagate_any(context, x, y) {
        return nan;
    }
    match (x, y) {
        (x, Number::Infinite { negative }) => {
            let order = match x {
                Number::Finite(x) => x.abs().compare(Wide::ONE),
                Number::Zero { .. } => Ordering::Less,
                _ => Ordering::Greater,
            };
            match (order, negative) {
                (Ordering::Equal, _) => Number::ONE,
                (Ordering::Less, true) if x.is_zero() => Number::INFINITY,
                (Ordering::Less, true) | (Ordering::Greater, false) => Number::INFINITY,
                _ => Number::ZERO,
            }
        }
        (Number::Finite(x), Number::Finite(y)) => {
            let kind = Exponent::of(y);
            if x.negative && kind == Exponent::Fractional {
                return context.invalid();
            }
            Number::Finite(power(x.abs(), y).with_sign(x.negative && kind == Exponent::Odd))
        }
        (x, Number::Finite(y)) => limit(context, x, y.negative, Exponent::of(y) == Exponent::Odd),
        _ => context.invalid(),
    }
}

/// x^y as exp(y log x), with the domain that this has.
pub fn powr(context: &mut Context, x: Number, y: Number) -> Number {
    if let Some(nan) = propagate_any(context, x, y) {
        return nan;
    }
    match (x, y) {
        (Number::Finite(Wide { negative: true, .. }) | Number::Infinite { negative: true }, _) => {
            context.invalid()
        }
        (Number::Finite(_), Number::Zero { .. }) => Number::ONE,
        (_, Number::Zero { .. }) => context.invalid(),
        (Number::ONE, Number::Infinite { .. }) => context.invalid(),
        (Number::Zero { .. }, Number::Infinite { negative: true }) => Number::INFINITY,
        (Number::Zero { .. }, y) if y.is_negative() => context.pole(false),
        (Number::Zero { .. }, _) => Number::ZERO,
        (x, y) => pow(context, x, y),
    }
}

/// x^n.
pub fn pown(context: &mut Context, x: Number, n: i64) -> Number {
    if n == 0 && !is_signaling(x) {
        return Number::ONE;
    }
    let odd = Exponent::of_integer(n) == Exponent::Odd;
    match x {
        Number::Nan(nan) => context.propagate(nan),
        Number::Finite(x) => {
            Number::Finite(power(x.abs(), Wide::from_integer(n)).with_sign(x.negative && odd))
        }
        x => limit(context, x, n < 0, odd),
    }
}

/// The n-th root of x.
pub fn rootn(context: &mut Context, x: Number, n: i64) -> Number {
    let odd = Exponent::of_integer(n) == Exponent::Odd;
    match x {
        Number::Nan(nan) => context.propagate(nan),
        _ if n == 0 => context.invalid(),
        Number::Zero { .. } => limit(context, x, n < 0, odd),
        x if x.is_negative() && !odd => context.invalid(),
        Number::Finite(x) => Number::Finite(root(x.abs(), Wide::from_integer(n)).with_sign(x.negative)),
        x => limit(context, x, n < 0, odd),
    }
}

fn root(x: Wide, n: Wide) -> Wide {
    let exponent = log2_wide(x).over(n);
    if exponent.is_zero() {
        Wide::ONE
    } else if exponent.exponent < TINY {
        Wide::ONE.nudged(!exponent.negative)
    } else {
        exp2_wide(exponent).snapped()
    }
}

pub fn cbrt(context: &mut Context, x: Number) -> Number {
    match x {
        Number::Nan(nan) => context.propagate(nan),
        Number::Finite(x) => Number::Finite(root(x.abs(), Wide::from_integer(3)).with_sign(x.negative)),
        x => x,
    }
}

/// 1 / sqrt(x).
pub fn rsqrt(context: &mut Context, x: Number) -> Number {
    match x {
        Number::Nan(nan) => context.propagate(nan),
        Number::Zero { negative } => context.pole(negative),
        Number::Finite(x) if !x.negative => Number::Finite(x.root().inverse().snapped()),
        Number::Infinite { negative: false } => Number::ZERO,
        _ => context.invalid(),
    }
}

/// (1 + x)^n.
pub fn compoundn(context: &mut Context, x: Number, n: i64) -> Number {
    let below = match x {
        Number::Finite(x) => x.compare(Wide::ONE.negated()) == Ordering::Less,
        Number::Infinite { negative } => negative,
        _ => false,
    };
    match x {
        _ if below => context.invalid(),
        Number::Nan(nan) if n != 0 || nan.signaling => context.propagate(nan),
        _ if n == 0 => Number::ONE,
        Number::Finite(x) if x == Wide::ONE.negated() => limit(context, Number::ZERO, n < 0, false),
        Number::Finite(x) => {
            let exponent = log1p_wide(x).times(Wide::from_integer(n));
            if exponent.exponent < TINY {
                return Number::Finite(Wide::ONE.nudged(!exponent.negative));
            }
            Number::Finite(exp_wide(exponent).snapped())
        }
        Number::Zero { .. } => Number::ONE,
        x => limit(context, x, n < 0, false),
    }
}
