//! Exponentials in `double`: 2^(k/128) from a table times a short series, with an error of little more than half a unit.

use super::unit::Unit;
use super::{between, normal_float};
use crate::math::tables::QUICK_EXP2;

/// Adding this rounds to an integer, which then stands in the low bits.
pub(super) const SHIFT: f64 = 6_755_399_441_055_744.0;
const PER_LN_2: f64 = f64::from_bits(0x4067_1547_652b_82fe);
/// ln 2 / 128 in two parts; products of the first with whole exponents are exact.
const STEP_HIGH: f64 = f64::from_bits(0x3f76_2e42_fef8_0000);
const STEP_LOW: f64 = f64::from_bits(0x3d41_cf79_abc9_e3b4);
/// The same in one.
const STEP: f64 = core::f64::consts::LN_2 / 128.0;
const PER_LOG10_2: f64 = f64::from_bits(0x407a_934f_0979_a371);
const TEN_STEP_HIGH: f64 = f64::from_bits(0x3f63_4413_50a0_0000);
const TEN_STEP_LOW: f64 = f64::from_bits(0xbd10_c021_9dc1_da99);
const LN_10: f64 = core::f64::consts::LN_10;
const LN_10_REST: f64 = f64::from_bits(0xbcaf_48ad_494e_a3e9);
/// Up to here neither the result nor its reciprocal is subnormal or too large.
pub(super) const LIMIT: f64 = 708.0;
/// Below this e^x is 1 or next to it.
const TINY: f64 = 1e-17;

/// 2^(k/128) for the integer in the low bits of `steps`, and what its rounding left, relative to it.
#[inline(always)]
pub(super) fn power_of_two(k: u64) -> (f64, f64) {
    let (base, tail) = QUICK_EXP2[k as usize & 127];
    (f64::from_bits(base.wrapping_add(k << 45)), tail)
}

/// x as `k` steps of ln 2 / 128, in the low bits, and the rest; |x| is at most [`LIMIT`].
#[inline(always)]
pub(super) fn steps<U: Unit>(x: f64) -> (u64, f64) {
    let steps = U::fma(x, PER_LN_2, SHIFT);
    let k = steps - SHIFT;
    (steps.to_bits(), U::fma(-k, STEP_LOW, U::fma(-k, STEP_HIGH, x)))
}

/// 2^(k/128) e^r as `scale + scale * rest`, for |r| up to 0.003.
#[inline(always)]
fn parts<U: Unit>(k: u64, r: f64) -> (f64, f64) {
    let (scale, tail) = power_of_two(k);
    let square = r * r;
    let high = U::fma(r, 1.0 / 120.0, 1.0 / 24.0);
    let low = U::fma(r, 1.0 / 6.0, 0.5);
    (scale, U::fma(square, U::fma(square, high, low), tail + r))
}

/// e^(x + low) as `scale + scale * rest`, |x| at most [`LIMIT`].
#[inline(always)]
pub(super) fn scaled_power<U: Unit>(x: f64, low: f64) -> (f64, f64) {
    let (k, r) = steps::<U>(x);
    parts::<U>(k, r + low)
}

/// e^(x + low) for an x that is not tiny.
#[inline(always)]
pub(super) fn exp_of_sum<U: Unit>(x: f64, low: f64) -> Option<f64> {
    if !between(x, TINY, LIMIT) {
        return None;
    }
    let (scale, rest) = scaled_power::<U>(x, low);
    Some(U::fma(scale, rest, scale))
}

/// e^x as a sum, the second part below the last place of the first.
#[inline(always)]
pub(super) fn exp_as_sum<U: Unit>(x: f64) -> (f64, f64) {
    joined::<U>(scaled_power::<U>(x, 0.0))
}

/// `scale + scale * rest` as a sum.
#[inline(always)]
fn joined<U: Unit>((scale, rest): (f64, f64)) -> (f64, f64) {
    let high = U::fma(scale, rest, scale);
    (high, U::fma(scale, rest, scale - high))
}

/// e^(x + low) as a sum.
#[inline(always)]
pub(super) fn exp_sum_of_sum<U: Unit>(x: f64, low: f64) -> Option<(f64, f64)> {
    (x.abs() < LIMIT).then(|| joined::<U>(scaled_power::<U>(x, low)))
}

#[inline(always)]
pub fn exp<U: Unit>(x: f64) -> Option<f64> {
    exp_of_sum::<U>(x, 0.0)
}

#[inline(always)]
pub fn exp2<U: Unit>(x: f64) -> Option<f64> {
    if !between(x, TINY, 1021.0) {
        return None;
    }
    let steps = U::fma(x, 128.0, SHIFT);
    let k = steps - SHIFT;
    let (scale, rest) = parts::<U>(steps.to_bits(), U::fma(k, -1.0 / 128.0, x) * core::f64::consts::LN_2);
    Some(U::fma(scale, rest, scale))
}

#[inline(always)]
pub fn exp10<U: Unit>(x: f64) -> Option<f64> {
    // Whole powers are exact, where they are, only by the other way.
    if !between(x, TINY, 307.0) || x as i32 as f64 == x {
        return None;
    }
    let steps = U::fma(x, PER_LOG10_2, SHIFT);
    let k = steps - SHIFT;
    let r = U::fma(-k, TEN_STEP_HIGH, x);
    let low = U::fma(r, LN_10_REST, -k * TEN_STEP_LOW * LN_10);
    let (scale, rest) = parts::<U>(steps.to_bits(), U::fma(r, LN_10, low));
    Some(U::fma(scale, rest, scale))
}

/// 2^(k/128) e^r for a `float`: next to its bits, the second parts are nothing.
#[inline(always)]
fn short<U: Unit>(k: u64, r: f64) -> f64 {
    let (scale, _) = power_of_two(k);
    let rest = U::fma(r * r, U::fma(r, 1.0 / 6.0, 0.5), r);
    U::fma(scale, rest, scale)
}

/// e^x of a sum that is a `float`'s, if the result is an ordinary `float`.
#[inline(always)]
pub(super) fn short_exp<U: Unit>(x: f64) -> Option<f32> {
    if !between(x, TINY, 87.0) {
        return None;
    }
    let steps = U::fma(x, PER_LN_2, SHIFT);
    Some(short::<U>(steps.to_bits(), U::fma(SHIFT - steps, STEP, x)) as f32)
}

#[inline(always)]
pub fn expf<U: Unit>(x: f64) -> Option<f32> {
    short_exp::<U>(x)
}

#[inline(always)]
pub fn exp2f<U: Unit>(x: f64) -> Option<f32> {
    if !between(x, TINY, 125.0) {
        return None;
    }
    let steps = U::fma(x, 128.0, SHIFT);
    let r = U::fma(SHIFT - steps, 1.0 / 128.0, x) * core::f64::consts::LN_2;
    Some(short::<U>(steps.to_bits(), r) as f32)
}

#[inline(always)]
pub fn exp10f<U: Unit>(x: f64) -> Option<f32> {
    exp10::<U>(x).and_then(normal_float)
}

/// Up to here the series of e^x - 1 is used; further away rounding what precedes the sum no longer counts.
const SMALL: f64 = 0.1;

/// e^x - 1.
#[inline(always)]
pub fn expm1<U: Unit>(x: f64) -> Option<f64> {
    if !between(x, 1e-90, LIMIT) {
        return None;
    }
    if between(x, 1e-90, SMALL) {
        let c = |n: u32| 1.0 / f64::from((1..=n).product::<u32>());
        let coefficients = [c(3), c(4), c(5), c(6), c(7), c(8), c(9), c(10), c(11)];
        let series = super::unit::wide_polynomial::<U, 9>(x, &coefficients);
        return Some(U::fma(x * x, U::fma(x, series, 0.5), x));
    }
    let (scale, rest) = scaled_power::<U>(x, 0.0);
    let (less, lost) =
        if scale > 1.0 { super::unit::sum(scale, -1.0) } else { super::unit::sum(-1.0, scale) };
    Some(less + U::fma(scale, rest, lost))
}

#[inline(always)]
pub fn expm1f<U: Unit>(x: f64) -> Option<f32> {
    expm1::<U>(x).and_then(normal_float)
}
