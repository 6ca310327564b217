//! Greatest and least, order of all values, neighbours, payloads.

use super::number::{Context, Flags, Nan, Number};
use super::real::Real;
use super::wide::Wide;
use core::cmp::Ordering;

/// How `fmaximum` and its kin choose.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    pub greatest: bool,
    /// By magnitude first.
    pub magnitude: bool,
    /// A NaN counts as a missing value.
    pub number: bool,
}

/// The order of two numbers, negative zero before positive zero.
fn compare(x: Number, y: Number) -> Ordering {
    let rank = |number: Number| match number {
        Number::Infinite { negative: true } => -1,
        Number::Infinite { negative: false } => 1,
        _ => 0,
    };
    let value = |number: Number| match number {
        Number::Finite(wide) => wide,
        _ => Wide::ZERO,
    };
    rank(x)
        .cmp(&rank(y))
        .then_with(|| value(x).compare(value(y)))
        .then_with(|| y.is_negative().cmp(&x.is_negative()))
}

/// The operand that `choice` prefers.
pub fn choose(context: &mut Context, x: Number, y: Number, choice: Choice) -> Number {
    match (x, y) {
        (Number::Nan(nan), other) | (other, Number::Nan(nan)) => {
            let quiet = context.propagate(nan);
            if let Number::Nan(other) = other {
                context.propagate(other);
                quiet
            } else if choice.number {
                other
            } else {
                quiet
            }
        }
        _ => {
            let mut order = compare(x, y);
            if choice.magnitude {
                order = compare(x.with_sign(false), y.with_sign(false)).then(order);
            }
            if (order == Ordering::Less) == choice.greatest { y } else { x }
        }
    }
}

/// The place of a value in the order of all values, NaNs included.
pub fn order_key<R: Real>(x: R) -> i128 {
    let (negative, biased, significand) = x.fields();
    let magnitude = i128::from(biased) << 64 | i128::from(significand);
    if negative { !magnitude } else { magnitude }
}

/// The next value of the format above.
pub fn next_up<R: Real>(x: R, context: &mut Context) -> R {
    let (negative, biased, significand) = x.fields();
    match x.number() {
        Number::Nan(nan) => R::from_number(context.propagate(nan), context),
        Number::Infinite { negative: false } => x,
        Number::Infinite { negative: true } => R::largest(true),
        Number::Zero { .. } => R::from_fields(false, 0, 1),
        Number::Finite(_) => step(negative, biased, significand, !negative),
    }
}

/// The neighbour of a finite value away from zero, or towards it.
fn step<R: Real>(negative: bool, biased: i32, significand: u64, away: bool) -> R {
    let leading = 1u64 << (R::PRECISION - 1);
    let all = u64::MAX >> (64 - R::PRECISION);
    match (away, biased, significand) {
        (true, _, s) if s == all => R::from_fields(negative, biased + 1, leading),
        // The largest subnormal number is followed by the smallest normal one.
        (true, 0, s) if s == leading - 1 => R::from_fields(negative, 1, leading),
        (true, ..) => R::from_fields(negative, biased, significand + 1),
        (false, 1, s) if s == leading => R::from_fields(negative, 0, leading - 1),
        (false, 2.., s) if s == leading => R::from_fields(negative, biased - 1, all),
        (false, ..) => R::from_fields(negative, biased, significand - 1),
    }
}

pub fn next_down<R: Real>(x: R, context: &mut Context) -> R {
    let flipped = |x: R| {
        let (negative, biased, significand) = x.fields();
        R::from_fields(!negative, biased, significand)
    };
    if x.number().is_nan() { next_up(x, context) } else { flipped(next_up(flipped(x), context)) }
}

/// Bits of payload in a NaN of a format.
const fn payload_bits<R: Real>() -> u32 {
    R::PRECISION - 2
}

/// The payload of a NaN as a number; -1 for anything else.
pub fn payload<R: Real>(x: R) -> Number {
    match x.number() {
        Number::Nan(nan) => {
            let value = nan.payload >> (62 - payload_bits::<R>());
            Number::from_wide(Wide::from_integer(value as i64), false)
        }
        _ => Number::Finite(Wide::ONE.negated()),
    }
}

/// The NaN with a payload, if the number is one.
pub fn nan_with_payload<R: Real>(payload: Number, signaling: bool) -> Option<Number> {
    let value = match payload {
        Number::Zero { negative: false } => 0,
        Number::Finite(wide) if !wide.negative && wide.is_integral() => {
            let fits = wide.exponent < payload_bits::<R>() as i32;
            if fits { wide.nearest_integer() as u64 } else { return None }
        }
        _ => return None,
    };
    // A signalling NaN without a payload would be an infinity.
    let allowed = !(signaling && value == 0);
    allowed.then_some(Number::Nan(Nan {
        negative: false,
        signaling,
        payload: value << (62 - payload_bits::<R>()),
    }))
}

/// The next value of x's format in the direction of y, with the exceptions that reaching the ends of the format raises.
pub fn next_after<R: Real, T: Real>(x: R, y: T, context: &mut Context) -> R {
    let (from, to) = (x.number(), y.number());
    match (from, to) {
        (Number::Nan(nan), other) | (other, Number::Nan(nan)) => {
            if let Number::Nan(other) = other {
                context.propagate(other);
            }
            let quiet = context.propagate(nan);
            return R::from_number(quiet, context);
        }
        (Number::Zero { .. }, Number::Zero { .. }) => return R::from_number(to, context),
        _ => {}
    }
    let result = match compare(from, to) {
        Ordering::Equal => return x,
        Ordering::Less => next_up(x, context),
        Ordering::Greater => next_down(x, context),
    };
    let (_, biased, _) = result.fields();
    if biased == 0 {
        context.flags |= Flags::UNDERFLOW | Flags::INEXACT;
    } else if biased > 2 * R::MAX_EXPONENT {
        context.flags |= Flags::OVERFLOW | Flags::INEXACT;
    }
    result
}
