//! Hyperbolic functions, and the trigonometric ones, which are the same turned.

use super::{Complex, NAN, both_nan, is_infinite};
use crate::math::arithmetic::{exact_sum, multiply};
use crate::math::hyperbolic::{self, sinh_and_cosh};
use crate::math::number::{Context, Number};
use crate::math::trigonometric::{self, sine_and_cosine};

fn zero_with(negative: bool) -> Number {
    Number::Zero { negative }
}

/// cosh x cos y + i sinh x sin y.
pub fn cosh(context: &mut Context, z: Complex) -> Complex {
    let crossed = z.re.is_negative() != z.im.is_negative();
    match (z.re, z.im) {
        (x, Number::Zero { .. }) => Complex::new(hyperbolic::cosh(context, x), zero_with(crossed)),
        (Number::Zero { .. }, Number::Infinite { .. } | Number::Nan(_)) => {
            if is_infinite(z.im) {
                context.invalid();
            }
            Complex::new(NAN, zero_with(crossed))
        }
        (Number::Nan(_), _) => both_nan(context, false),
        (Number::Infinite { .. }, Number::Infinite { .. } | Number::Nan(_)) => {
            if is_infinite(z.im) {
                context.invalid();
            }
            Complex::new(Number::INFINITY, NAN)
        }
        (_, Number::Infinite { .. } | Number::Nan(_)) => both_nan(context, is_infinite(z.im)),
        (x, y) => {
            let (sinh, cosh) = (hyperbolic::sinh(context, x), hyperbolic::cosh(context, x));
            let (sine, cosine) = (trigonometric::sin(context, y), trigonometric::cos(context, y));
            Complex::new(multiply(context, cosh, cosine), multiply(context, sinh, sine))
        }
    }
}

/// sinh x cos y + i cosh x sin y.
pub fn sinh(context: &mut Context, z: Complex) -> Complex {
    match (z.re, z.im) {
        (x, Number::Zero { .. }) => Complex::new(hyperbolic::sinh(context, x), z.im),
        (Number::Nan(_), _) => both_nan(context, false),
        (Number::Zero { .. } | Number::Infinite { .. }, Number::Infinite { .. } | Number::Nan(_)) => {
            if is_infinite(z.im) {
                context.invalid();
            }
            Complex::new(z.re, NAN)
        }
        (_, Number::Infinite { .. } | Number::Nan(_)) => both_nan(context, is_infinite(z.im)),
        (x, y) => {
            let (sinh, cosh) = (hyperbolic::sinh(context, x), hyperbolic::cosh(context, x));
            let (sine, cosine) = (trigonometric::sin(context, y), trigonometric::cos(context, y));
            Complex::new(multiply(context, sinh, cosine), multiply(context, cosh, sine))
        }
    }
}

/// (sinh x cosh x + i sin y cos y) / (sinh^2 x + cos^2 y).
pub fn tanh(context: &mut Context, z: Complex) -> Complex {
    match (z.re, z.im) {
        (x, Number::Zero { .. }) => Complex::new(hyperbolic::tanh(context, x), z.im),
        (Number::Nan(_), _) => both_nan(context, false),
        (Number::Infinite { negative }, y) => {
            // The sign of sin 2y, where y has one.
            let below = match y {
                Number::Finite(y) => {
                    let (sine, cosine) = sine_and_cosine(y);
                    sine.negative != cosine.negative
                }
                _ => y.is_negative(),
            };
            Complex::new(Number::ONE.with_sign(negative), zero_with(below))
        }
        (Number::Zero { .. }, Number::Infinite { .. } | Number::Nan(_)) => {
            if is_infinite(z.im) {
                context.invalid();
            }
            Complex::new(z.re, NAN)
        }
        (_, Number::Infinite { .. } | Number::Nan(_)) => both_nan(context, is_infinite(z.im)),
        (Number::Zero { .. }, y) => Complex::new(z.re, trigonometric::tan(context, y)),
        (Number::Finite(x), Number::Finite(y)) => {
            let (sinh, cosh) = sinh_and_cosh(x);
            let (sine, cosine) = sine_and_cosine(y);
            let divisor = exact_sum(sinh.squared(), cosine.squared());
            Complex::new(
                Number::Finite(sinh.times(cosh).over(divisor)),
                Number::Finite(sine.times(cosine).over(divisor)),
            )
        }
    }
}

pub fn sin(context: &mut Context, z: Complex) -> Complex {
    sinh(context, z.turned()).turned()
}

pub fn cos(context: &mut Context, z: Complex) -> Complex {
    cosh(context, Complex::new(z.im.negated(), z.re))
}

pub fn tan(context: &mut Context, z: Complex) -> Complex {
    tanh(context, z.turned()).turned()
}
