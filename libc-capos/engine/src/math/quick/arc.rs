//! Inverse trigonometric functions of one argument in `double`: a series, next to zero or around tabled points.

use super::angle::{ATAN, ATAN_HALF, ATAN_ONE, HALF_PI};
use super::unit::{Unit, sum, wide_polynomial};
use super::{between, normal_float};

/// atan(3/2) in two parts.
const ATAN_THREE_HALVES: (f64, f64) =
    (f64::from_bits(0x3fef_730b_d281_f69b), f64::from_bits(0x3c70_0788_7af0_cbbd));

/// (asin x - x) / x^3 in powers of x^2 for |x| up to 1/2, fitted to 2^-59 (Chebyshev).
const ASIN: [f64; 14] = [
    f64::from_bits(0x3fc5_5555_5555_5555),
    f64::from_bits(0x3fb3_3333_3333_3389),
    f64::from_bits(0x3fa6_db6d_b6da_c0ea),
    f64::from_bits(0x3f9f_1c71_c7a5_e151),
    f64::from_bits(0x3f96_e8ba_121b_9d5f),
    f64::from_bits(0x3f91_c4ef_d20e_bb99),
    f64::from_bits(0x3f8c_990a_42b3_2b03),
    f64::from_bits(0x3f87_b02e_f007_d23e),
    f64::from_bits(0x3f83_b462_d121_c5d2),
    f64::from_bits(0x3f83_1777_489d_fd29),
    f64::from_bits(0x3f68_dcdf_1199_7e0f),
    f64::from_bits(0x3f94_0c91_fa8d_eb7e),
    f64::from_bits(0xbf93_bd7e_353d_dbc2),
    f64::from_bits(0x3f9e_58a4_f278_e007),
];

/// The arc tangent.
#[inline(always)]
pub fn atan<U: Unit>(x: f64) -> Option<f64> {
    if !between(x, 1e-90, 1e290) {
        return None;
    }
    let magnitude = x.abs();
    let series = |r: f64| {
        let square = r * r;
        r * square * wide_polynomial::<U, 11>(square, &ATAN)
    };
    if magnitude < 0.4375 {
        return Some(x - series(x));
    }
    // Next to the base's tangent t, atan(x) is the base and atan((x - t) / (1 + t x)).
    let ((base, base_rest), above, below) = match magnitude {
        _ if magnitude < 0.6875 => (ATAN_HALF, U::fma(2.0, magnitude, -1.0), 2.0 + magnitude),
        _ if magnitude < 1.1875 => (ATAN_ONE, magnitude - 1.0, 1.0 + magnitude),
        _ if magnitude < 2.4375 => (ATAN_THREE_HALVES, magnitude - 1.5, U::fma(1.5, magnitude, 1.0)),
        _ => (HALF_PI, -1.0, magnitude),
    };
    let r = above / below;
    Some((base + (r - (series(r) - base_rest))).copysign(x))
}

#[inline(always)]
pub fn atanf<U: Unit>(x: f64) -> Option<f32> {
    atan::<U>(x).and_then(normal_float)
}

/// asin x - x for a square up to 1/4 of x.
#[inline(always)]
fn growth<U: Unit>(x: f64, square: f64) -> f64 {
    x * square * wide_polynomial::<U, 14>(square, &ASIN)
}

/// asin of the magnitude from 1/2 to 1 is pi/2 - 2 asin s, s^2 = (1 - x)/2; this is asin s as a sum.
#[inline(always)]
fn half_of_complement<U: Unit>(magnitude: f64) -> (f64, f64) {
    let square = U::fma(-0.5, magnitude, 0.5);
    let root = libm::sqrt(square);
    let rest = U::missing(square, root, root) / (2.0 * root);
    (root, growth::<U>(root, square) + rest)
}

#[inline(always)]
pub fn asin<U: Unit>(x: f64) -> Option<f64> {
    if !between(x, 1e-90, 1.0) {
        return None;
    }
    let magnitude = x.abs();
    if magnitude < 0.5 {
        return Some(x + growth::<U>(x, x * x));
    }
    let (half, rest) = half_of_complement::<U>(magnitude);
    let (angle, lost) = sum(HALF_PI.0, -2.0 * half);
    Some((angle + (lost + U::fma(-2.0, rest, HALF_PI.1))).copysign(x))
}

#[inline(always)]
pub fn acos<U: Unit>(x: f64) -> Option<f64> {
    if !between(x, 1e-90, 1.0) {
        return None;
    }
    let magnitude = x.abs();
    if magnitude < 0.5 {
        let (angle, lost) = sum(HALF_PI.0, -x);
        return Some(angle + (lost + (HALF_PI.1 - growth::<U>(x, x * x))));
    }
    let (half, rest) = half_of_complement::<U>(magnitude);
    if x > 0.0 {
        return Some(2.0 * (half + rest));
    }
    let (angle, lost) = sum(2.0 * HALF_PI.0, -2.0 * half);
    Some(angle + (lost + U::fma(-2.0, rest, 2.0 * HALF_PI.1)))
}

#[inline(always)]
pub fn asinf<U: Unit>(x: f64) -> Option<f32> {
    asin::<U>(x).and_then(normal_float)
}

#[inline(always)]
pub fn acosf<U: Unit>(x: f64) -> Option<f32> {
    acos::<U>(x).and_then(normal_float)
}
