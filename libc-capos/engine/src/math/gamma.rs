//! The gamma function and its logarithm.

use super::exponential::exp_wide;
use super::fixed::{alternating_horner, horner, multiply};
use super::logarithm::{log_wide, log1p_wide};
use super::number::{Context, Number};
use super::reduction::half_turns;
use super::tables::{EULER_GAMMA, HALF_LN_TWO_PI, PI, STIRLING, ZETA};
use super::wide::Wide;

/// From here on Stirling's series has 128 bits.
const LARGE: i64 = 20;
/// Up to here factorials are multiplied out; beyond, no format holds them exactly.
const FACTORIAL: i64 = 40;

/// ln gamma(2 + t) for |t| <= 1/2, by its Taylor series.
fn near_two(t: Wide) -> Wide {
    if t.is_zero() {
        return t;
    }
    let y = t.to_fixed(128);
    let rest = if t.negative { horner(&ZETA, y) } else { alternating_horner(&ZETA, y) };
    // t (1 - gamma) + t^2 (z2 - t z3 + ...), and with the sign of t in it.
    let slope = Wide::ONE.minus(EULER_GAMMA);
    let curve = Wide::from_fraction(multiply(y, rest)).with_sign(t.negative);
    t.times(slope.plus(curve))
}

/// ln gamma(x) for large x.
fn stirling(x: Wide) -> Wide {
    let inverse = x.inverse();
    let square = inverse.squared();
    let series = STIRLING.iter().rev().fold(Wide::ZERO, |sum, c| c.plus(sum.times(square)));
    let main = x.minus(Wide::HALF).times(log_wide(x)).minus(x);
    main.plus(HALF_LN_TWO_PI).plus(series.times(inverse))
}

/// A positive x below LARGE as 2 + t with |t| <= 1/2, and the product of the factors taken out on the way; they
/// divide if x is below.
fn shifted(x: Wide) -> (Wide, Wide) {
    let mut product = Wide::ONE;
    let steps = x.nearest_integer() - 2;
    let mut factor = x;
    for _ in 0..steps {
        factor = factor.minus(Wide::ONE);
        product = product.times(factor);
    }
    for _ in steps..0 {
        product = product.times(factor);
        factor = factor.plus(Wide::ONE);
    }
    (x.minus(Wide::from_integer(steps + 2)), product)
}

/// ln gamma(x) for positive x.
fn ln_gamma(x: Wide) -> Wide {
    if !x.is_below(Wide::from_integer(LARGE)) {
        return stirling(x);
    }
    let near_one = x.minus(Wide::ONE);
    if near_one.is_zero() {
        return near_one;
    }
    if near_one.exponent < -1 {
        return near_two(near_one).minus(log1p_wide(near_one));
    }
    let below = x.is_below(Wide::ONE);
    let (t, product) = shifted(x);
    let log = log_wide(product);
    near_two(t).plus(if below { log.negated() } else { log })
}

/// gamma(x) for positive x.
fn gamma(x: Wide) -> Wide {
    if x.is_integral() && !Wide::from_integer(FACTORIAL).is_below(x) {
        return (2..x.nearest_integer()).fold(Wide::ONE, |product, n| product.times(Wide::from_integer(n)));
    }
    if !x.is_below(Wide::from_integer(LARGE)) {
        return exp_wide(stirling(x));
    }
    let below = x.nearest_integer() < 2;
    let (t, product) = shifted(x);
    let value = exp_wide(near_two(t));
    if below { value.over(product) } else { value.times(product) }
}

/// Whether gamma is negative at a negative number that is not integral.
fn is_negative_at(x: Wide) -> bool {
    !x.truncated().0.is_odd()
}

pub fn tgamma(context: &mut Context, x: Number) -> Number {
    match x {
        Number::Nan(nan) => context.propagate(nan),
        Number::Zero { negative } => context.pole(negative),
        Number::Infinite { negative: false } => x,
        Number::Infinite { negative: true } => context.invalid(),
        Number::Finite(x) if !x.negative => Number::Finite(gamma(x)),
        Number::Finite(x) if x.is_integral() => context.invalid(),
        // By reflection: gamma(-x) = -pi / (x gamma(x) sin(pi x)).
        Number::Finite(x) => {
            let magnitude = x.abs();
            let sine = half_turns(magnitude).sine().abs();
            let value = if magnitude.exponent < 12 {
                PI.over(magnitude.times(gamma(magnitude)).times(sine))
            } else {
                Wide::power_of_two(-(1 << 20))
            };
            Number::Finite(value.with_sign(is_negative_at(x)))
        }
    }
}

/// The logarithm of the magnitude of gamma, and whether gamma is negative.
pub fn lgamma(context: &mut Context, x: Number) -> (Number, bool) {
    match x {
        Number::Nan(nan) => (context.propagate(nan), false),
        Number::Zero { negative } => (context.pole(false), negative),
        Number::Infinite { .. } => (Number::INFINITY, false),
        Number::Finite(x) if !x.negative => (Number::from_wide(ln_gamma(x), false), false),
        Number::Finite(x) if x.is_integral() => (context.pole(false), false),
        Number::Finite(x) => {
            let magnitude = x.abs();
            let sine = half_turns(magnitude).sine().abs();
            let reflected = log_wide(PI.over(magnitude.times(sine)));
            (Number::from_wide(reflected.minus(ln_gamma(magnitude)), false), is_negative_at(x))
        }
    }
}
