//! Large arguments in quarter turns: by integers, with the places of 2/pi that matter.

use super::unit::Unit;
use crate::math::tables::TWO_OVER_PI_WORDS;

/// pi/2 * 2^-64, in two parts.
const QUARTER: (f64, f64) = (f64::from_bits(0x3bf9_21fb_5444_2d18), f64::from_bits(0x3891_a626_3314_5c07));

/// How many quarter turns `x` has, in the low bits, and what remains, in two parts; `None` where that is too little for
/// the bits that are computed. `x` is finite, and at least 2^18 by magnitude.
pub(super) fn reduced<U: Unit>(x: f64) -> Option<(u64, f64, f64)> {
    let bits = x.to_bits();
    let significand = bits & ((1 << 52) - 1) | 1 << 52;
    // |x| = significand * 2^order; places of 2/pi before this one make multiples of four quarter turns.
    let order = (bits >> 52 & 0x7ff) as usize - 1075 + 64;
    let first = order - 2;
    let (index, shift) = (first / 64, first % 64);
    // A word of zeros stands before the places.
    let word = |i: usize| if i == 0 { 0 } else { TWO_OVER_PI_WORDS[i - 1] };
    let window = |i: usize| (u128::from(word(i)) << 64 | u128::from(word(i + 1))) << shift >> 64;
    // 192 bits of the product, the number of quarter turns in the uppermost two.
    let full = |i: usize| u128::from(significand) * (window(i) & u128::from(u64::MAX));
    let low = full(index + 2);
    let middle = full(index + 1) + (low >> 64);
    let high = (full(index) as u64).wrapping_add((middle >> 64) as u64);
    let middle = middle as u64;
    let turns = (high >> 62).wrapping_add(high >> 61 & 1);
    // What is above or below the nearest quarter, in units of 2^-64 and 2^-128.
    let off = (high << 2 | middle >> 62).cast_signed();
    let rest = middle << 2 | low as u64 >> 62;
    if off.unsigned_abs() < 1 << 40 {
        return None;
    }
    let most = off as f64;
    let least = off.wrapping_sub(most as i64) as f64 + rest as f64 * (1.0 / 18_446_744_073_709_551_616.0);
    let r = most * QUARTER.0;
    let low = most * QUARTER.1 + least * QUARTER.0 - U::missing(r, most, QUARTER.0);
    let sum = r + low;
    let low = r - sum + low;
    Some(if bits >> 63 == 0 { (turns, sum, low) } else { (turns.wrapping_neg(), -sum, -low) })
}
