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

/// ln of a sum, which may be next to 1: then the second part says much of it.
#[inline(always)]
fn log_of_sum(high: f64, low: f64) -> f64 {
    let (log, rest) = log_as_sum(high);
    log + (rest + low / high)
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
    Some(log_of_sum(sum, rest).copysign(x))
}

#[inline]
pub fn asinhf(x: f64) -> Option<f32> {
    asinh(x).and_then(normal_float)
}

/// acosh x: ln(x + sqrt(x^2 - 1)); next to 1 with x^2 - 1 = 2t + t^2, t = x - 1.
#[inline]
pub fn acosh(x: f64) -> Option<f64> {
    if !(x > 1.0 && x < 1e150) {
        return super::normal(libm::acosh(x));
    }
    let (root, root_rest) = if x < 1.5 {
        let t = x - 1.0;
        let (square, rest) = squared(t);
        let total = 2.0 * t + square;
        root((total, 2.0 * t - total + square + rest))
    } else {
        let (square, rest) = squared(x);
        let total = square - 1.0;
        root((total, square - total - 1.0 + rest))
    };
    let sum = x + root;
    Some(log_of_sum(sum, x - sum + root + root_rest))
}

/// atanh x: ln((1 + x) / (1 - x)) / 2.
#[inline]
pub fn atanh(x: f64) -> Option<f64> {
    let magnitude = x.abs();
    if !(magnitude > 1e-9 && magnitude < 1.0) {
        return None;
    }
    let (above, below) = (1.0 + magnitude, 1.0 - magnitude);
    let (above_rest, below_rest) = (1.0 - above + magnitude, 1.0 - below - magnitude);
    let quotient = above / below;
    let rest = (missing(above, quotient, below) + above_rest - quotient * below_rest) / below;
    Some((0.5 * log_of_sum(quotient, rest)).copysign(x))
}

#[inline]
pub fn acoshf(x: f64) -> Option<f32> {
    acosh(x).and_then(normal_float)
}

#[inline]
pub fn atanhf(x: f64) -> Option<f32> {
    atanh(x).and_then(normal_float)
}
