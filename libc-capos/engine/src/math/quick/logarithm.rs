//! Logarithms and powers in `double`. A number z is brought next to 1 by a tabled factor so short that nothing is
//! lost; the logarithm comes as a sum of two doubles with some 67 bits, which powers need.

use super::exponential::{SHIFT, exp_of_sum, short_exp};
use super::unit::{Unit, product, sum};
use super::{between, normal_float};
use crate::math::tables::QUICK_LOG;

pub(super) const LN_2_HIGH: f64 = f64::from_bits(0x3fe6_2e42_fefa_3800);
pub(super) const LN_2_LOW: f64 = f64::from_bits(0x3d2e_f357_93c7_6730);
/// The smallest number the table is for, as bits; the largest is twice that.
const FIRST: u64 = 0x3fe6_9555_0000_0000;
/// log2 e and log10 e, each as a number and the rest.
pub(super) const LOG2_E: (f64, f64) = (core::f64::consts::LOG2_E, f64::from_bits(0x3c77_77d0_ffda_0d24));
pub(super) const LOG10_E: (f64, f64) = (core::f64::consts::LOG10_E, f64::from_bits(0x3c69_5355_baaa_fad3));

/// x as 2^k z, and the row of the table for z.
#[inline(always)]
pub(super) fn reduced(x: f64) -> (f64, f64, &'static (f64, f64, f64)) {
    let above = x.to_bits().wrapping_sub(FIRST);
    let k = ((above as i64) >> 52) as f64;
    let z = f64::from_bits(x.to_bits().wrapping_sub(above & 0xfff << 52));
    (k, z, &QUICK_LOG[(above >> 45) as usize & 127])
}

/// ln x for a normal positive x, as a sum.
#[inline(always)]
pub(super) fn log_as_sum<U: Unit>(x: f64) -> (f64, f64) {
    let (k, z, &(factor, log_high, log_low)) = reduced(x);
    // The product has 63 bits, of which two numbers lose nothing.
    let (scaled, scaled_rest) = product::<U>(z, factor);
    let high = scaled - 1.0;
    let r = high + scaled_rest;
    let lost = high - r + scaled_rest;

    let (first, first_lost) = sum(U::fma(k, LN_2_HIGH, log_high), r);
    let carried = first_lost + (U::fma(k, LN_2_LOW, log_low) + lost);
    // -r^2/2 in two parts.
    let (square, square_rest) = product::<U>(r, -0.5 * r);
    let cube = r * square;
    let (second, second_lost) = sum(first, square);
    let carried = carried + (second_lost + square_rest);
    let outer = U::fma(square, U::fma(square, 16.0 / 9.0, r - 8.0 / 7.0), U::fma(r, -2.0 / 3.0, 4.0 / 5.0));
    let series = U::fma(square, outer, U::fma(r, 0.5, -2.0 / 3.0));
    sum(second, U::fma(cube, series, U::fma(-lost, r, carried)))
}

/// A positive number that the table is for.
#[inline(always)]
fn is_ordinary(x: f64) -> bool {
    // Negative numbers have larger bits than all others.
    x.to_bits().wrapping_sub(f64::MIN_POSITIVE.to_bits())
        < f64::INFINITY.to_bits() - f64::MIN_POSITIVE.to_bits()
}

/// Where the second part of the sum matters.
#[inline(always)]
fn is_near_one(x: f64) -> bool {
    between(x, 0.9, 1.1)
}

/// ln x for x away from 1, without the bits that only a small result needs; the second part may overlap the first.
#[inline(always)]
pub(super) fn log_far_from_one<U: Unit>(x: f64) -> (f64, f64) {
    let (k, z, &(factor, log_high, log_low)) = reduced(x);
    let r = -U::missing(1.0, z, factor);
    let (total, lost) = sum(U::fma(k, LN_2_HIGH, log_high), r);
    let rest = lost + U::fma(k, LN_2_LOW, log_low);
    let square = r * r;
    let even = U::fma(square, U::fma(square, -1.0 / 6.0, -0.25), -0.5);
    let odd = U::fma(square, U::fma(square, 1.0 / 7.0, 0.2), 1.0 / 3.0);
    (total, U::fma(square, U::fma(r, odd, even), rest))
}

/// ln x as a sum with some bits more than a `double` has.
#[inline(always)]
fn log_with_rest<U: Unit>(x: f64) -> Option<(f64, f64)> {
    match x {
        _ if !is_ordinary(x) || x == 1.0 => None,
        _ if is_near_one(x) => Some(log_as_sum::<U>(x)),
        _ => Some(log_far_from_one::<U>(x)),
    }
}

#[inline(always)]
pub fn log<U: Unit>(x: f64) -> Option<f64> {
    log_with_rest::<U>(x).map(|(log, rest)| log + rest)
}

/// (high + low) times a factor in two parts.
#[inline(always)]
fn times<U: Unit>((high, low): (f64, f64), factor: (f64, f64)) -> f64 {
    let (most, rest) = product::<U>(high, factor.0);
    most + (U::fma(high, factor.1, rest) + low * factor.0)
}

/// The exponent of a power of two, which a product with log2 e would miss.
#[inline(always)]
fn exact_log2(x: f64) -> Option<f64> {
    (x.to_bits() << 12 == 0 && is_ordinary(x)).then(|| ((x.to_bits() >> 52) as i64 - 1023) as f64)
}

#[inline(always)]
pub fn log2<U: Unit>(x: f64) -> Option<f64> {
    match exact_log2(x) {
        None => log_with_rest::<U>(x).map(|log| times::<U>(log, LOG2_E)),
        exact => exact,
    }
}

/// Whether a logarithm may be a whole number, whichever way it was rounded.
#[inline(always)]
pub(super) fn is_next_to_integer(log: f64) -> bool {
    (log - ((log + SHIFT) - SHIFT)).abs() < 1e-12
}

#[inline(always)]
pub fn log10<U: Unit>(x: f64) -> Option<f64> {
    // Powers of ten are whole numbers, and exact only by the other way.
    log_with_rest::<U>(x).map(|log| times::<U>(log, LOG10_E)).filter(|log| !is_next_to_integer(*log))
}

/// The sign of a power of a negative number, which only whole exponents below 2^53 have.
#[inline(always)]
fn signed(y: f64) -> Option<f64> {
    let whole = y as i64;
    (whole as f64 == y).then_some(if whole & 1 == 0 { 1.0 } else { -1.0 })
}

/// x^y.
#[inline(always)]
pub fn pow<U: Unit>(x: f64, y: f64) -> Option<f64> {
    let magnitude = x.abs();
    if !(is_ordinary(magnitude) && magnitude != 1.0 && between(y, 1e-20, 1e15)) {
        return None;
    }
    let (log, rest) = log_as_sum::<U>(magnitude);
    let (high, lost) = product::<U>(y, log);
    let power = exp_of_sum::<U>(high, U::fma(y, rest, lost))?;
    if x > 0.0 { Some(power) } else { signed(y).map(|sign| sign * power) }
}

/// ln x of a `float`: a `double` holds its product with the tabled factor, and needs no second part.
#[inline(always)]
fn short_log<U: Unit>(x: f64) -> f64 {
    let (k, z, &(factor, log_high, _)) = reduced(x);
    let r = U::fma(z, factor, -1.0);
    let square = r * r;
    let low = U::fma(r, 1.0 / 3.0, -0.5);
    let series = U::fma(square, U::fma(square, U::fma(r, 0.2, -0.25), low), r);
    U::fma(k, core::f64::consts::LN_2, log_high) + series
}

#[inline(always)]
pub fn logf<U: Unit>(x: f64) -> Option<f32> {
    (is_ordinary(x) && x != 1.0).then(|| short_log::<U>(x) as f32)
}

#[inline(always)]
pub fn log2f<U: Unit>(x: f64) -> Option<f32> {
    match exact_log2(x) {
        None => is_ordinary(x).then(|| (short_log::<U>(x) * core::f64::consts::LOG2_E) as f32),
        exact => exact.map(|log| log as f32),
    }
}

#[inline(always)]
pub fn log10f<U: Unit>(x: f64) -> Option<f32> {
    // Powers of ten are whole numbers, and exact only by the other way.
    let log = is_ordinary(x).then(|| (short_log::<U>(x) * core::f64::consts::LOG10_E) as f32);
    log.filter(|log| *log as i32 as f32 != *log)
}

/// x^y for `float`s.
#[inline(always)]
pub fn powf<U: Unit>(x: f64, y: f64) -> Option<f32> {
    let magnitude = x.abs();
    if !(is_ordinary(magnitude) && magnitude != 1.0 && between(y, 1e-20, 1e15)) {
        return None;
    }
    let power = short_exp::<U>(short_log::<U>(magnitude) * y)?;
    if x > 0.0 { Some(power) } else { signed(y).map(|sign| sign as f32 * power) }
}

/// Below this the series of ln(1 + x) is used.
const SMALL: f64 = 0.06;

/// x^3 (1/3 - x/4 + ...) for |x| < [`SMALL`], to x^14.
#[inline(always)]
fn cubes<U: Unit>(x: f64) -> f64 {
    let c = |n: i32| f64::from(1 - (n + 1) % 2 * 2) / f64::from(n);
    let coefficients = [c(3), c(4), c(5), c(6), c(7), c(8), c(9), c(10), c(11), c(12), c(13), c(14)];
    x * x * x * super::unit::wide_polynomial::<U, 12>(x, &coefficients)
}

/// ln(1 + x).
#[inline(always)]
pub fn log1p<U: Unit>(x: f64) -> Option<f64> {
    if between(x, 1e-90, SMALL) {
        let (square, rest) = product::<U>(-0.5 * x, x);
        let (total, lost) = sum(x, square);
        return Some(total + (lost + rest + cubes::<U>(x)));
    }
    if !(x > -1.0 && between(x, SMALL, 1e300)) {
        return None;
    }
    let (above, lost) = if x > 1.0 { sum(x, 1.0) } else { sum(1.0, x) };
    let (log, rest) = log_far_from_one::<U>(above);
    Some(log + (rest + lost / above))
}

#[inline(always)]
pub fn log1pf<U: Unit>(x: f64) -> Option<f32> {
    log1p::<U>(x).and_then(normal_float)
}
