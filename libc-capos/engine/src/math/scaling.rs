//! Powers of two: scaling, and reading the exponent.

use super::number::{Context, Number};
use super::wide::Wide;

/// Beyond this every result is zero or infinite.
const LIMIT: i64 = 1 << 20;

/// x * 2^n.
pub fn scale(context: &mut Context, x: Number, n: i64) -> Number {
    match x {
        Number::Nan(nan) => context.propagate(nan),
        Number::Finite(wide) => Number::Finite(wide.scaled(n.clamp(-LIMIT, LIMIT) as i32)),
        x => x,
    }
}

/// x * 2^y for an integral y.
pub fn scalb(context: &mut Context, x: Number, y: Number) -> Number {
    match (x, y) {
        (Number::Nan(nan), _) | (_, Number::Nan(nan)) => context.propagate(nan),
        (Number::Zero { .. }, Number::Infinite { negative: false }) => context.invalid(),
        (Number::Infinite { .. }, Number::Infinite { negative: true }) => context.invalid(),
        (x, Number::Infinite { negative: false }) => Number::Infinite { negative: x.is_negative() },
        (x, Number::Infinite { negative: true }) => Number::Zero { negative: x.is_negative() },
        (x, Number::Finite(y)) if y.is_integral() => scale(context, x, y.nearest_integer()),
        (_, Number::Finite(_)) => context.invalid(),
        (x, Number::Zero { .. }) => x,
    }
}

/// The exponent of x as a number.
pub fn logb(context: &mut Context, x: Number) -> Number {
    match x {
        Number::Nan(nan) => context.propagate(nan),
        Number::Infinite { .. } => Number::INFINITY,
        Number::Zero { .. } => context.pole(true),
        Number::Finite(wide) => Number::from_wide(Wide::from_integer(wide.exponent.into()), false),
    }
}

/// The exponent of x as an integer. Values that have none are errors and give the bounds in `special`: that of zero,
/// of a NaN, of an infinity.
pub fn exponent(context: &mut Context, x: Number, special: [i64; 3]) -> i64 {
    let [zero, nan, infinite] = special;
    match x {
        Number::Finite(wide) => return wide.exponent.into(),
        _ => context.invalid(),
    };
    match x {
        Number::Zero { .. } => zero,
        Number::Nan(_) => nan,
        _ => infinite,
    }
}

/// x scaled to between 1 and 2.
pub fn significand(context: &mut Context, x: Number) -> Number {
    match x {
        Number::Nan(nan) => context.propagate(nan),
        Number::Finite(wide) => Number::Finite(Wide { exponent: 0, ..wide }),
        x => x,
    }
}
