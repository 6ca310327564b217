//! Exponentials in `double`: 2^(k/128) from a table times a short series, with an error of little more than half a unit.

use super::{between, normal_float, split};
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

/// 2^(k/128) e^r as `scale + scale * rest`, for |r| up to 0.003.
#[inline(always)]
fn parts(steps: f64, r: f64) -> (f64, f64) {
    let k = steps.to_bits();
    let (base, tail) = QUICK_EXP2[k as usize & 127];
    let scale = f64::from_bits(base.wrapping_add(k << 45));
    let square = r * r;
    let rest =
        tail + r + square * (0.5 + r * (1.0 / 6.0)) + square * square * (1.0 / 24.0 + r * (1.0 / 120.0));
    (scale, rest)
}

/// The parts of e^(x + low), |x| at most [`LIMIT`].
#[inline(always)]
fn natural(x: f64, low: f64) -> (f64, f64) {
    let steps = x * PER_LN_2 + SHIFT;
    let k = steps - SHIFT;
    parts(steps, x - k * STEP_HIGH - k * STEP_LOW + low)
}

/// e^(x + low) for an x that is not tiny.
#[inline(always)]
pub(super) fn exp_of_sum(x: f64, low: f64) -> Option<f64> {
    if !between(x, TINY, LIMIT) {
        return None;
    }
    let (scale, rest) = natural(x, low);
    Some(scale + scale * rest)
}

/// e^x as a sum, the second part below the last place of the first.
#[inline(always)]
pub(super) fn exp_as_sum(x: f64) -> (f64, f64) {
    joined(natural(x, 0.0))
}

/// `scale + scale * rest` as a sum.
#[inline(always)]
fn joined((scale, rest): (f64, f64)) -> (f64, f64) {
    let growth = scale * rest;
    let high = scale + growth;
    (high, scale - high + growth)
}

/// e^(x + low) as a sum.
#[inline(always)]
pub(super) fn exp_sum_of_sum(x: f64, low: f64) -> Option<(f64, f64)> {
    (x.abs() < LIMIT).then(|| joined(natural(x, low)))
}

#[inline(always)]
pub fn exp(x: f64) -> Option<f64> {
    exp_of_sum(x, 0.0)
}

#[inline(always)]
pub fn exp2(x: f64) -> Option<f64> {
    if !between(x, TINY, 1021.0) {
        return None;
    }
    let steps = x * 128.0 + SHIFT;
    let k = steps - SHIFT;
    let (scale, rest) = parts(steps, (x - k * (1.0 / 128.0)) * core::f64::consts::LN_2);
    Some(scale + scale * rest)
}

#[inline]
pub fn exp10(x: f64) -> Option<f64> {
    // Whole powers are exact, where they are, only by the other way.
    if !between(x, TINY, 307.0) || x as i32 as f64 == x {
        return None;
    }
    let steps = x * PER_LOG10_2 + SHIFT;
    let k = steps - SHIFT;
    let r = x - k * TEN_STEP_HIGH;
    let (high, low) = split(r);
    let low = (low - k * TEN_STEP_LOW) * LN_10 + high * LN_10_REST;
    let (scale, rest) = parts(steps, high * LN_10 + low);
    Some(scale + scale * rest)
}

/// 2^(k/128) e^r for a `float`: next to its bits, the second parts are nothing.
#[inline(always)]
fn short(steps: f64, r: f64) -> f64 {
    let k = steps.to_bits();
    let scale = f64::from_bits(QUICK_EXP2[k as usize & 127].0.wrapping_add(k << 45));
    scale + scale * (r + r * r * (0.5 + r * (1.0 / 6.0)))
}

/// e^x of a sum that is a `float`'s, if the result is an ordinary `float`.
#[inline(always)]
pub(super) fn short_exp(x: f64) -> Option<f32> {
    if !between(x, TINY, 87.0) {
        return None;
    }
    let steps = x * PER_LN_2 + SHIFT;
    Some(short(steps, x - (steps - SHIFT) * STEP) as f32)
}

#[inline(always)]
pub fn expf(x: f64) -> Option<f32> {
    short_exp(x)
}

#[inline(always)]
pub fn exp2f(x: f64) -> Option<f32> {
    if !between(x, TINY, 125.0) {
        return None;
    }
    let steps = x * 128.0 + SHIFT;
    Some(short(steps, (x - (steps - SHIFT) * (1.0 / 128.0)) * core::f64::consts::LN_2) as f32)
}

#[inline]
pub fn exp10f(x: f64) -> Option<f32> {
    exp10(x).and_then(normal_float)
}
