//! Logarithms and powers in `double`. A number z is brought next to 1 by a tabled factor so short that nothing is
//! lost; the logarithm comes as a sum of two doubles with some 67 bits, which powers need.

use super::exponential::{exp_of_sum, short_exp};
use super::{between, split};
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
    let (factor, log_high, log_low, ..) = QUICK_LOG[(above >> 45) as usize & 127];
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

/// A positive number that the table is for.
#[inline(always)]
fn is_ordinary(x: f64) -> bool {
    // Negative numbers have larger bits than all others.
    x.to_bits().wrapping_sub(f64::MIN_POSITIVE.to_bits())
        < f64::INFINITY.to_bits() - f64::MIN_POSITIVE.to_bits()
}

#[inline(always)]
pub fn log(x: f64) -> Option<f64> {
    if !is_ordinary(x) {
        return None;
    }
    // Away from 1 the second part of the sum does not matter.
    if is_near_one(x) {
        return log_near_one(x).map(|sum| sum.0);
    }
    let (sum, rest) = log_far_from_one(x);
    Some(sum + rest)
}

#[inline(always)]
fn is_near_one(x: f64) -> bool {
    between(x, 0.9, 1.1)
}

/// ln x as a sum, but for x = 1.
#[inline(never)]
fn log_near_one(x: f64) -> Option<(f64, f64)> {
    (x != 1.0).then(|| log_as_sum(x))
}

/// The same without the bits that only a small result needs; the second part may overlap the first.
#[inline(always)]
fn log_far_from_one(x: f64) -> (f64, f64) {
    let above = x.to_bits().wrapping_sub(FIRST);
    let k = ((above as i64) >> 52) as f64;
    let z = f64::from_bits(x.to_bits().wrapping_sub(above & 0xfff << 52));
    let (factor, log_high, _, center, log_low) = QUICK_LOG[(above >> 45) as usize & 127];
    // What rounding the center changed is in the second part of its logarithm.
    let r = (z - center) * factor;
    let whole = k * LN_2_HIGH + log_high;
    let sum = whole + r;
    let rest = whole - sum + r + (k * LN_2_LOW + log_low);
    let square = r * r;
    let even = -0.5 + square * (-0.25 - square * (1.0 / 6.0));
    let odd = 1.0 / 3.0 + square * (0.2 + square * (1.0 / 7.0));
    let series = even + r * odd;
    (sum, rest + square * series)
}

/// ln x as a sum with some bits more than a `double` has.
#[inline(always)]
fn log_with_rest(x: f64) -> Option<(f64, f64)> {
    match x {
        _ if !is_ordinary(x) => None,
        _ if is_near_one(x) => log_near_one(x),
        _ => Some(log_far_from_one(x)),
    }
}

/// (high + low) times a factor in two parts.
#[inline(always)]
fn times((high, low): (f64, f64), factor: (f64, f64)) -> f64 {
    let (upper, rest) = split(high);
    upper * factor.0 + (rest * factor.0 + (high * factor.1 + low * (factor.0 + factor.1)))
}

#[inline(always)]
pub fn log2(x: f64) -> Option<f64> {
    // Powers of two are exact only by the other way.
    if x.to_bits() << 12 == 0 {
        return None;
    }
    log_with_rest(x).map(|log| times(log, LOG2_E))
}

#[inline(always)]
pub fn log10(x: f64) -> Option<f64> {
    // Powers of ten are whole numbers, and exact only by the other way.
    log_with_rest(x).map(|log| times(log, LOG10_E)).filter(|log| *log as i32 as f64 != *log)
}

/// The sign of a power of a negative number, which only whole exponents below 2^53 have.
fn signed(y: f64) -> Option<f64> {
    let whole = y as i64;
    (whole as f64 == y).then_some(if whole & 1 == 0 { 1.0 } else { -1.0 })
}

/// x^y.
#[inline(always)]
pub fn pow(x: f64, y: f64) -> Option<f64> {
    let magnitude = x.abs();
    if !(is_ordinary(magnitude) && magnitude != 1.0 && between(y, 1e-20, 1e15)) {
        return None;
    }
    let (log, rest) = log_as_sum(magnitude);
    let (y_high, y_low) = split(y);
    let (log_high, log_low) = split(log);
    let log_low = log_low + rest;
    let high = y_high * log_high;
    let low = y_low * log_high + y * log_low;
    let power = exp_of_sum(high, low)?;
    if x > 0.0 { Some(power) } else { signed(y).map(|sign| sign * power) }
}

/// ln x of a `float`: a `double` holds its product with the tabled factor, and needs no second part.
#[inline(always)]
fn short_log(x: f64) -> f64 {
    let above = x.to_bits().wrapping_sub(FIRST);
    let k = ((above as i64) >> 52) as f64;
    let z = f64::from_bits(x.to_bits().wrapping_sub(above & 0xfff << 52));
    let (factor, log_high, ..) = QUICK_LOG[(above >> 45) as usize & 127];
    let r = z * factor - 1.0;
    let square = r * r;
    let series = r + square * (-0.5 + r * (1.0 / 3.0) + square * (-0.25 + r * 0.2));
    k * core::f64::consts::LN_2 + log_high + series
}

#[inline(always)]
pub fn logf(x: f64) -> Option<f32> {
    (is_ordinary(x) && x != 1.0).then(|| short_log(x) as f32)
}

#[inline(always)]
pub fn log2f(x: f64) -> Option<f32> {
    // Powers of two are exact only by the other way.
    (is_ordinary(x) && x.to_bits() << 12 != 0).then(|| (short_log(x) * core::f64::consts::LOG2_E) as f32)
}

#[inline(always)]
pub fn log10f(x: f64) -> Option<f32> {
    // Powers of ten are whole numbers, and exact only by the other way.
    let log = is_ordinary(x).then(|| (short_log(x) * core::f64::consts::LOG10_E) as f32);
    log.filter(|log| *log as i32 as f32 != *log)
}

/// x^y for `float`s.
#[inline(always)]
pub fn powf(x: f64, y: f64) -> Option<f32> {
    let magnitude = x.abs();
    if !(is_ordinary(magnitude) && magnitude != 1.0 && between(y, 1e-20, 1e15)) {
        return None;
    }
    let (log, rest) = log_far_from_one(magnitude);
    let power = short_exp((log + rest) * y)?;
    if x > 0.0 { Some(power) } else { signed(y).map(|sign| sign as f32 * power) }
}
