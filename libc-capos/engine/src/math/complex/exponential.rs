//! Exponential, logarithm, power.

use super::{Complex, NAN, both_nan, is_infinite, value};
use crate::math::arithmetic::{add, exact_sum, multiply, subtract};
use crate::math::exponential::exp_wide;
use crate::math::inverse::{angle, atan2};
use crate::math::logarithm::{log_wide, log1p_wide};
use crate::math::number::{Context, Number};
use crate::math::reduction::small_radians;
use crate::math::tables::{HALF_PI, PI};
use crate::math::wide::Wide;
use crate::math::{exponential, trigonometric};

/// e^x (cos y + i sin y).
pub fn exp(context: &mut Context, z: Complex) -> Complex {
    match (z.re, z.im) {
        (x, Number::Zero { .. }) => Complex::new(exponential::exp(context, x), z.im),
        (Number::Infinite { negative: true }, Number::Infinite { .. } | Number::Nan(_)) => {
            Complex::new(Number::ZERO, Number::ZERO)
        }
        (Number::Infinite { .. }, Number::Infinite { .. }) => {
            context.invalid();
            Complex::new(Number::INFINITY, NAN)
        }
        (Number::Infinite { .. }, Number::Nan(_)) => Complex::new(Number::INFINITY, NAN),
        (Number::Nan(_), _) => both_nan(context, false),
        (_, Number::Infinite { .. } | Number::Nan(_)) => both_nan(context, is_infinite(z.im)),
        (x, y) => {
            let power = exponential::exp(context, x);
            let (sine, cosine) = (trigonometric::sin(context, y), trigonometric::cos(context, y));
            Complex::new(multiply(context, power, cosine), multiply(context, power, sine))
        }
    }
}

/// log |z| for finite z that is not zero.
fn log_magnitude(x: Wide, y: Wide) -> Wide {
    let square = exact_sum(x.squared(), y.squared());
    if matches!(square.exponent, -1 | 0) {
        // Next to the unit circle the difference from one counts; the squares have all their bits.
        let (large, small) = if x.abs().is_below(y.abs()) { (y, x) } else { (x, y) };
        let beyond = exact_sum(exact_sum(large.squared(), Wide::ONE.negated()), small.squared());
        return if beyond.is_zero() { beyond } else { log1p_wide(beyond).scaled(-1) };
    }
    log_wide(square).scaled(-1)
}

/// log |z| + i arg z, the cut along the negative axis.
pub fn log(context: &mut Context, z: Complex) -> Complex {
    let im = atan2(context, z.im, z.re);
    let re = match (z.re, z.im) {
        (Number::Infinite { .. }, _) | (_, Number::Infinite { .. }) => Number::INFINITY,
        (Number::Nan(_), _) | (_, Number::Nan(_)) => return both_nan(context, false),
        (Number::Zero { .. }, Number::Zero { .. }) => context.pole(true),
        (x, y) => Number::from_wide(log_magnitude(value(x), value(y)), false),
    };
    Complex::new(re, im)
}

fn product(context: &mut Context, a: Complex, b: Complex) -> Complex {
    let first = multiply(context, a.re, b.re);
    let second = multiply(context, a.im, b.im);
    let third = multiply(context, a.re, b.im);
    let fourth = multiply(context, a.im, b.re);
    Complex::new(subtract(context, first, second), add(context, third, fourth))
}

/// z^w = exp(w log z).
pub fn pow(context: &mut Context, z: Complex, w: Complex) -> Complex {
    let is_zero = |c: Complex| c.re.is_zero() && c.im.is_zero();
    if is_zero(w) {
        return Complex::new(Number::ONE, Number::ZERO);
    }
    let finite = |x: Number| matches!(x, Number::Zero { .. } | Number::Finite(_));
    if ![z.re, z.im, w.re, w.im].into_iter().all(finite) {
        let exponent = log(context, z);
        let exponent = product(context, w, exponent);
        return exp(context, exponent);
    }
    if is_zero(z) {
        return match w.re {
            Number::Finite(re) if !re.negative => Complex::new(Number::ZERO, Number::ZERO),
            Number::Finite(_) => Complex::new(context.pole(false), NAN),
            _ => both_nan(context, true),
        };
    }
    let (x, y, a, b) = (value(z.re), value(z.im), value(w.re), value(w.im));
    let length = log_magnitude(x, y);
    let turn = match (y.is_zero(), x.is_zero()) {
        (true, _) => if x.negative { PI } else { Wide::ZERO }.with_sign(z.im.is_negative()),
        (_, true) => HALF_PI.with_sign(y.negative),
        _ => angle(y, x),
    };
    let power = exp_wide(length.times(a).minus(turn.times(b)));
    let reduced = small_radians(length.times(b).plus(turn.times(a)));
    let part = |w: Wide| Number::from_wide(power.times(w).snapped(), w.negative);
    Complex::new(part(reduced.cosine()), part(reduced.sine()))
}
