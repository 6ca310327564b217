//! Quick ways for `long double`, by sums of two doubles: these have some 100 bits, of which the results need 70.
//!
//! A result is such a sum, too; who called rounds it to the format. It is an ordinary `double`'s in size: what is not,
//! is left to the exact way.

use super::exponential::{SHIFT, power_of_two};
use super::logarithm::{LN_2_HIGH, LN_2_LOW, LOG2_E, LOG10_E, is_next_to_integer, reduced as log_reduced};
use super::unit::{Unit, any_sum, product, sum, wide_polynomial};
use super::{between, root, trigonometric};
use crate::float::F80;
use crate::math::tables::QUICK_SINE;

/// Two numbers, the first by far the larger.
pub type Sum = (f64, f64);

const BIAS: i32 = 0x3fff;

/// The sum times a power of two, if that is an ordinary number.
#[inline(always)]
fn scaled((high, low): Sum, exponent: i32) -> Option<Sum> {
    let scale = f64::from_bits(((exponent + 1023) as u64) << 52);
    (-800..1000).contains(&exponent).then_some((high * scale, low * scale))
}

/// An ordinary number as a sum times a power of two, the first part between 1 and 2, or to -1 from -2.
#[inline(always)]
fn parts(x: F80) -> Option<(f64, f64, i32)> {
    let (sign_exponent, mantissa) = (x.sign_exponent(), x.mantissa());
    let biased = i32::from(sign_exponent & 0x7fff);
    if biased == 0 || biased == 0x7fff || mantissa >> 63 == 0 {
        return None;
    }
    let unit = f64::from_bits((1023 - 63) << 52 | u64::from(sign_exponent >> 15) << 63);
    let (high, low) = (mantissa >> 11 << 11, mantissa & 0x7ff);
    Some(((high >> 1) as i64 as f64 * 2.0 * unit, low as i64 as f64 * unit, biased - BIAS))
}

/// The same as a plain sum, for numbers whose order is below 15.
#[inline(always)]
fn plain(x: F80) -> Option<Sum> {
    let (high, low, exponent) = parts(x)?;
    if exponent < 15 { scaled((high, low), exponent) } else { None }
}

const PER_LN_2: f64 = f64::from_bits(0x4067_1547_652b_82fe);
/// ln 2 / 128, in parts of 33 and 53 bits.
const STEP: (f64, f64) = (f64::from_bits(0x3f76_2e42_fef8_0000), f64::from_bits(0x3d41_cf79_abc9_e3b4));
/// Up to here products of whole exponents with the first part are exact.
const LIMIT: f64 = 5000.0;

#[inline(always)]
pub fn exp<U: Unit>(x: F80) -> Option<Sum> {
    let (x, x_low) = plain(x)?;
    if x.abs() >= LIMIT {
        return None;
    }
    let steps = U::fma(x, PER_LN_2, SHIFT);
    let k = steps - SHIFT;
    let (first, lost) = any_sum(U::fma(-k, STEP.0, x), -k * STEP.1);
    let (r, rest) = sum(first, lost + x_low);
    let (scale, tail) = power_of_two(steps.to_bits() & 127);
    let series = wide_polynomial::<U, 5>(r, &[0.5, 1.0 / 6.0, 1.0 / 24.0, 1.0 / 120.0, 1.0 / 720.0]);
    let rest = rest + tail;
    let more = U::fma(r * r, series, U::fma(rest, r, rest));
    let (growth, growth_rest) = product::<U>(scale, r);
    let (high, lost) = sum(scale, growth);
    scaled((high, lost + U::fma(scale, more, growth_rest)), (k as i32) >> 7)
}

/// ln x.
#[inline(always)]
pub fn log<U: Unit>(x: F80) -> Option<Sum> {
    let (high, low, exponent) = parts(x)?;
    if high < 0.0 || high == 1.0 && low == 0.0 && exponent == 0 {
        return None;
    }
    let (k, z, &(factor, log, log_rest)) = log_reduced(high);
    let low = if k > 0.0 { 0.5 * low } else { low };
    let k = k + f64::from(exponent);
    let (scaled, scaled_rest) = product::<U>(z, factor);
    let (r, r_rest) = sum(scaled - 1.0, U::fma(low, factor, scaled_rest));
    let (whole, whole_rest) = product::<U>(k, LN_2_HIGH);
    let (start, start_lost) = any_sum(whole, log);
    let (first, first_lost) = any_sum(start, r);
    let (square, square_rest) = product::<U>(-0.5 * r, r);
    let (second, second_lost) = sum(first, square);
    let c = |n: i32| f64::from(1 - (n + 1) % 2 * 2) / f64::from(n);
    let series = wide_polynomial::<U, 7>(r, &[c(3), c(4), c(5), c(6), c(7), c(8), c(9)]);
    let more = U::fma(k, LN_2_LOW, log_rest) + (whole_rest + start_lost);
    let more = more + (first_lost + (second_lost + (square_rest + U::fma(-r, r_rest, r_rest))));
    Some(sum(second, U::fma(r * r * r, series, more)))
}

/// The product of two sums.
#[inline(always)]
fn times<U: Unit>((high, low): Sum, factor: Sum) -> Sum {
    let (most, rest) = product::<U>(high, factor.0);
    (most, rest + U::fma(high, factor.1, low * factor.0))
}

#[inline(always)]
pub fn log2<U: Unit>(x: F80) -> Option<Sum> {
    // Powers of two are exact only by the other way.
    if x.mantissa() << 1 == 0 { None } else { log::<U>(x).map(|log| times::<U>(log, LOG2_E)) }
}

#[inline(always)]
pub fn log10<U: Unit>(x: F80) -> Option<Sum> {
    // Powers of ten are whole numbers, and exact only by the other way.
    let log = log::<U>(x).map(|log| times::<U>(log, LOG10_E));
    log.filter(|log| !is_next_to_integer(log.0))
}

#[inline(always)]
pub fn cbrt<U: Unit>(x: F80) -> Option<Sum> {
    let (high, low, exponent) = parts(x)?;
    // Positive, and a multiple of three less.
    let lifted = (exponent + 3 * 0x2000) as u32;
    let (third, over) = (lifted / 3, lifted % 3);
    let (inverse, m) = root::inverse_root::<U>(high.abs(), over);
    let m_rest = low.abs() * f64::from(1u32 << over);
    // A last step, from what the cube is missing.
    let inverse_square = inverse * inverse;
    let root = m * inverse_square;
    let (square, square_rest) = product::<U>(root, root);
    let (cube, cube_rest) = product::<U>(square, root);
    let left = m - cube + (m_rest - U::fma(square_rest, root, cube_rest));
    let (root, step) = sum(root, left * inverse_square * (1.0 / 3.0));
    // A root next to a number of few bits may be exact, which only the other way can tell.
    if root.to_bits().wrapping_add(4) & 0x7fff_ffff < 8 {
        return None;
    }
    scaled(if high > 0.0 { (root, step) } else { (-root, -step) }, third as i32 - 0x2000)
}

/// pi/2 in parts of 33, 33 and 53 bits.
const QUARTER: [f64; 3] = trigonometric::QUARTER;
/// What the third part rounds off.
const QUARTER_REST: f64 = f64::from_bits(0x3841_2902_4e08_8a68);

/// x in quarter turns, and what remains, as a sum; `None` for large arguments, and where too little remains.
#[inline(always)]
fn quarters<U: Unit>((x, x_low): Sum) -> Option<(u64, f64, f64)> {
    if x.abs() >= 16000.0 {
        return None;
    }
    let steps = U::fma(x, core::f64::consts::FRAC_2_PI, SHIFT);
    let k = steps - SHIFT;
    let (first, lost) = any_sum(U::fma(-k, QUARTER[0], x), -k * QUARTER[1]);
    let (third, third_rest) = product::<U>(-k, QUARTER[2]);
    let (most, more) = any_sum(first, third);
    let (r, rest) = sum(most, lost + more + x_low + U::fma(-k, QUARTER_REST, third_rest));
    between(r, 1e-5, 0.7855).then_some((steps.to_bits(), r, rest))
}

/// The sine of `k` quarter turns and an angle.
#[inline(always)]
fn sine_of_turned<U: Unit>(k: u64, r: f64, rest: f64) -> Sum {
    let (magnitude, rest) = if r < 0.0 { (-r, -rest) } else { (r, rest) };
    // Around the next of the tabled points.
    let index = (magnitude * 64.0 + 0.5) as usize;
    let [sine, sine_rest, cosine, cosine_rest] = QUICK_SINE[index.min(QUICK_SINE.len() - 1)];
    let h = magnitude - index as f64 * (1.0 / 64.0);
    let square = h * h;
    // sin h - h and cos h - 1.
    let sine_more = h
        * square
        * wide_polynomial::<U, 4>(square, &[-1.0 / 6.0, 1.0 / 120.0, -1.0 / 5040.0, 1.0 / 362_880.0]);
    let cosine_more =
        square * wide_polynomial::<U, 4>(square, &[-0.5, 1.0 / 24.0, -1.0 / 720.0, 1.0 / 40320.0]);
    // The sine of the sum; the cosine is the sine of a quarter more.
    let is_sine = k & 1 == 0;
    let ((s, s_rest), (c, c_rest)) = if is_sine {
        ((sine, sine_rest), (cosine, cosine_rest))
    } else {
        ((cosine, cosine_rest), (-sine, -sine_rest))
    };
    let (first, first_rest) = product::<U>(c, h);
    let (high, lost) = sum(s, first);
    let least = first_rest + (s_rest + U::fma(c_rest, h, rest * U::fma(-s, h, c)));
    let low = lost + (least + U::fma(c, sine_more, s * cosine_more));
    let negative = (k & 2 != 0) != (is_sine && r < 0.0);
    if negative { (-high, -low) } else { (high, low) }
}

#[inline(always)]
pub fn sin<U: Unit>(x: F80) -> Option<Sum> {
    quarters::<U>(plain(x)?).map(|(k, r, rest)| sine_of_turned::<U>(k, r, rest))
}

#[inline(always)]
pub fn cos<U: Unit>(x: F80) -> Option<Sum> {
    quarters::<U>(plain(x)?).map(|(k, r, rest)| sine_of_turned::<U>(k.wrapping_add(1), r, rest))
}

/// Both, of a `double`; the first parts are the results rounded.
#[inline(always)]
pub(super) fn sine_and_cosine<U: Unit>(x: f64) -> Option<(Sum, Sum)> {
    let (k, r, rest) = quarters::<U>((x, 0.0))?;
    let [sine, cosine] = [k, k.wrapping_add(1)].map(|k| sine_of_turned::<U>(k, r, rest));
    Some((sum(sine.0, sine.1), sum(cosine.0, cosine.1)))
}
