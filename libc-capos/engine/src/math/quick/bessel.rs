//! Bessel functions of the orders 0 and 1 in `double`: a polynomial for each piece of the argument's range, Hankel's
//! expansions behind the last.
//!
//! Next to a zero, where little is left of the terms, the exact way takes over; so it does for the functions of the
//! second kind next to zero, and for arguments of more than some thousands.

use super::extended::{Sum, sine_and_cosine};
use super::unit::{Unit, any_sum, polynomial, product, sum, wide_polynomial};
use super::{between, normal_float};
use crate::math::tables::{QUICK_J0, QUICK_J1, QUICK_Y0, QUICK_Y1};

type Rows = [[f64; 14]; 88];

/// Where the pieces begin, each an eighth of the interval between two powers of two.
const FIRST: f64 = 0.25;
/// From here on they are as long as the last of those, 1/2.
const EVEN: f64 = 8.0;
/// From here on the expansions have all the bits.
const LARGE: f64 = 32.0;

/// From a polynomial of the table.
#[inline(always)]
fn piece<U: Unit>(rows: &Rows, x: f64) -> f64 {
    let (index, middle) = if x < EVEN {
        // Three bits of the significand choose the piece; the middle has one more.
        let bits = x.to_bits();
        (((bits >> 49) - (FIRST.to_bits() >> 49)) as usize, f64::from_bits(bits >> 49 << 49 | 1 << 48))
    } else {
        let halves = (x * 2.0) as usize;
        (halves + 24, halves as f64 * 0.5 + 0.25)
    };
    let [first, first_rest, second, second_rest, more @ ..] = &rows[index.min(rows.len() - 1)];
    let above = x - middle;
    let (slope, slope_lost) = product::<U>(*second, above);
    let (most, lost) = any_sum(*first, slope);
    let curve = above * above * wide_polynomial::<U, 10>(above, more);
    most + (lost + (slope_lost + (curve + U::fma(above, *second_rest, *first_rest))))
}

/// (-1)^k / (4^k k! (k + order)!) for k from 1: the series of the functions of the first kind.
const fn first_kind(order: usize) -> [f64; 7] {
    let (mut coefficients, mut term, mut k) = ([0.0; 7], 1.0, 1);
    while k <= coefficients.len() {
        term /= -4.0 * (k * (k + order)) as f64;
        coefficients[k - 1] = term;
        k += 1;
    }
    coefficients
}

/// What J is of the first term of its series, less one, for x below [`FIRST`].
#[inline(always)]
fn next_to_zero<U: Unit>(x: f64, series: &[f64; 7]) -> f64 {
    let square = x * x;
    square * polynomial::<U, 7>(square, series)
}

/// Hankel's expansions: the coefficients of x^-2, x^-4 and so on behind the 1 of one, those of x^-1, x^-3 of the other.
const fn hankel(order: i32) -> ([f64; 9], [f64; 9]) {
    let (mut even, mut odd) = ([0.0; 9], [0.0; 9]);
    let (mut term, mut k) = (1.0, 1);
    while k <= 18 {
        term *= (4 * order * order - (2 * k - 1) * (2 * k - 1)) as f64 / (8 * k) as f64;
        let signed = if k & 2 == 0 { term } else { -term };
        if k & 1 == 0 {
            even[k as usize / 2 - 1] = signed;
        } else {
            odd[k as usize / 2] = signed;
        }
        k += 1;
    }
    (even, odd)
}

#[inline(always)]
fn plus((a, a_rest): Sum, (b, b_rest): Sum) -> Sum {
    let (most, lost) = any_sum(a, b);
    (most, lost + (a_rest + b_rest))
}

#[inline(always)]
fn negated((a, rest): Sum) -> Sum {
    (-a, -rest)
}

/// sqrt(1/(pi x)) (P main + Q other), where `choose` makes those two of the sine and the cosine of x, and their sum and
/// difference are sqrt 2 times those of x less an odd number of eighths of a turn.
#[inline(always)]
fn far<U: Unit>(
    x: f64,
    (even, odd): &([f64; 9], [f64; 9]),
    choose: impl Fn(Sum, Sum) -> (Sum, Sum),
) -> Option<f64> {
    const PI: Sum = (core::f64::consts::PI, 1.224_646_799_147_353_2e-16);
    let (sine, cosine) = sine_and_cosine::<U>(x)?;
    let ((main, main_rest), (other, _)) = choose(sine, cosine);
    let inverse = 1.0 / x;
    let square = inverse * inverse;
    let p = square * polynomial::<U, 9>(square, even);
    let q = inverse * polynomial::<U, 9>(square, odd);
    let (value, rest) = any_sum(main, main_rest + U::fma(p, main, q * other));
    // Divided by the root.
    let (area, area_rest) = product::<U>(x, PI.0);
    let root = libm::sqrt(area);
    let root_rest = (U::missing(area, root, root) + U::fma(x, PI.1, area_rest)) / (2.0 * root);
    let quotient = value / root;
    Some(quotient + (U::missing(value, quotient, root) + (rest - quotient * root_rest)) / root)
}

/// The value, if it is not next to a zero: those behind `first` lie in an envelope of `0.8 / sqrt(x)`.
#[inline(always)]
fn clear_of_zeros(x: f64, first: f64, value: f64) -> Option<f64> {
    (x < first || value * value * x > 0.015).then_some(value)
}

#[inline(always)]
pub fn j0<U: Unit>(x: f64) -> Option<f64> {
    const SERIES: [f64; 7] = first_kind(0);
    const HANKEL: ([f64; 9], [f64; 9]) = hankel(0);
    let x = x.abs();
    let value = if between(x, 1e-8, FIRST) {
        1.0 + next_to_zero::<U>(x, &SERIES)
    } else if between(x, FIRST, LARGE) {
        piece::<U>(&QUICK_J0, x)
    } else if between(x, LARGE, f64::INFINITY) {
        far::<U>(x, &HANKEL, |sine, cosine| (plus(sine, cosine), plus(cosine, negated(sine))))?
    } else {
        return None;
    };
    clear_of_zeros(x, 1.5, value)
}

#[inline(always)]
pub fn j1<U: Unit>(x: f64) -> Option<f64> {
    const SERIES: [f64; 7] = first_kind(1);
    const HANKEL: ([f64; 9], [f64; 9]) = hankel(1);
    let magnitude = x.abs();
    let value = if between(x, 1e-290, FIRST) {
        let half = 0.5 * magnitude;
        let (first, lost) = sum(half, half * next_to_zero::<U>(magnitude, &SERIES));
        first + lost
    } else if between(x, FIRST, LARGE) {
        piece::<U>(&QUICK_J1, magnitude)
    } else if between(x, LARGE, f64::INFINITY) {
        far::<U>(magnitude, &HANKEL, |sine, cosine| (plus(sine, negated(cosine)), plus(sine, cosine)))?
    } else {
        return None;
    };
    let value = if x < 0.0 { -value } else { value };
    clear_of_zeros(magnitude, 2.5, value)
}

#[inline(always)]
pub fn y0<U: Unit>(x: f64) -> Option<f64> {
    const HANKEL: ([f64; 9], [f64; 9]) = hankel(0);
    let value = if x >= FIRST && x < LARGE {
        piece::<U>(&QUICK_Y0, x)
    } else if x >= LARGE {
        far::<U>(x, &HANKEL, |sine, cosine| (plus(sine, negated(cosine)), plus(sine, cosine)))?
    } else {
        return None;
    };
    clear_of_zeros(x, 0.5, value)
}

#[inline(always)]
pub fn y1<U: Unit>(x: f64) -> Option<f64> {
    const HANKEL: ([f64; 9], [f64; 9]) = hankel(1);
    let value = if x >= FIRST && x < LARGE {
        piece::<U>(&QUICK_Y1, x)
    } else if x >= LARGE {
        far::<U>(x, &HANKEL, |sine, cosine| (negated(plus(sine, cosine)), plus(sine, negated(cosine))))?
    } else {
        return None;
    };
    clear_of_zeros(x, 1.5, value)
}

macro_rules! floats {
    ($($float:ident = $double:ident;)*) => {$(
        #[inline(always)]
        pub fn $float<U: Unit>(x: f64) -> Option<f32> {
            $double::<U>(x).and_then(normal_float)
        }
    )*};
}

floats! {
    j0f = j0;
    j1f = j1;
    y0f = y0;
    y1f = y1;
}
