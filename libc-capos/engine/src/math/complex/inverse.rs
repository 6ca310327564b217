//! Arc functions, after W. Kahan, "Branch Cuts for Complex Elementary Functions": by the roots of 1 + z and 1 - z, in
//! which nothing cancels. Arguments are moved to the first quadrant, where the cuts are only touched from above.

use super::root::root;
use super::{Complex, NAN, both_nan, value};
use crate::math::arithmetic::exact_sum;
use crate::math::hyperbolic::asinh_wide;
use crate::math::inverse::{angle, atan2};
use crate::math::logarithm::log1p_wide;
use crate::math::number::{Context, Number};
use crate::math::tables::{HALF_PI, PI, QUARTER_PI};
use crate::math::wide::Wide;

/// The roots of 1 + z and of the conjugate of 1 - z, for z in the first quadrant.
fn roots(x: Wide, y: Wide) -> ((Wide, Wide), (Wide, Wide)) {
    (root(Wide::ONE.plus(x), y), root(Wide::ONE.minus(x), y))
}

/// The angle of a point of the first quadrant.
fn acute(y: Wide, x: Wide) -> Wide {
    match (y.is_zero(), x.is_zero()) {
        (true, _) => Wide::ZERO,
        (_, true) => HALF_PI,
        _ => angle(y, x),
    }
}

/// asin z for finite z in the first quadrant; the imaginary part is also that of -acos z.
fn first_quadrant(x: Wide, y: Wide) -> (Wide, Wide) {
    let (plus, minus) = roots(x, y);
    let width = plus.0.times(minus.0).plus(plus.1.times(minus.1));
    let height = minus.0.times(plus.1).plus(minus.1.times(plus.0));
    (acute(x, width), asinh_wide(height))
}

fn part(wide: Wide, negative: bool) -> Number {
    Number::from_wide(wide, negative).with_sign(negative)
}

pub fn asin(context: &mut Context, z: Complex) -> Complex {
    asinh(context, z.turned()).turned()
}

pub fn asinh(context: &mut Context, z: Complex) -> Complex {
    let (left, below) = (z.re.is_negative(), z.im.is_negative());
    match (z.re, z.im) {
        (Number::Nan(_), Number::Zero { .. }) => Complex::new(NAN, z.im),
        (Number::Nan(_), Number::Infinite { .. }) => Complex::new(Number::INFINITY, NAN),
        (Number::Infinite { .. }, Number::Nan(_)) => Complex::new(z.re, NAN),
        (Number::Nan(_), _) | (_, Number::Nan(_)) => both_nan(context, false),
        (Number::Infinite { .. }, Number::Infinite { .. }) => Complex::new(z.re, part(QUARTER_PI, below)),
        (Number::Infinite { .. }, _) => Complex::new(z.re, Number::Zero { negative: below }),
        (_, Number::Infinite { .. }) => {
            Complex::new(Number::Infinite { negative: left }, part(HALF_PI, below))
        }
        (x, y) => {
            let (re, im) = first_quadrant(value(y).abs(), value(x).abs());
            Complex::new(part(im, left), part(re, below))
        }
    }
}

pub fn acos(context: &mut Context, z: Complex) -> Complex {
    let above = !z.im.is_negative();
    match (z.re, z.im) {
        (Number::Zero { .. }, Number::Nan(_)) => Complex::new(part(HALF_PI, false), NAN),
        (Number::Infinite { .. }, Number::Nan(_)) => Complex::new(NAN, Number::INFINITY),
        (Number::Nan(_), Number::Infinite { .. }) => Complex::new(NAN, Number::Infinite { negative: above }),
        (Number::Nan(_), _) | (_, Number::Nan(_)) => both_nan(context, false),
        (Number::Infinite { .. }, _) | (_, Number::Infinite { .. }) => {
            let re = atan2(context, z.im.with_sign(false), z.re);
            Complex::new(re, Number::Infinite { negative: above })
        }
        (x, y) => {
            let (x, y) = (value(x), value(y).abs());
            let (plus, minus) = roots(x.abs(), y);
            // Twice the angle of the two roots' real parts; left of the axis they change places.
            let (high, wide) = if x.negative { (plus.0, minus.0) } else { (minus.0, plus.0) };
            let re = if wide.is_zero() { PI } else { acute(high, wide).scaled(1) };
            let im = first_quadrant(x.abs(), y).1;
            let re = if x.is_zero() { HALF_PI } else { re };
            Complex::new(part(re, false), part(im, above))
        }
    }
}

pub fn acosh(context: &mut Context, z: Complex) -> Complex {
    let arc = acos(context, z);
    Complex::new(
        arc.im.with_sign(false),
        if arc.re.is_nan() { arc.re } else { arc.re.with_sign(z.im.is_negative()) },
    )
}

pub fn atan(context: &mut Context, z: Complex) -> Complex {
    atanh(context, z.turned()).turned()
}

pub fn atanh(context: &mut Context, z: Complex) -> Complex {
    let (left, below) = (z.re.is_negative(), z.im.is_negative());
    match (z.re, z.im) {
        (Number::Zero { .. }, Number::Nan(_)) => z,
        (Number::Infinite { .. }, Number::Nan(_)) => Complex::new(Number::Zero { negative: left }, NAN),
        (_, Number::Infinite { .. }) | (Number::Infinite { .. }, _) => {
            Complex::new(Number::Zero { negative: left }, part(HALF_PI, below))
        }
        (Number::Nan(_), _) | (_, Number::Nan(_)) => both_nan(context, false),
        (Number::Finite(x), Number::Zero { .. }) if x.abs() == Wide::ONE => {
            Complex::new(context.pole(left), z.im)
        }
        (x, y) => finite_atanh(value(x).abs(), value(y).abs(), left, below),
    }
}

/// log1p(4x / ((1 - x)^2 + y^2)) / 4 + i atan2(2y, (1 - x)(1 + x) - y^2) / 2, in the first quadrant.
fn finite_atanh(x: Wide, y: Wide, left: bool, below: bool) -> Complex {
    let square = y.squared();
    let from_one = Wide::ONE.minus(x);
    let distance = exact_sum(from_one.squared(), square);
    let re = match x.is_zero() {
        true => Wide::ZERO,
        false => log1p_wide(x.scaled(2).over(distance)).scaled(-2),
    };
    let width = exact_sum(from_one.times(Wide::ONE.plus(x)), square.negated());
    let im = match (y.is_zero(), width.is_zero()) {
        // On the axis beyond the pole the cut is touched from above.
        (true, _) => {
            if from_one.negative {
                PI
            } else {
                Wide::ZERO
            }
        }
        (_, true) => HALF_PI,
        _ => angle(y.scaled(1), width),
    };
    Complex::new(part(re, left), part(im.scaled(-1), below))
}
