//! How the processor multiplies and adds: fused, where it has that, or in two steps.
//!
//! Every quick way is written once, over [`Unit`], and inlined into what calls it. The caller compiles it for
//! [`Plain`], and once more for [`Fused`] in a function with `#[target_feature(enable = "fma")]`; which of the two runs is
//! decided where the processor can be asked.

use core::f64::math::mul_add;

pub trait Unit {
    /// a * b + c.
    fn fma(a: f64, b: f64, c: f64) -> f64;

    /// `number - a * b`, where the difference is exact: what a rounded product or quotient is missing.
    fn missing(number: f64, a: f64, b: f64) -> f64;
}

/// A multiplication, then an addition.
pub struct Plain;

/// One instruction, which rounds once.
pub struct Fused;

/// A number as one of 26 bits and the rest; products of such parts are exact.
#[inline(always)]
pub(super) fn split(x: f64) -> (f64, f64) {
    let high = f64::from_bits(x.to_bits() & !0x7ff_ffff);
    (high, x - high)
}

impl Unit for Plain {
    #[inline(always)]
    fn fma(a: f64, b: f64, c: f64) -> f64 {
        a * b + c
    }

    #[inline(always)]
    fn missing(number: f64, a: f64, b: f64) -> f64 {
        let ((a_high, a_low), (b_high, b_low)) = (split(a), split(b));
        number - a_high * b_high - a_high * b_low - a_low * b_high - a_low * b_low
    }
}

impl Unit for Fused {
    #[inline(always)]
    fn fma(a: f64, b: f64, c: f64) -> f64 {
        mul_add(a, b, c)
    }

    #[inline(always)]
    fn missing(number: f64, a: f64, b: f64) -> f64 {
        mul_add(-a, b, number)
    }
}

/// a * b as a sum.
#[inline(always)]
pub(super) fn product<U: Unit>(a: f64, b: f64) -> (f64, f64) {
    let product = a * b;
    (product, -U::missing(product, a, b))
}

/// a + b for a of the larger magnitude, as a sum.
#[inline(always)]
pub(super) fn sum(a: f64, b: f64) -> (f64, f64) {
    let total = a + b;
    (total, a - total + b)
}

/// a + b as a sum, whichever is the larger.
#[inline(always)]
pub(super) fn any_sum(a: f64, b: f64) -> (f64, f64) {
    let total = a + b;
    let other = total - a;
    (total, a - (total - other) + (b - other))
}

/// The polynomial with these coefficients, the constant one first.
#[inline(always)]
pub(super) fn polynomial<U: Unit, const N: usize>(x: f64, coefficients: &[f64; N]) -> f64 {
    let start = coefficients[N - 1];
    coefficients[..N - 1].iter().rev().fold(start, |sum, coefficient| U::fma(sum, x, *coefficient))
}

/// The same by pairs, for several additions at a time; there are at most sixteen coefficients.
#[inline(always)]
pub(super) fn wide_polynomial<U: Unit, const N: usize>(x: f64, coefficients: &[f64; N]) -> f64 {
    let (square, at) = (x * x, |i: usize| coefficients.get(i).copied());
    let pair = |i: usize| match (at(i), at(i + 1)) {
        (Some(first), Some(second)) => U::fma(second, x, first),
        (first, _) => first.unwrap_or(0.0),
    };
    let four = |i: usize| if i + 2 < N { U::fma(pair(i + 2), square, pair(i)) } else { pair(i) };
    let fourth = square * square;
    let eight = |i: usize| if i + 4 < N { U::fma(four(i + 4), fourth, four(i)) } else { four(i) };
    if N > 8 { U::fma(eight(8), fourth * fourth, eight(0)) } else { eight(0) }
}
