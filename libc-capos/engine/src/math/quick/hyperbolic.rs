//! Hyperbolic functions in `double`: series near zero, elsewhere from e^x as a sum of two doubles.

use super::exponential::{LIMIT, exp_as_sum};
use super::{missing, normal_float};

/// Up to here the series are used; they are fitted (Chebyshev) to this.
const SMALL: f64 = 0.35;
/// Below this the results are the argument, or 1, or next to them.
const TINY: f64 = 1e-9;

static SINH: [f64; 6] = [
    f64::from_bits(0x3fc5_5555_5555_5555),
    f64::from_bits(0x3f81_1111_1111_1111),
    f64::from_bits(0x3f2a_01a0_1a01_95e9),
    f64::from_bits(0x3ec7_1de3_a5af_8595),
    f64::from_bits(0x3e5a_e642_ad7b_698c),
    f64::from_bits(0x3de6_1c2b_89c2_d1c6),
];

static TANH: [f64; 9] = [
    f64::from_bits(0xbfd5_5555_5555_5555),
    f64::from_bits(0x3fc1_1111_1111_1061),
    f64::from_bits(0xbfab_a1ba_1b9f_633f),
    f64::from_bits(0x3f96_64f4_86a2_c92e),
    f64::from_bits(0xbf82_26e2_d449_6403),
    f64::from_bits(0x3f6d_6d0c_eebb_08be),
    f64::from_bits(0xbf57_d4f0_bda9_c4f6),
    f64::from_bits(0x3f42_fe93_3a97_b317),
    f64::from_bits(0xbf29_2b5f_f266_cd14),
];

/// x + x^3 (c0 + c1 x^2 + ...).
#[inline(always)]
fn odd(x: f64, coefficients: &[f64]) -> f64 {
    let square = x * x;
    x + x * square * coefficients.iter().rev().fold(0.0, |sum, c| sum * square + c)
}

#[inline]
pub fn sinh(x: f64) -> Option<f64> {
    let magnitude = x.abs();
    if !(magnitude > TINY && magnitude < LIMIT) {
        return None;
    }
    if magnitude < SMALL {
        return Some(odd(x, &SINH));
    }
    let (power, rest) = exp_as_sum(magnitude);
    let (high, low) = inverse(power, rest);
    let difference = power - high;
    let lost = power - difference - high;
    Some((0.5 * (difference + (lost + rest - low))).copysign(x))
}

#[inline]
pub fn cosh(x: f64) -> Option<f64> {
    let magnitude = x.abs();
    if !(magnitude > TINY && magnitude < LIMIT) {
        return None;
    }
    let (power, rest) = exp_as_sum(magnitude);
    let (high, low) = inverse(power, rest);
    let sum = power + high;
    let lost = power - sum + high;
    Some(0.5 * (sum + (lost + rest + low)))
}

/// 1 / (power + rest) as a sum.
#[inline(always)]
fn inverse(power: f64, rest: f64) -> (f64, f64) {
    let high = 1.0 / power;
    (high, high * (missing(1.0, high, power) - high * rest))
}

#[inline]
pub fn tanh(x: f64) -> Option<f64> {
    let magnitude = x.abs();
    if !(magnitude > TINY && magnitude < 18.0) {
        return None;
    }
    if magnitude < SMALL {
        return Some(odd(x, &TANH));
    }
    // (e^2x - 1) / (e^2x + 1) with all parts.
    let (power, rest) = exp_as_sum(2.0 * magnitude);
    let (above, below) = (power - 1.0, power + 1.0);
    let (above_rest, below_rest) = (power - above - 1.0 + rest, power - below + 1.0 + rest);
    let quotient = above / below;
    let correction = (missing(above, quotient, below) + above_rest - quotient * below_rest) / below;
    Some((quotient + correction).copysign(x))
}

#[inline]
pub fn sinhf(x: f64) -> Option<f32> {
    sinh(x).and_then(normal_float)
}

#[inline]
pub fn coshf(x: f64) -> Option<f32> {
    cosh(x).and_then(normal_float)
}

#[inline]
pub fn tanhf(x: f64) -> Option<f32> {
    tanh(x).and_then(normal_float)
}
