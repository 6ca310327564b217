//! Exponentials in `double`: 2^(k/128) from a table times a short series, with an error of little more than half a unit.

use super::split;
use crate::math::tables::QUICK_EXP2;

/// Adding this rounds to an integer, which then stands in the low bits.
const SHIFT: f64 = 6_755_399_441_055_744.0;
const PER_LN_2: f64 = f64::from_bits(0x4067_1547_652b_82fe);
/// ln 2 / 128 in two parts; products of the first with whole exponents are exact.
const STEP_HIGH: f64 = f64::from_bits(0x3f76_2e42_fef8_0000);
const STEP_LOW: f64 = f64::from_bits(0x3d41_cf79_abc9_e3b4);
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
    if !(x.abs() < LIMIT && x.abs() > TINY) {
        return None;
    }
    let (scale, rest) = natural(x, low);
    Some(scale + scale * rest)
}

/// e^x as a sum, the second part below the last place of the first.
#[inline(always)]
pub(super) fn exp_as_sum(x: f64) -> (f64, f64) {
    let (scale, rest) = natural(x, 0.0);
    let growth = scale * rest;
    let high = scale + growth;
    (high, scale - high + growth)
}

#[inline]
pub fn exp(x: f64) -> Option<f64> {
    exp_of_sum(x, 0.0)
}

#[inline]
pub fn exp2(x: f64) -> Option<f64> {
    if !(x.abs() < 1021.0 && x.abs() > TINY) {
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
    if !(x.abs() < 307.0 && x.abs() > TINY) || x as i32 as f64 == x {
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

#[inline]
pub fn expf(x: f32) -> Option<f32> {
    exp(x.into()).and_then(super::normal_float)
}

#[inline]
pub fn exp2f(x: f32) -> Option<f32> {
    exp2(x.into()).and_then(super::normal_float)
}

#[inline]
pub fn exp10f(x: f32) -> Option<f32> {
    exp10(x.into()).and_then(super::normal_float)
}
