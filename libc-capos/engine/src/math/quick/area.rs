//! Inverse hyperbolic functions in `double`: logarithms of sums of two doubles.

use super::logarithm::log_as_sum;
use super::{missing, normal_float, split};

/// The square of a number as a sum.
#[inline(always)]
fn squared(x: f64) -> (f64, f64) {
    let (high, low) = split(x);
    let square = x * x;
    (square, high * high - square + 2.0 * high * low + low * low)
}

/// The square root of a sum, as a sum.
#[inline(always)]
fn root((total, rest): (f64, f64)) -> (f64, f64) {
    let root = libm::sqrt(total);
    (root, (missing(total, root, root) + rest) / (2.0 * root))
}

/// ln(1 + sum).
#[inline(always)]
fn log1p_of_sum(high: f64, low: f64) -> f64 {
    libm::log1p(high) + low / (1.0 + high)
}

/// asinh x, from ln(x + sqrt(x^2 + 1)) in sums of two doubles.
#[inline]
pub fn asinh(x: f64) -> Option<f64> {
    let magnitude = x.abs();
    if !(0.3..1e150).contains(&magnitude) {
        return super::normal(libm::asinh(x));
    }
    let (square, square_rest) = squared(magnitude);
    let total = square + 1.0;
    // One of the two is the larger; this way round nothing is lost for either.
    let total_rest = if square > 1.0 { square - total + 1.0 } else { 1.0 - total + square } + square_rest;
    let (root, root_rest) = root((total, total_rest));
    let sum = root + magnitude;
    let rest = root - sum + magnitude + root_rest;
    let (log, log_rest) = log_as_sum(sum);
    Some((log + (log_rest + rest / sum)).copysign(x))
}

#[inline]
pub fn asinhf(x: f32) -> Option<f32> {
    asinh(x.into()).and_then(normal_float)
}

/// acosh x: ln(x + sqrt(x^2 - 1)), or next to 1, with t = x - 1, log1p(t + sqrt(2t + t^2)).
#[inline]
pub fn acosh(x: f64) -> Option<f64> {
    if !(x > 1.0 && x < 1e150) {
        return super::normal(libm::acosh(x));
    }
    if x < 1.5 {
        let t = x - 1.0;
        let (square, rest) = squared(t);
        let total = 2.0 * t + square;
        let (root, root_rest) = root((total, 2.0 * t - total + square + rest));
        let sum = root + t;
        return Some(log1p_of_sum(sum, root - sum + t + root_rest));
    }
    let (square, rest) = squared(x);
    let total = square - 1.0;
    let (root, root_rest) = root((total, square - total - 1.0 + rest));
    let sum = x + root;
    let (log, log_rest) = log_as_sum(sum);
    Some(log + (log_rest + (x - sum + root + root_rest) / sum))
}

/// atanh x: log1p(2x / (1 - x)) / 2.
#[inline]
pub fn atanh(x: f64) -> Option<f64> {
    let magnitude = x.abs();
    if !(magnitude > 1e-9 && magnitude < 1.0) {
        return None;
    }
    let below = 1.0 - magnitude;
    let below_rest = 1.0 - below - magnitude;
    let quotient = 2.0 * magnitude / below;
    let rest = (missing(2.0 * magnitude, quotient, below) - quotient * below_rest) / below;
    Some((0.5 * log1p_of_sum(quotient, rest)).copysign(x))
}

#[inline]
pub fn acoshf(x: f32) -> Option<f32> {
    acosh(x.into()).and_then(normal_float)
}

#[inline]
pub fn atanhf(x: f32) -> Option<f32> {
    atanh(x.into()).and_then(normal_float)
}
