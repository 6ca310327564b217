//! Gamma in `double`: Stirling's series, in sums of two doubles, for arguments that are brought above ten by
//! multiplication.

use super::exponential::{exp_of_sum, exp_sum_of_sum};
use super::logarithm::log_as_sum;
use super::{missing, normal_float};

/// From here on the series has few terms.
const LARGE: f64 = 10.0;
/// Beyond, gamma is too large for e^x of the neighbour.
const LARGEST: f64 = 171.0;
const SMALLEST: f64 = 1e-6;
/// ln(2 pi)/2 in two parts.
const HALF_LN_TWO_PI: (f64, f64) =
    (f64::from_bits(0x3fed_67f1_c864_beb5), f64::from_bits(0xbc86_5b5a_1b7f_f5df));

/// y (ln gamma(y) - (y - 1/2) ln y + y - ln(2 pi)/2) in powers of 1/y^2, fitted to 2^-58 (Chebyshev).
const STIRLING: [f64; 6] = [
    f64::from_bits(0x3fb5_5555_5555_5555),
    f64::from_bits(0xbf66_c16c_16c0_ba33),
    f64::from_bits(0x3f4a_01a0_0d4c_8353),
    f64::from_bits(0xbf43_8122_c1da_5be1),
    f64::from_bits(0x3f4b_84da_6b7b_609e),
    f64::from_bits(0xbf5c_8400_7120_f1db),
];

/// a + b as a sum of two doubles that do not overlap.
#[inline(always)]
fn sum(a: f64, b: f64) -> (f64, f64) {
    let total = a + b;
    let other = total - a;
    (total, a - (total - other) + (b - other))
}

/// a * b as a sum.
#[inline(always)]
fn product(a: f64, b: f64) -> (f64, f64) {
    let product = a * b;
    (product, -missing(product, a, b))
}

/// ln gamma(y + low) as a sum, for y from [`LARGE`] on.
#[inline(always)]
fn ln_gamma(y: f64, low: f64) -> (f64, f64) {
    let (log, log_rest) = log_as_sum(y);
    let log_rest = log_rest + low / y;
    // Both differences are exact.
    let (main, main_rest) = product(y - 0.5, log);
    let main_rest = main_rest + ((y - 0.5) * log_rest + low * log);
    let inverse = 1.0 / y;
    let square = inverse * inverse;
    let series = STIRLING.iter().rev().fold(0.0, |sum, c| sum * square + c) * inverse;
    let (first, first_rest) = sum(main, -y);
    let (second, second_rest) = sum(first, HALF_LN_TWO_PI.0);
    let (third, third_rest) = sum(second, series);
    (third, first_rest + second_rest + third_rest + (main_rest - low + HALF_LN_TWO_PI.1))
}

/// Gamma of a positive number that is not whole: of those the result may be exact.
#[inline]
pub fn tgamma(x: f64) -> Option<f64> {
    if !(x > SMALLEST && x < LARGEST) || x as i32 as f64 == x {
        return None;
    }
    if x >= LARGE {
        let (log, rest) = ln_gamma(x, 0.0);
        return exp_of_sum(log, rest);
    }
    let (mut divisor, mut divisor_rest) = (x, 0.0);
    let (mut y, mut low) = sum(x, 1.0);
    while y < LARGE {
        let (high, rest) = product(divisor, y);
        divisor_rest = rest + (divisor_rest * y + divisor * low);
        divisor = high;
        let (next, more) = sum(y, 1.0);
        (y, low) = (next, low + more);
    }
    let (log, rest) = ln_gamma(y, low);
    let (power, power_rest) = exp_sum_of_sum(log, rest)?;
    let quotient = power / divisor;
    let left = missing(power, quotient, divisor) + power_rest - quotient * divisor_rest;
    Some(quotient + left / divisor)
}

#[inline]
pub fn tgammaf(x: f64) -> Option<f32> {
    tgamma(x).and_then(normal_float)
}
