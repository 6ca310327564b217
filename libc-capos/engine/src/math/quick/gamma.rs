//! Gamma in `double`: Stirling's series, in sums of two doubles, for arguments that are brought above ten by
//! multiplication.

use super::exponential::{exp_of_sum, exp_sum_of_sum};
use super::logarithm::{log_as_sum, log_far_from_one};
use super::normal_float;
use super::unit::{Unit, any_sum as sum, polynomial, product, wide_polynomial};
use crate::math::tables::QUICK_LN_GAMMA;

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

/// ln gamma(y + low) as a sum, for y from [`LARGE`] on.
#[inline(always)]
fn ln_gamma<U: Unit>(y: f64, low: f64) -> (f64, f64) {
    let (log, log_rest) = log_as_sum::<U>(y);
    let log_rest = log_rest + low / y;
    // Both differences are exact.
    let (main, main_rest) = product::<U>(y - 0.5, log);
    let main_rest = main_rest + ((y - 0.5) * log_rest + low * log);
    let inverse = 1.0 / y;
    let square = inverse * inverse;
    let series = polynomial::<U, 6>(square, &STIRLING) * inverse;
    let (first, first_rest) = sum(main, -y);
    let (second, second_rest) = sum(first, HALF_LN_TWO_PI.0);
    let (third, third_rest) = sum(second, series);
    (third, first_rest + second_rest + third_rest + (main_rest - low + HALF_LN_TWO_PI.1))
}

/// Gamma of a positive number that is not whole: of those the result may be exact.
#[inline(always)]
pub fn tgamma<U: Unit>(x: f64) -> Option<f64> {
    if !(x > SMALLEST && x < LARGEST) || x as i32 as f64 == x {
        return None;
    }
    if x >= LARGE {
        let (log, rest) = ln_gamma::<U>(x, 0.0);
        return exp_of_sum::<U>(log, rest);
    }
    let (mut divisor, mut divisor_rest) = (x, 0.0);
    let (mut y, mut low) = sum(x, 1.0);
    while y < LARGE {
        let (high, rest) = product::<U>(divisor, y);
        divisor_rest = rest + (divisor_rest * y + divisor * low);
        divisor = high;
        let (next, more) = sum(y, 1.0);
        (y, low) = (next, low + more);
    }
    let (log, rest) = ln_gamma::<U>(y, low);
    let (power, power_rest) = exp_sum_of_sum::<U>(log, rest)?;
    let quotient = power / divisor;
    let left = U::missing(power, quotient, divisor) + power_rest - quotient * divisor_rest;
    Some(quotient + left / divisor)
}

#[inline(always)]
pub fn tgammaf<U: Unit>(x: f64) -> Option<f32> {
    tgamma::<U>(x).and_then(normal_float)
}

/// Below the first ln gamma(x) is ln gamma(x + 1) - ln x; from the second on Stirling's series is used.
const PIECES: (f64, f64) = (0.5, 32.0);
/// Up to here the pieces are without the zeros.
const ZEROS: f64 = 4.0;

/// The polynomial for x, as its constant and the rest.
#[inline(always)]
fn piece<U: Unit>(x: f64) -> (f64, f64) {
    // Three bits of the significand choose the piece; the middle has one more.
    let bits = x.to_bits();
    let row = &QUICK_LN_GAMMA[((bits >> 49) - (PIECES.0.to_bits() >> 49)) as usize % QUICK_LN_GAMMA.len()];
    let above = x - f64::from_bits(bits >> 49 << 49 | 1 << 48);
    let [first, rest, coefficients @ ..] = row;
    (*first, U::fma(above, wide_polynomial::<U, 11>(above, coefficients), *rest))
}

/// ln gamma(x + rest) between 1/2 and [`ZEROS`], with the zeros, as a sum.
#[inline(always)]
fn with_zeros<U: Unit>(x: f64, rest: f64) -> (f64, f64) {
    let (first, more) = piece::<U>(x);
    // The second difference may lose a bit below 1, the first is exact.
    let (from_two, lost) = sum(x, -2.0);
    let from_one = x - 1.0;
    let (zeros, zeros_rest) = product::<U>(from_one, from_two);
    let zeros_rest = zeros_rest + U::fma(from_one, lost + rest, rest * from_two);
    let (most, least) = product::<U>(zeros, first);
    (most, U::fma(zeros, more, U::fma(zeros_rest, first, least)))
}

/// The logarithm of gamma, and gamma's sign.
#[inline(always)]
pub fn lgamma<U: Unit>(x: f64) -> Option<(f64, i32)> {
    let (value, rest) = match x {
        _ if !(x > 1e-290 && x < 1e290) || x == 1.0 || x == 2.0 => return None,
        _ if x >= PIECES.1 => ln_gamma::<U>(x, 0.0),
        _ if x >= ZEROS => piece::<U>(x),
        _ if x >= PIECES.0 => with_zeros::<U>(x, 0.0),
        _ => {
            let (above, lost) = sum(1.0, x);
            let ((log, log_rest), (next, next_rest)) =
                (log_far_from_one::<U>(x), with_zeros::<U>(above, lost));
            let (total, lost) = sum(-log, next);
            (total, lost + (next_rest - log_rest))
        }
    };
    Some((value + rest, 1))
}

#[inline(always)]
pub fn lgammaf<U: Unit>(x: f64) -> Option<(f32, i32)> {
    let (value, sign) = lgamma::<U>(x)?;
    normal_float(value).map(|value| (value, sign))
}
