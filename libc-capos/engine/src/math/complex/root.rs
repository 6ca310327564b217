//! The square root, and the sphere's one infinity.

use super::{Complex, NAN, both_nan, is_infinite, value};
use crate::math::arithmetic::exact_sum;
use crate::math::number::{Context, Number};
use crate::math::wide::Wide;

/// The root of x + iy for y that is not negative, in the first quadrant.
pub(super) fn root(x: Wide, y: Wide) -> (Wide, Wide) {
    if y.is_zero() {
        let length = x.abs().root();
        return if x.negative { (Wide::ZERO, length) } else { (length, Wide::ZERO) };
    }
    let magnitude = exact_sum(x.squared(), y.squared()).root();
    let long = magnitude.plus(x.abs()).scaled(-1).root();
    let short = y.over(long).scaled(-1);
    if x.negative { (short, long) } else { (long, short) }
}

pub fn sqrt(context: &mut Context, z: Complex) -> Complex {
    let below = z.im.is_negative();
    match (z.re, z.im) {
        (_, Number::Infinite { .. }) => Complex::new(Number::INFINITY, z.im),
        (Number::Nan(_), _) => both_nan(context, false),
        (Number::Infinite { negative: true }, Number::Nan(_)) => Complex::new(NAN, Number::INFINITY),
        (Number::Infinite { negative: true }, _) => {
            Complex::new(Number::ZERO, Number::INFINITY.with_sign(below))
        }
        (Number::Infinite { .. }, Number::Nan(_)) => Complex::new(z.re, NAN),
        (Number::Infinite { .. }, _) => Complex::new(z.re, Number::Zero { negative: below }),
        (_, Number::Nan(_)) => both_nan(context, false),
        (x, y) => {
            let (re, im) = root(value(x), value(y).abs());
            Complex::new(
                Number::from_wide(re.snapped(), false),
                Number::from_wide(im.snapped(), false).with_sign(below),
            )
        }
    }
}

/// All infinities are one.
pub fn project(z: Complex) -> Complex {
    if is_infinite(z.re) || is_infinite(z.im) {
        Complex::new(Number::INFINITY, Number::Zero { negative: z.im.is_negative() })
    } else {
        z
    }
}
