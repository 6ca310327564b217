//! Rounding to integral values and to integers of a width.

use super::number::{Context, Flags, Number};
use super::wide::Wide;
use crate::float::Rounding;
use core::cmp::Ordering;

/// The directions of `<math.h>`, `FP_INT_UPWARD` and so on, and that of the environment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Upward,
    Downward,
    TowardZero,
    NearestAway,
    NearestEven,
}

impl Direction {
    /// The direction with a number of `<math.h>`; any other number means that of the environment.
    pub fn from_number(number: i32, environment: Rounding) -> Direction {
        match number {
            0 => Direction::Upward,
            1 => Direction::Downward,
            2 => Direction::TowardZero,
            3 => Direction::NearestAway,
            4 => Direction::NearestEven,
            _ => match environment {
                Rounding::NearestEven => Direction::NearestEven,
                Rounding::Downward => Direction::Downward,
                Rounding::Upward => Direction::Upward,
                Rounding::TowardZero => Direction::TowardZero,
            },
        }
    }
}

/// Rounds to an integral value; tells whether that changed anything.
fn round(x: Wide, direction: Direction) -> (Wide, bool) {
    let (whole, cut) = x.truncated();
    if !cut {
        return (x, false);
    }
    let rest = if whole.is_zero() { x } else { x.minus(whole) };
    let half = rest.compare_magnitude(Wide::HALF);
    let away = match direction {
        Direction::Upward => !x.negative,
        Direction::Downward => x.negative,
        Direction::TowardZero => false,
        Direction::NearestAway => half != Ordering::Less,
        Direction::NearestEven => half == Ordering::Greater || (half == Ordering::Equal && whole.is_odd()),
    };
    let step = Wide::ONE.with_sign(x.negative);
    (if away { whole.plus(step) } else { whole }, true)
}

/// Halves go to the even neighbour.
pub fn roundeven(context: &mut Context, x: Number) -> Number {
    match x {
        Number::Nan(nan) => context.propagate(nan),
        Number::Finite(wide) => Number::from_wide(round(wide, Direction::NearestEven).0, wide.negative),
        x => x,
    }
}

/// What integers `fromfp` and its kin round to.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    pub direction: Direction,
    pub width: u32,
    pub signed: bool,
    /// Whether a change raises "inexact".
    pub tell: bool,
}

/// Rounds to an integer of a width; a NaN and "invalid" where it does not fit.
pub fn to_width(context: &mut Context, x: Number, target: Target) -> Number {
    let wide = match x {
        Number::Zero { .. } if target.width != 0 => return x,
        Number::Finite(wide) if target.width != 0 => wide,
        _ => return context.invalid(),
    };
    let (value, changed) = round(wide, target.direction);
    // Widths beyond every format do not limit.
    let bits = (target.width - u32::from(target.signed)).min(20_000) as i32;
    let limit = Wide::power_of_two(bits);
    let fits = match (value.negative && !value.is_zero(), target.signed) {
        (true, true) => value.compare_magnitude(limit) != Ordering::Greater,
        (true, false) => false,
        (false, _) => value.compare_magnitude(limit) == Ordering::Less,
    };
    if !fits {
        return context.invalid();
    }
    if changed && target.tell {
        context.flags |= Flags::INEXACT;
    }
    Number::from_wide(value, wide.negative)
}
