//! Sums, products, quotients and roots rounded once, to a format that may be narrower than that of the operands.

use super::fixed::ONE;
use super::number::{Context, Nan, Number};
use super::wide::Wide;
use crate::float::Rounding;
use core::cmp::Ordering;

/// The sum of two numbers. Bits that do not fit leave a mark in the last place, so that rounding to 64 bits or fewer
/// is right; the operands have up to 128 bits, and none is lost where they nearly cancel.
pub(super) fn exact_sum(a: Wide, b: Wide) -> Wide {
    if a.is_zero() || b.is_zero() {
        return if a.is_zero() { b } else { a };
    }
    let (large, small) = if a.compare_magnitude(b) == Ordering::Less { (b, a) } else { (a, b) };
    let (mut high, mut low) = match large.exponent.abs_diff(small.exponent) {
        0 => (small.mantissa, 0),
        shift @ 1..128 => (small.mantissa >> shift, small.mantissa << (128 - shift)),
        128 => (0, small.mantissa),
        // Far away: half a unit and more below what a result of 64 bits can show.
        _ => (0, 1),
    };
    let mut exponent = large.exponent;
    if large.negative == small.negative {
        let (sum, carry) = large.mantissa.overflowing_add(high);
        high = sum;
        if carry {
            (high, low) = ((sum >> 1) | ONE, (sum << 127) | (low >> 1) | (low & 1));
            exponent += 1;
        }
    } else {
        let borrow = u128::from(low != 0);
        (high, low) = (large.mantissa - high - borrow, low.wrapping_neg());
    }
    match high.leading_zeros() {
        0 => Wide { negative: large.negative, exponent, mantissa: high | u128::from(low != 0) },
        128 => Wide::normalized(large.negative, exponent - 128, low),
        shift => {
            let rest = u128::from(low << shift != 0);
            let mantissa = high << shift | low >> (128 - shift) | rest;
            Wide { negative: large.negative, exponent: exponent - shift as i32, mantissa }
        }
    }
}

/// The sum of two operands that are zero or finite; `negative_zero` in the direction of rounding.
fn sum(context: &Context, x: Number, y: Number) -> Number {
    let value = |number| match number {
        Number::Finite(wide) => wide,
        _ => Wide::ZERO,
    };
    let total = exact_sum(value(x), value(y));
    let both_negative = x.is_negative() && y.is_negative();
    let either_negative = x.is_negative() || y.is_negative();
    let down = context.rounding == Rounding::Downward;
    Number::from_wide(total, both_negative || (down && either_negative))
}

/// The first NaN of the operands; any signalling one is an error.
fn nan_of(context: &mut Context, operands: &[Number]) -> Option<Number> {
    let mut first: Option<Nan> = None;
    for operand in operands {
        if let Number::Nan(nan) = operand {
            context.propagate(*nan);
            first = first.or(Some(*nan));
        }
    }
    first.map(|nan| Number::Nan(Nan { signaling: false, ..nan }))
}

pub fn add(context: &mut Context, x: Number, y: Number) -> Number {
    if let Some(nan) = nan_of(context, &[x, y]) {
        return nan;
    }
    match (x, y) {
        (Number::Infinite { negative: a }, Number::Infinite { negative: b }) if a != b => context.invalid(),
        (Number::Infinite { .. }, _) => x,
        (_, Number::Infinite { .. }) => y,
        _ => sum(context, x, y),
    }
}

pub fn subtract(context: &mut Context, x: Number, y: Number) -> Number {
    if y.is_nan() { add(context, x, y) } else { add(context, x, y.negated()) }
}

pub fn multiply(context: &mut Context, x: Number, y: Number) -> Number {
    if let Some(nan) = nan_of(context, &[x, y]) {
        return nan;
    }
    let negative = x.is_negative() != y.is_negative();
    match (x, y) {
        (Number::Infinite { .. }, Number::Zero { .. }) | (Number::Zero { .. }, Number::Infinite { .. }) => {
            context.invalid()
        }
        (Number::Infinite { .. }, _) | (_, Number::Infinite { .. }) => Number::Infinite { negative },
        (Number::Finite(x), Number::Finite(y)) => Number::Finite(x.times(y)),
        _ => Number::Zero { negative },
    }
}

pub fn divide(context: &mut Context, x: Number, y: Number) -> Number {
    if let Some(nan) = nan_of(context, &[x, y]) {
        return nan;
    }
    let negative = x.is_negative() != y.is_negative();
    match (x, y) {
        (Number::Infinite { .. }, Number::Infinite { .. }) | (Number::Zero { .. }, Number::Zero { .. }) => {
            context.invalid()
        }
        (Number::Infinite { .. }, _) => Number::Infinite { negative },
        (_, Number::Infinite { .. }) | (Number::Zero { .. }, _) => Number::Zero { negative },
        (_, Number::Zero { .. }) => context.pole(negative),
        (Number::Finite(x), Number::Finite(y)) => {
            // 64-bit operands: at least 64 bits of quotient, which a narrower format than theirs rounds rightly.
            let (dividend, divisor) = (x.mantissa, y.mantissa >> 64);
            let mantissa = dividend / divisor;
            let rest = u128::from(dividend % divisor != 0);
            let exponent = x.exponent - y.exponent + 62;
            Number::Finite(Wide::normalized(negative, exponent, mantissa << 1 | rest))
        }
        _ => Number::Zero { negative },
    }
}

/// `x * y + z` with one rounding.
pub fn fused_multiply_add(context: &mut Context, x: Number, y: Number, z: Number) -> Number {
    if let Some(nan) = nan_of(context, &[x, y, z]) {
        if let (Number::Infinite { .. }, Number::Zero { .. })
        | (Number::Zero { .. }, Number::Infinite { .. }) = (x, y)
        {
            context.invalid();
        }
        return nan;
    }
    let product = multiply(context, x, y);
    if product.is_nan() { product } else { add(context, product, z) }
}

/// The square root with a mark for what does not fit, so that it rounds rightly.
fn exact_root(x: Wide) -> Wide {
    let root = x.root();
    let square = root.times(root);
    // The computed root is cut off; it is exact only if it is short and squares back.
    let short = root.mantissa << 64 == 0 && square == x;
    if short { root } else { Wide { mantissa: root.mantissa | 1, ..root } }
}

pub fn square_root(context: &mut Context, x: Number) -> Number {
    match x {
        Number::Nan(nan) => context.propagate(nan),
        Number::Zero { .. } | Number::Infinite { negative: false } => x,
        Number::Finite(x) if !x.negative => Number::Finite(exact_root(x)),
        _ => context.invalid(),
    }
}

/// sqrt(x^2 + y^2); infinite if one of them is, whatever the other.
pub fn hypot(context: &mut Context, x: Number, y: Number) -> Number {
    if matches!((x, y), (Number::Infinite { .. }, other) | (other, Number::Infinite { .. })
        if !matches!(other, Number::Nan(nan) if nan.signaling))
    {
        return Number::INFINITY;
    }
    if let Some(nan) = nan_of(context, &[x, y]) {
        return nan;
    }
    match (x, y) {
        (Number::Finite(x), Number::Finite(y)) => {
            let (x, y) = if x.compare_magnitude(y) == Ordering::Less { (y, x) } else { (x, y) };
            if x.exponent - y.exponent > 90 {
                return Number::Finite(x.abs().nudged(true));
            }
            Number::Finite(exact_root(exact_sum(x.squared(), y.squared())))
        }
        (Number::Finite(x), _) | (_, Number::Finite(x)) => Number::Finite(x.abs()),
        _ => Number::ZERO,
    }
}

/// The part of x above y.
pub fn positive_difference(context: &mut Context, x: Number, y: Number) -> Number {
    let above = match (x, y) {
        (Number::Nan(_), _) | (_, Number::Nan(_)) => true,
        (Number::Infinite { negative }, y) => !negative && y != x,
        (x, Number::Infinite { negative }) => negative && y != x,
        _ => {
            let value = |number| if let Number::Finite(wide) = number { wide } else { Wide::ZERO };
            value(y).is_below(value(x))
        }
    };
    if above { subtract(context, x, y) } else { Number::ZERO }
}
