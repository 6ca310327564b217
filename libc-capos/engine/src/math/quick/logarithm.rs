//! Logarithms and powers in `double`. A number z is brought next to 1 by a tabled factor so short that nothing is
//! lost; the logarithm comes as a sum of two doubles with some 67 bits, which powers need.

use super::exponential::exp_of_sum;
use super::{normal_float, split};
use crate::math::tables::QUICK_LOG;

const LN_2_HIGH: f64 = f64::from_bits(0x3fe6_2e42_fefa_3800);
const LN_2_LOW: f64 = f64::from_bits(0x3d2e_f357_93c7_6730);
/// The smallest number the table is for, as bits; the largest is twice that.
const FIRST: u64 = 0x3fe6_9555_0000_0000;
/// log2 e and log10 e, each as a short number and the rest.
const LOG2_E: (f64, f64) = (f64::from_bits(0x3ff7_1547_6800_0000), f64::from_bits(0xbe46_a3e8_0f44_4178));
const LOG10_E: (f64, f64) = (f64::from_bits(0x3fdb_cb7b_2000_0000), f64::from_bits(0xbe45_b235_e39a_b2a9));

/// ln x for a normal positive x, as a sum.
#[inline(always)]
pub(super) fn log_as_sum(x: f64) -> (f64, f64) {
    let above = x.to_bits().wrapping_sub(FIRST);
    let k = ((above as i64) >> 52) as f64;
    let z = f64::from_bits(x.to_bits().wrapping_sub(above & 0xfff << 52));
    let (factor, log_high, log_low) = QUICK_LOG[(above >> 45) as usize & 127];
    // z in two parts whose products with the factor, of 10 bits, are exact.
    let upper = f64::from_bits((z.to_bits() + (1 << 31)) & !0xffff_ffff);
    let high = upper * factor - 1.0;
    let low = (z - upper) * factor;
    let r = high + low;
    let lost = high - r + low;

    let whole = k * LN_2_HIGH + log_high;
    let first = whole + r;
    let carried = whole - first + r + (k * LN_2_LOW + log_low + lost);
    // r^2/2, again in two parts.
    let half = -0.5 * r;
    let square = r * half;
    let cube = r * square;
    let half_high = -0.5 * high;
    let square_high = high * half_high;
    let second = first + square_high;
    let carried = carried + low * (half + half_high) + (first - second + square_high);
    let series = cube
        * (-2.0 / 3.0
            + r * 0.5
            + square
                * (4.0 / 5.0 + r * (-2.0 / 3.0) + square * (-8.0 / 7.0 + r * 1.0 + square * (16.0 / 9.0))));
    let low = carried + series - lost * r;
    let sum = second + low;
    (sum, second - sum + low)
}

/// A number the table is for, and not one whose logarithm is exact.
#[inline(always)]
fn is_ordinary(x: f64) -> bool {
    (f64::MIN_POSITIVE..=f64::MAX).contains(&x) && x != 1.0
}

#[inline]
pub fn log(x: f64) -> Option<f64> {
    // Away from 1 the second part of the sum does not matter.
    let near_one = (0.9..1.1).contains(&x);
    is_ordinary(x).then(|| if near_one { log_as_sum(x).0 } else { log_far_from_one(x) })
}

/// The same without the bits that only a small result, or one that is multiplied, needs.
#[inline(always)]
fn log_far_from_one(x: f64) -> f64 {
    let above = x.to_bits().wrapping_sub(FIRST);
    let k = ((above as i64) >> 52) as f64;
    let z = f64::from_bits(x.to_bits().wrapping_sub(above & 0xfff << 52));
    let (factor, log_high, log_low) = QUICK_LOG[(above >> 45) as usize & 127];
    let upper = f64::from_bits((z.to_bits() + (1 << 31)) & !0xffff_ffff);
    let r = upper * factor - 1.0 + (z - upper) * factor;
    let whole = k * LN_2_HIGH + log_high;
    let sum = whole + r;
    let rest = whole - sum + r + (k * LN_2_LOW + log_low);
    let square = r * r;
    let series =
        -0.5 + r * (1.0 / 3.0) + square * (-0.25 + r * 0.2 + square * (-1.0 / 6.0 + r * (1.0 / 7.0)));
    sum + (rest + square * series)
}

/// (high + low) times a factor in two parts.
#[inline(always)]
fn times((high, low): (f64, f64), factor: (f64, f64)) -> f64 {
    let (upper, rest) = split(high);
    upper * factor.0 + (rest * factor.0 + (high * factor.1 + low * (factor.0 + factor.1)))
}

#[inline]
pub fn log2(x: f64) -> Option<f64> {
    // Powers of two are exact only by the other way.
    (is_ordinary(x) && x.to_bits() << 12 != 0).then(|| times(log_as_sum(x), LOG2_E))
}

#[inline]
pub fn log10(x: f64) -> Option<f64> {
    // Powers of ten are whole numbers, and exact only by the other way.
    is_ordinary(x).then(|| times(log_as_sum(x), LOG10_E)).filter(|log| *log as i32 as f64 != *log)
}

/// x^y.
#[inline]
pub fn pow(x: f64, y: f64) -> Option<f64> {
    let magnitude = x.abs();
    if !(is_ordinary(magnitude) && y.abs() < 1e15 && y.abs() > 1e-20) {
        return None;
    }
    let whole = y as i64;
    if x < 0.0 && whole as f64 != y {
        return None;
    }
    let (log, rest) = log_as_sum(magnitude);
    let (y_high, y_low) = split(y);
    let (log_high, log_low) = split(log);
    let log_low = log_low + rest;
    let high = y_high * log_high;
    let low = y_low * log_high + y * log_low;
    let power = exp_of_sum(high, low)?;
    Some(if x < 0.0 && whole & 1 != 0 { -power } else { power })
}

#[inline]
pub fn logf(x: f32) -> Option<f32> {
    log(x.into()).and_then(normal_float)
}

#[inline]
pub fn log2f(x: f32) -> Option<f32> {
    log2(x.into()).and_then(normal_float)
}

#[inline]
pub fn log10f(x: f32) -> Option<f32> {
    log10(x.into()).and_then(normal_float)
}

#[inline]
pub fn powf(x: f32, y: f32) -> Option<f32> {
    pow(x.into(), y.into()).and_then(normal_float)
}
