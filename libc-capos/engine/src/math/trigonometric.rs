//! Sine, cosine, tangent, of angles in radians and in half turns.

use super::fixed::{alternating_horner, multiply};
use super::number::{Context, Number};
use super::reduction::{Reduced, half_turns, radians};
use super::tables::INVERSE_FACTORIAL;
use super::wide::Wide;

/// Below this order the functions differ from x, or from 1, by less than 2^-90.
const TINY: i32 = -46;
const TERMS: usize = 17;

/// 1/n! for every second n from `first`.
const fn inverse_factorials(first: usize) -> [u128; TERMS] {
    let mut chosen = [0; TERMS];
    let mut at = 0;
    while at < TERMS {
        chosen[at] = INVERSE_FACTORIAL[first - 2 + 2 * at];
        at += 1;
    }
    chosen
}

static SINE: [u128; TERMS] = inverse_factorials(3);
static COSINE: [u128; TERMS] = inverse_factorials(2);

/// The sine of an angle up to pi/4.
pub(super) fn sine(angle: Wide) -> Wide {
    if angle.exponent < TINY {
        return if angle.is_zero() { angle } else { angle.nudged(false) };
    }
    let y = angle.to_fixed(128);
    let square = multiply(y, y);
    angle.times(Wide::ONE.minus(Wide::from_fraction(multiply(square, alternating_horner(&SINE, square)))))
}

/// The cosine of an angle up to pi/4.
pub(super) fn cosine(angle: Wide) -> Wide {
    if angle.exponent < TINY {
        return if angle.is_zero() { Wide::ONE } else { Wide::ONE.nudged(false) };
    }
    let y = angle.to_fixed(128);
    let square = multiply(y, y);
    Wide::ONE.minus(Wide::from_fraction(multiply(square, alternating_horner(&COSINE, square))))
}

impl Reduced {
    pub(super) fn sine(&self) -> Wide {
        let value = if self.quadrant & 1 == 0 { sine(self.angle) } else { cosine(self.angle) };
        if self.quadrant & 2 == 0 { value } else { value.negated() }
    }

    pub(super) fn cosine(&self) -> Wide {
        let value = if self.quadrant & 1 == 0 { cosine(self.angle) } else { sine(self.angle) };
        if matches!(self.quadrant & 3, 1 | 2) { value.negated() } else { value }
    }

    fn tangent(&self) -> Wide {
        let (sine, cosine) = (sine(self.angle), cosine(self.angle));
        if self.quadrant & 1 == 0 { sine.over(cosine) } else { cosine.over(sine).negated() }
    }
}

/// The shape of all functions here: no limit at infinity, `at_zero` the value there.
fn periodic(
    context: &mut Context,
    x: Number,
    at_zero: impl FnOnce(Number) -> Number,
    value: impl FnOnce(&mut Context, Wide) -> Number,
) -> Number {
    match x {
        Number::Nan(nan) => context.propagate(nan),
        Number::Infinite { .. } => context.invalid(),
        Number::Zero { .. } => at_zero(x),
        Number::Finite(x) => value(context, x),
    }
}

pub fn sin(context: &mut Context, x: Number) -> Number {
    periodic(context, x, |x| x, |_, x| Number::Finite(radians(x).sine()))
}

pub fn cos(context: &mut Context, x: Number) -> Number {
    periodic(context, x, |_| Number::ONE, |_, x| Number::Finite(radians(x).cosine()))
}

pub fn tan(context: &mut Context, x: Number) -> Number {
    periodic(
        context,
        x,
        |x| x,
        |_, x| Number::Finite(if x.exponent < TINY { x.nudged(true) } else { radians(x).tangent() }),
    )
}

/// sin(x) and cos(x) of a finite number that is not zero.
pub(super) fn sine_and_cosine(x: Wide) -> (Wide, Wide) {
    let reduced = radians(x);
    (reduced.sine(), reduced.cosine())
}

/// sin(pi x). At integers it is zero, with the sign of x.
pub fn sinpi(context: &mut Context, x: Number) -> Number {
    periodic(context, x, |x| x, |_, x| Number::from_wide(half_turns(x).sine().snapped(), x.negative))
}

/// cos(pi x). Halfway between integers it is positive zero.
pub fn cospi(context: &mut Context, x: Number) -> Number {
    periodic(context, x, |_| Number::ONE, |_, x| Number::from_wide(half_turns(x).cosine().snapped(), false))
}

/// tan(pi x). The signs of its zeros and poles are those of sin(pi x) / cos(pi x).
pub fn tanpi(context: &mut Context, x: Number) -> Number {
    periodic(
        context,
        x,
        |x| x,
        |context, x| {
            let reduced = half_turns(x);
            let odd = reduced.quadrant & 2 != 0;
            match (reduced.angle.is_zero(), reduced.quadrant & 1) {
                (true, 0) => Number::Zero { negative: x.negative != odd },
                (true, _) => context.pole(odd),
                _ => Number::Finite(reduced.tangent().snapped()),
            }
        },
    )
}
