//! Inverse hyperbolic functions in `double`: logarithms of sums of two doubles.

use super::logarithm::{log_as_sum, log_far_from_one};
use super::unit::{Unit, polynomial, product, sum, wide_polynomial};
use super::{between, normal, normal_float};

/// The square root of a sum, as a sum.
#[inline(always)]
fn root<U: Unit>((total, rest): (f64, f64)) -> (f64, f64) {
    let root = libm::sqrt(total);
    (root, (U::missing(total, root, root) + rest) / (2.0 * root))
}

/// ln of a sum, which may be next to 1: then the second part says much of it.
#[inline(always)]
fn log_of_sum<U: Unit>(high: f64, low: f64) -> f64 {
    let (log, rest) = log_as_sum::<U>(high);
    log + (rest + low / high)
}

/// (asinh x - x) / x^3 in powers of x^2 for |x| < 0.3, fitted to 2^-67 (Chebyshev).
const ASINH: [f64; 11] = [
    f64::from_bits(0xbfc5_5555_5555_5555),
    f64::from_bits(0x3fb3_3333_3333_3332),
    f64::from_bits(0xbfa6_db6d_b6db_696e),
    f64::from_bits(0x3f9f_1c71_c716_a1fe),
    f64::from_bits(0xbf96_e8ba_2c85_18c4),
    f64::from_bits(0x3f91_c4eb_e51a_85df),
    f64::from_bits(0xbf8c_997e_aacf_fd63),
    f64::from_bits(0x3f87_a641_55c8_ef92),
    f64::from_bits(0xbf83_dfaa_9f1f_395a),
    f64::from_bits(0x3f80_2a66_a978_e074),
    f64::from_bits(0xbf73_9c97_ad8a_4613),
];

/// asinh x, from ln(x + sqrt(x^2 + 1)) in sums of two doubles.
#[inline(always)]
pub fn asinh<U: Unit>(x: f64) -> Option<f64> {
    let magnitude = x.abs();
    if !between(x, 1e-90, 1e150) {
        return normal(libm::asinh(x));
    }
    if magnitude < 0.3 {
        let square = x * x;
        return Some(U::fma(x * square, wide_polynomial::<U, 11>(square, &ASINH), x));
    }
    let (square, square_rest) = product::<U>(magnitude, magnitude);
    // One of the two is the larger; this way round nothing is lost for either.
    let (total, lost) = if square > 1.0 { sum(square, 1.0) } else { sum(1.0, square) };
    let (root, root_rest) = root::<U>((total, lost + square_rest));
    let (total, lost) = sum(root, magnitude);
    Some(log_of_sum::<U>(total, lost + root_rest).copysign(x))
}

/// acosh x: ln(x + sqrt(x^2 - 1)); next to 1 with x^2 - 1 = 2t + t^2, t = x - 1.
#[inline(always)]
pub fn acosh<U: Unit>(x: f64) -> Option<f64> {
    if !(x > 1.0 && x < 1e150) {
        return normal(libm::acosh(x));
    }
    let (root, root_rest) = if x < 1.5 {
        let t = x - 1.0;
        let (square, rest) = product::<U>(t, t);
        let (total, lost) = sum(2.0 * t, square);
        root::<U>((total, lost + rest))
    } else {
        let (square, rest) = product::<U>(x, x);
        let (total, lost) = sum(square, -1.0);
        root::<U>((total, lost + rest))
    };
    let (total, lost) = sum(x, root);
    Some(log_of_sum::<U>(total, lost + root_rest))
}

/// Up to here the series of atanh is used.
const SMALL: f64 = 0.1;

/// atanh x: ln((1 + x) / (1 - x)) / 2.
#[inline(always)]
pub fn atanh<U: Unit>(x: f64) -> Option<f64> {
    let magnitude = x.abs();
    if !between(x, 1e-90, 1.0) {
        return None;
    }
    if magnitude < SMALL {
        let c = |n: u32| 1.0 / f64::from(n);
        let square = x * x;
        let series = polynomial::<U, 8>(square, &[c(3), c(5), c(7), c(9), c(11), c(13), c(15), c(17)]);
        return Some(U::fma(x * square, series, x));
    }
    let ((above, above_lost), (below, below_lost)) = (sum(1.0, magnitude), sum(1.0, -magnitude));
    // The reciprocals of both by one division.
    let inverse = 1.0 / (above * below);
    let quotient = above * above * inverse;
    let left = U::missing(above, quotient, below) + above_lost - quotient * below_lost;
    let (log, rest) = log_far_from_one::<U>(quotient);
    Some((0.5 * (log + U::fma(left, below * inverse, rest))).copysign(x))
}

#[inline(always)]
pub fn asinhf<U: Unit>(x: f64) -> Option<f32> {
    asinh::<U>(x).and_then(normal_float)
}

#[inline(always)]
pub fn acoshf<U: Unit>(x: f64) -> Option<f32> {
    acosh::<U>(x).and_then(normal_float)
}

#[inline(always)]
pub fn atanhf<U: Unit>(x: f64) -> Option<f32> {
    atanh::<U>(x).and_then(normal_float)
}
