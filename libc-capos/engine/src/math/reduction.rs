//! Angles to within an eighth of a turn.

use super::tables::{HALF_PI, PI, TWO_OVER_PI, TWO_OVER_PI_WORDS};
use super::wide::Wide;
use core::cmp::Ordering;

/// `angle` (at most pi/4 by magnitude) plus `quadrant` quarter turns.
pub(super) struct Reduced {
    pub(super) quadrant: u8,
    pub(super) angle: Wide,
}

const WORDS: usize = 5;

/// 64 bits of 2/pi from binary place `start` on; there are zeros before the point.
fn word(start: i32) -> u64 {
    let (index, shift) = (start.div_euclid(64), start.rem_euclid(64) as u32);
    let at = |index: i32| usize::try_from(index).map_or(0, |index| TWO_OVER_PI_WORDS[index]);
    if shift == 0 { at(index) } else { at(index) << shift | at(index + 1) >> (64 - shift) }
}

/// Takes whole quarter turns from an angle in radians of at most 64 bits of precision, however large.
///
/// The product with 2/pi is needed modulo 4 only. So of 2/pi come in a window of 320 bits: places before it give
/// multiples of 4, places behind it nothing that counts, although up to 70 bits cancel when an angle is next to a
/// multiple of pi/2.
pub(super) fn radians(x: Wide) -> Reduced {
    if x.abs().is_below(super::tables::QUARTER_PI) {
        return Reduced { quadrant: 0, angle: x };
    }
    let significand = (x.mantissa >> 64) as u64;
    let first = x.exponent - 63 - 2;
    let mut product = [0u64; WORDS];
    let mut carry = 0u64;
    for (index, place) in product.iter_mut().enumerate().rev() {
        let sum = u128::from(significand) * u128::from(word(first + 64 * index as i32)) + u128::from(carry);
        (*place, carry) = (sum as u64, (sum >> 64) as u64);
    }
    let quadrant = (product[0] >> 62) as u8;
    let pair = |index: usize| u128::from(product[index]) << 64 | u128::from(product[index + 1]);
    let mut high = pair(0) << 2 | u128::from(product[2] >> 62);
    let mut low = pair(2) << 2 | u128::from(product[4] >> 62);
    let round_up = high >> 127 != 0;
    if round_up {
        // The distance to the next quarter turn instead.
        let borrow = u128::from(low != 0);
        (high, low) = (0u128.wrapping_sub(high).wrapping_sub(borrow), low.wrapping_neg());
    }
    let shift = high.leading_zeros();
    let mantissa = match shift {
        0 => high,
        1..128 => high << shift | low >> (128 - shift),
        _ => low,
    };
    let turns = Wide::normalized(round_up, -1 - shift as i32, mantissa);
    turned(x.negative, quadrant + u8::from(round_up), turns.times(HALF_PI))
}

/// The same for an angle of full precision, which is not so large that its quarter turns are beyond counting.
pub(super) fn small_radians(x: Wide) -> Reduced {
    let quarters = x.times(TWO_OVER_PI).nearest_integer();
    let angle = x.minus(HALF_PI.times(Wide::from_integer(quarters)));
    Reduced { quadrant: (quarters & 3) as u8, angle }
}

/// Takes whole quarter turns from an angle in half turns.
pub(super) fn half_turns(x: Wide) -> Reduced {
    let magnitude = x.abs();
    let (quarters, _) = magnitude.scaled(1).plus(Wide::HALF).truncated();
    let upper = quarters.scaled(-1).truncated().0;
    let quadrant = u8::from(quarters.is_odd()) | u8::from(upper.is_odd()) << 1;
    let rest = match magnitude.compare(quarters.scaled(-1)) {
        Ordering::Equal => Wide::ZERO,
        _ => magnitude.minus(quarters.scaled(-1)),
    };
    turned(x.negative, quadrant, rest.times(PI))
}

/// The same for the angle of the other sign, if asked for.
fn turned(negative: bool, quadrant: u8, angle: Wide) -> Reduced {
    if negative {
        Reduced { quadrant: quadrant.wrapping_neg() & 3, angle: angle.negated() }
    } else {
        Reduced { quadrant: quadrant & 3, angle }
    }
}
