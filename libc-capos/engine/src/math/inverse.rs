//! Arc functions: all are the angle of a point in the plane.

use super::fixed::{alternating_horner, multiply};
use super::number::{Context, Number};
use super::tables::{ATAN, HALF_PI, INVERSE_ODD, INVERSE_PI, PI, QUARTER_PI};
use super::wide::Wide;
use core::cmp::Ordering;

/// Below this order a function differs from its argument by less than 2^-90.
const TINY: i32 = -46;

/// atan(y/x) for 0 < y <= x: as atan(c) for the nearest c = j/64, plus atan((y - c x)/(x + c y)).
fn first_octant(y: Wide, x: Wide) -> Wide {
    let apart = x.exponent - y.exponent;
    let j = match apart {
        // 64 y/x with 33 binary places, rounded.
        ..8 => {
            let (y, x) = ((y.mantissa >> 104) as u64, (x.mantissa >> 104) as u64);
            ((y << (39 - apart)) / x + (1 << 32)) >> 33
        }
        _ => 0,
    };
    if j == 0 {
        return small(if x == Wide::ONE { y } else { y.over(x) });
    }
    let c = Wide::from_integer(j as i64).scaled(-6);
    let rest = small(y.minus(c.times(x)).over(x.plus(c.times(y))));
    Wide::from_fraction(ATAN[j as usize]).plus(rest)
}

/// atan(t) for |t| <= 1/64.
fn small(t: Wide) -> Wide {
    if t.exponent < TINY {
        return if t.is_zero() { t } else { t.nudged(false) };
    }
    let y = t.to_fixed(128);
    let square = multiply(y, y);
    let falls = multiply(square, alternating_horner(&INVERSE_ODD[..12], square));
    t.times(Wide::ONE.minus(Wide::from_fraction(falls)))
}

/// The angle of the point (x, y), neither of them zero: between -pi and pi.
pub(super) fn angle(y: Wide, x: Wide) -> Wide {
    let (height, width) = (y.abs(), x.abs());
    let acute = match height.compare(width) {
        Ordering::Greater => HALF_PI.minus(first_octant(width, height)),
        Ordering::Equal => QUARTER_PI,
        Ordering::Less => first_octant(height, width),
    };
    let value = if x.negative { PI.minus(acute) } else { acute };
    value.with_sign(y.negative)
}

/// atan(x) for any x but zero.
pub(super) fn atan_wide(x: Wide) -> Wide {
    angle(x, Wide::ONE)
}

/// asin(x) for 0 < |x| <= 1.
fn asin_wide(x: Wide) -> Wide {
    if x.exponent < TINY {
        return x.nudged(true);
    }
    let width = Wide::ONE.minus(x).times(Wide::ONE.plus(x)).root();
    if width.is_zero() { HALF_PI.with_sign(x.negative) } else { angle(x, width) }
}

/// acos(x) for 0 < |x| <= 1; zero at 1.
fn acos_wide(x: Wide) -> Wide {
    let height = Wide::ONE.minus(x).times(Wide::ONE.plus(x)).root();
    match (height.is_zero(), x.negative) {
        (true, false) => Wide::ZERO,
        (true, true) => PI,
        _ => angle(height, x),
    }
}

/// Radians as they are, or half turns.
#[derive(Clone, Copy)]
enum Unit {
    Radian,
    HalfTurn,
}

impl Unit {
    fn of(self, radians: Wide) -> Wide {
        match self {
            Unit::Radian => radians,
            Unit::HalfTurn => radians.times(INVERSE_PI).snapped(),
        }
    }

    fn number(self, radians: Wide, negative: bool) -> Number {
        Number::Finite(self.of(radians).with_sign(negative))
    }
}

fn arc_sine(context: &mut Context, x: Number, unit: Unit) -> Number {
    match x {
        Number::Nan(nan) => context.propagate(nan),
        Number::Zero { .. } => x,
        Number::Finite(x) if !Wide::ONE.is_below(x.abs()) => unit.number(asin_wide(x), x.negative),
        _ => context.invalid(),
    }
}

fn arc_cosine(context: &mut Context, x: Number, unit: Unit) -> Number {
    match x {
        Number::Nan(nan) => context.propagate(nan),
        Number::Zero { .. } => unit.number(HALF_PI, false),
        Number::Finite(x) if !Wide::ONE.is_below(x.abs()) => Number::from_wide(unit.of(acos_wide(x)), false),
        _ => context.invalid(),
    }
}

fn arc_tangent(context: &mut Context, x: Number, unit: Unit) -> Number {
    match x {
        Number::Nan(nan) => context.propagate(nan),
        Number::Zero { .. } => x,
        Number::Infinite { negative } => unit.number(HALF_PI, negative),
        Number::Finite(x) => unit.number(atan_wide(x), x.negative),
    }
}

fn arc_tangent_of_two(context: &mut Context, y: Number, x: Number, unit: Unit) -> Number {
    let negative = y.is_negative();
    match (y, x) {
        (Number::Nan(nan), other) | (other, Number::Nan(nan)) => {
            if let Number::Nan(other) = other {
                context.propagate(other);
            }
            context.propagate(nan)
        }
        (Number::Zero { .. }, x) if !x.is_negative() => y,
        (Number::Zero { .. }, _) => unit.number(PI, negative),
        (Number::Infinite { .. }, Number::Infinite { negative: false }) => unit.number(QUARTER_PI, negative),
        (Number::Infinite { .. }, Number::Infinite { .. }) => unit.number(PI.minus(QUARTER_PI), negative),
        (Number::Finite(_), Number::Infinite { negative: false }) => Number::Zero { negative },
        (Number::Finite(_), Number::Infinite { .. }) => unit.number(PI, negative),
        (Number::Infinite { .. }, _) | (_, Number::Zero { .. }) => unit.number(HALF_PI, negative),
        (Number::Finite(y), Number::Finite(x)) => unit.number(angle(y, x), negative),
    }
}

pub fn asin(context: &mut Context, x: Number) -> Number {
    arc_sine(context, x, Unit::Radian)
}

pub fn acos(context: &mut Context, x: Number) -> Number {
    arc_cosine(context, x, Unit::Radian)
}

pub fn atan(context: &mut Context, x: Number) -> Number {
    arc_tangent(context, x, Unit::Radian)
}

pub fn atan2(context: &mut Context, y: Number, x: Number) -> Number {
    arc_tangent_of_two(context, y, x, Unit::Radian)
}

pub fn asinpi(context: &mut Context, x: Number) -> Number {
    arc_sine(context, x, Unit::HalfTurn)
}

pub fn acospi(context: &mut Context, x: Number) -> Number {
    arc_cosine(context, x, Unit::HalfTurn)
}

pub fn atanpi(context: &mut Context, x: Number) -> Number {
    arc_tangent(context, x, Unit::HalfTurn)
}

pub fn atan2pi(context: &mut Context, y: Number, x: Number) -> Number {
    arc_tangent_of_two(context, y, x, Unit::HalfTurn)
}
