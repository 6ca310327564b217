//! Remainders of operands that the quick ways leave: infinities, zeros, NaNs; and of any others, bit by bit.

use super::number::{Context, Number};
use super::wide::Wide;
use core::cmp::Ordering;

/// What `fmod` and `remainder` have in common: the operands that need no division.
fn special(context: &mut Context, x: Number, y: Number) -> Result<(Wide, Wide), Number> {
    match (x, y) {
        (Number::Nan(nan), other) | (other, Number::Nan(nan)) => {
            if let Number::Nan(other) = other {
                context.propagate(other);
            }
            Err(context.propagate(nan))
        }
        (Number::Infinite { .. }, _) | (_, Number::Zero { .. }) => Err(context.invalid()),
        (_, Number::Infinite { .. }) | (Number::Zero { .. }, _) => Err(x),
        (Number::Finite(x), Number::Finite(y)) => Ok((x, y)),
    }
}

/// The remainder of |x| by |y|, and the low bits of the quotient. Each step takes one bit of it.
fn reduce(x: Wide, y: Wide) -> (Wide, u32) {
    let (mut rest, y) = (x.abs(), y.abs());
    let mut quotient = 0u32;
    for exponent in (y.exponent..=rest.exponent).rev() {
        let multiple = Wide { exponent, ..y };
        quotient <<= 1;
        if rest.compare_magnitude(multiple) != Ordering::Less {
            rest = rest.minus(multiple);
            quotient |= 1;
        }
    }
    (rest, quotient)
}

/// x - n y for the quotient cut off to n.
pub fn fmod(context: &mut Context, x: Number, y: Number) -> Number {
    match special(context, x, y) {
        Err(result) => result,
        Ok((x, y)) => Number::from_wide(reduce(x, y).0, x.negative).with_sign(x.negative),
    }
}

/// x - n y for the n next to the quotient, the even one of two; with the sign and the low bits of n.
pub fn remainder_and_quotient(context: &mut Context, x: Number, y: Number) -> (Number, i32) {
    let (x, y) = match special(context, x, y) {
        Err(result) => return (result, 0),
        Ok(pair) => pair,
    };
    let (mut rest, mut quotient) = reduce(x, y);
    let up = match rest.scaled(1).compare_magnitude(y) {
        Ordering::Greater => true,
        Ordering::Equal => quotient & 1 != 0,
        Ordering::Less => false,
    };
    if up {
        rest = rest.minus(y.abs());
        quotient = quotient.wrapping_add(1);
    }
    let negative = if rest.is_zero() { x.negative } else { x.negative != rest.negative };
    let low_bits = (quotient & i32::MAX as u32) as i32;
    (
        Number::from_wide(rest, negative).with_sign(negative),
        if x.negative == y.negative { low_bits } else { -low_bits },
    )
}

pub fn remainder(context: &mut Context, x: Number, y: Number) -> Number {
    remainder_and_quotient(context, x, y).0
}
