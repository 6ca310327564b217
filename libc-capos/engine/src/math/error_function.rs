//! The error function and its complement.

use super::exponential::exp_wide;
use super::number::{Context, Number};
use super::tables::{INVERSE_ODD, ROOT_PI, TWO_OVER_ROOT_PI};
use super::wide::Wide;

/// Below this order erf(x) is a multiple of x.
const TINY: i32 = -46;
/// Beyond this exp(-x^2) underflows every format.
const HUGE: i32 = 8;
/// From here on the continued fraction is shorter than the series.
const SPLIT: Wide = Wide::from_integer(9).scaled(-1);

/// erf(x) for positive x up to SPLIT: 2x/sqrt(pi) exp(-x^2) (1 + 2x^2/3 (1 + 2x^2/5 (1 + ...))). No term is negative.
fn series(x: Wide) -> Wide {
    if x.exponent < TINY {
        return x.times(TWO_OVER_ROOT_PI).nudged(false);
    }
    let square = x.squared();
    let doubled = square.scaled(1);
    let terms = (34 + 6 * (square.nearest_integer() as usize)).min(INVERSE_ODD.len());
    let sum = INVERSE_ODD[..terms]
        .iter()
        .rev()
        .fold(Wide::ONE, |sum, odd| Wide::ONE.plus(sum.times(doubled).times(Wide::from_fraction(*odd))));
    x.times(TWO_OVER_ROOT_PI).times(exp_wide(square.negated())).times(sum)
}

/// erfc(x) from SPLIT on: exp(-x^2)/sqrt(pi) / (x + (1/2)/(x + 1/(x + (3/2)/(x + ...)))).
fn fraction(x: Wide) -> Wide {
    if x.exponent >= HUGE {
        return Wide::power_of_two(-(1 << 20));
    }
    let depth = match x.exponent {
        ..3 => 70,
        3 => 32,
        _ => 16,
    };
    // Numerators and denominators of the convergents; there is no division before the end.
    let (mut previous, mut current) = ((Wide::ONE, Wide::ZERO), (x, Wide::ONE));
    for n in 1..depth {
        let half = Wide::from_integer(n).scaled(-1);
        let next = (
            x.times(current.0).plus(half.times(previous.0)),
            x.times(current.1).plus(half.times(previous.1)),
        );
        (previous, current) = (current, next);
    }
    let value = current.1.over(current.0);
    value.times(exp_wide(x.squared().negated())).over(ROOT_PI)
}

/// 1 less a number from 0 to 1, however small.
fn one_minus(value: Wide) -> Wide {
    if value.exponent < -88 { Wide::ONE.nudged(false) } else { Wide::ONE.minus(value) }
}

pub fn erf(context: &mut Context, x: Number) -> Number {
    match x {
        Number::Nan(nan) => context.propagate(nan),
        Number::Zero { .. } => x,
        Number::Infinite { negative } => Number::ONE.with_sign(negative),
        Number::Finite(x) => {
            let magnitude = x.abs();
            let value =
                if magnitude.is_below(SPLIT) { series(magnitude) } else { one_minus(fraction(magnitude)) };
            Number::Finite(value.with_sign(x.negative))
        }
    }
}

pub fn erfc(context: &mut Context, x: Number) -> Number {
    match x {
        Number::Nan(nan) => context.propagate(nan),
        Number::Zero { .. } => Number::ONE,
        Number::Infinite { negative: false } => Number::ZERO,
        Number::Infinite { negative: true } => Number::Finite(Wide::TWO),
        Number::Finite(x) => {
            let magnitude = x.abs();
            Number::Finite(match (x.negative, magnitude.is_below(SPLIT)) {
                (false, true) => one_minus(series(magnitude)),
                (false, false) => fraction(magnitude),
                (true, true) => one_plus(series(magnitude)),
                (true, false) => Wide::ONE.plus(one_minus(fraction(magnitude))),
            })
        }
    }
}

fn one_plus(value: Wide) -> Wide {
    if value.exponent < -88 { Wide::ONE.nudged(true) } else { Wide::ONE.plus(value) }
}
