//! Error functions in `double`: a series next to zero, elsewhere a polynomial for each piece of the argument's range.

use super::exponential::scaled_power;
use super::unit::{Unit, product, sum, wide_polynomial};
use super::{between, normal, normal_float};
use crate::math::tables::{QUICK_ERF, QUICK_ERFC};

/// Up to here the series is used.
const SMALL: f64 = 0.5;
/// From here on erf is next to 1: which neighbour it is depends on the direction of rounding.
const LARGE: f64 = 6.0;
/// From here on erfc is subnormal, or the power that it is made of.
const LARGEST: f64 = 26.5;
/// 2/sqrt(pi) - 1.
const SLOPE: f64 = f64::from_bits(0x3fc0_6eba_8214_db69);

/// (erf x - 2 x/sqrt(pi)) / x^3 in powers of x^2, fitted to 2^-61 (Chebyshev).
const SERIES: [f64; 9] = [
    f64::from_bits(0xbfd8_1274_6b03_79e7),
    f64::from_bits(0x3fbc_e2f2_1a04_2bcf),
    f64::from_bits(0xbf9b_82ce_3128_6ca6),
    f64::from_bits(0x3f75_65bc_d0d2_f387),
    f64::from_bits(0xbf4c_02db_3355_a85b),
    f64::from_bits(0x3f1f_9a2d_d80b_8e29),
    f64::from_bits(0xbeef_4c2b_3b43_d836),
    f64::from_bits(0x3ebb_7f30_850d_48a8),
    f64::from_bits(0xbe83_d8b3_9d54_153d),
];

/// erf x for |x| < [`SMALL`], as a sum.
#[inline(always)]
fn next_to_zero<U: Unit>(x: f64) -> (f64, f64) {
    let square = x * x;
    sum(x, x * U::fma(square, wide_polynomial::<U, 9>(square, &SERIES), SLOPE))
}

/// erf of the magnitude from [`SMALL`] to [`LARGE`], as a sum.
#[inline(always)]
fn piece<U: Unit>(magnitude: f64) -> (f64, f64) {
    let index = (magnitude * 8.0) as usize;
    let row = &QUICK_ERF[(index - 4).min(QUICK_ERF.len() - 1)];
    let above = magnitude - (index as f64 + 0.5) * 0.125;
    let [first, rest, coefficients @ ..] = row;
    sum(*first, U::fma(above, wide_polynomial::<U, 10>(above, coefficients), *rest))
}

#[inline(always)]
pub fn erf<U: Unit>(x: f64) -> Option<f64> {
    if between(x, SMALL, LARGE) {
        let (first, rest) = piece::<U>(x.abs());
        return Some((first + rest).copysign(x));
    }
    if between(x, 1e-290, SMALL) {
        let (first, rest) = next_to_zero::<U>(x);
        return Some(first + rest);
    }
    None
}

#[inline(always)]
pub fn erff<U: Unit>(x: f64) -> Option<f32> {
    erf::<U>(x).and_then(normal_float)
}

/// erfc x = e^(-x^2) times a function that changes little.
#[inline(always)]
fn far<U: Unit>(x: f64) -> f64 {
    let (square, square_rest) = product::<U>(x, x);
    let (scale, power) = scaled_power::<U>(-square, -square_rest);
    // Three bits of the significand choose the piece; the middle has one more.
    let bits = x.to_bits();
    let row = &QUICK_ERFC[((bits >> 49) - (SMALL.to_bits() >> 49)) as usize % QUICK_ERFC.len()];
    let above = x - f64::from_bits(bits >> 49 << 49 | 1 << 48);
    let [first, rest, coefficients @ ..] = row;
    let more = U::fma(above, wide_polynomial::<U, 11>(above, coefficients), *rest);
    let (most, lost) = product::<U>(scale, *first);
    most + U::fma(scale, U::fma(power, *first + more, more), lost)
}

#[inline(always)]
pub fn erfc<U: Unit>(x: f64) -> Option<f64> {
    if between(x, 1e-17, SMALL) {
        let (first, rest) = next_to_zero::<U>(x);
        let (total, lost) = sum(1.0, -first);
        return Some(total + (lost - rest));
    }
    if x > 0.0 {
        return if between(x, SMALL, LARGEST) { normal(far::<U>(x)) } else { None };
    }
    if between(x, SMALL, LARGE) {
        let (first, rest) = piece::<U>(-x);
        let (total, lost) = sum(1.0, first);
        return Some(total + (lost + rest));
    }
    None
}

#[inline(always)]
pub fn erfcf<U: Unit>(x: f64) -> Option<f32> {
    erfc::<U>(x).and_then(normal_float)
}
