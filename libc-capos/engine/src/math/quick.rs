//! Quick ways for `double` and `float`, by the machine's arithmetic.
//!
//! Each answers only if its result is an ordinary one, which leaves zeros, subnormal numbers, infinities and NaNs, and
//! so all errors, to the functions that this module's neighbours compute exactly. A `float` is computed in `double`
//! and rounded; its functions take the `double`.
//!
//! All are written over a [`Unit`], how the processor multiplies and adds, and are inlined into their callers, which
//! compile them once for each.

mod angle;
mod arc;
mod area;
mod bessel;
pub mod complex;
mod error;
mod exponential;
pub mod extended;
mod gamma;
mod hyperbolic;
mod logarithm;
mod reduction;
mod root;
mod trigonometric;
mod unit;

pub use angle::{atan2, atan2f};
pub use arc::{acos, acosf, asin, asinf, atan, atanf};
pub use area::{acosh, acoshf, asinh, asinhf, atanh, atanhf};
pub use bessel::{j0, j0f, j1, j1f, y0, y0f, y1, y1f};
pub use error::{erf, erfc, erfcf, erff};
pub use exponential::{exp, exp2, exp2f, exp10, exp10f, expf, expm1, expm1f};
pub use gamma::{lgamma, lgammaf, tgamma, tgammaf};
pub use hyperbolic::{cosh, coshf, sinh, sinhf, tanh, tanhf};
pub use logarithm::{log, log1p, log1pf, log2, log2f, log10, log10f, logf, pow, powf};
pub use root::{cbrt, cbrtf};
pub use trigonometric::{cos, cosf, sin, sin_cos, sin_cosf, sinf, tan, tanf};
pub use unit::{Fused, Plain, Unit};

/// Whether the magnitude of `x` is at least `low` and below `high`: one comparison of bits, which NaNs fail, too.
#[inline(always)]
fn between(x: f64, low: f64, high: f64) -> bool {
    x.abs().to_bits().wrapping_sub(low.to_bits()) < high.to_bits() - low.to_bits()
}

/// The value, if it is an ordinary one.
#[inline(always)]
fn normal(value: f64) -> Option<f64> {
    between(value, f64::MIN_POSITIVE, f64::INFINITY).then_some(value)
}

#[inline(always)]
fn normal_float(value: f64) -> Option<f32> {
    let value = value as f32;
    let normal = f32::MIN_POSITIVE.to_bits()..f32::INFINITY.to_bits();
    normal.contains(&value.abs().to_bits()).then_some(value)
}

macro_rules! binary {
    ($($double:ident $float:ident = $function:path;)*) => {$(
        #[inline(always)]
        pub fn $double<U: Unit>(x: f64, y: f64) -> Option<f64> {
            normal($function(x, y))
        }

        #[inline(always)]
        pub fn $float<U: Unit>(x: f64, y: f64) -> Option<f32> {
            normal_float($function(x, y))
        }
    )*};
}

binary! {
    hypot hypotf = libm::hypot;
}

/// Square roots are an instruction, correctly rounded in any direction.
#[inline(always)]
pub fn sqrt<U: Unit>(x: f64) -> Option<f64> {
    (x >= 0.0).then(|| libm::sqrt(x))
}

#[inline(always)]
pub fn sqrtf<U: Unit>(x: f64) -> Option<f32> {
    // Rounding twice is as good as once: `double` has more than twice the bits.
    (x >= 0.0).then(|| libm::sqrt(x) as f32)
}

/// Remainders are exact: a quotient below 2^53 is wrong by one at most, and so shows in the sign or the size of what is
/// left, which two numbers lose nothing of.
#[inline(always)]
pub fn fmod<U: Unit>(x: f64, y: f64) -> Option<f64> {
    let (magnitude, divisor) = (x.abs(), y.abs());
    if !(between(x, 1e-280, f64::INFINITY) && between(y, 1e-280, f64::INFINITY)) {
        return None;
    }
    let quotient = magnitude / divisor;
    if quotient >= 4_503_599_627_370_496.0 {
        return Some(libm::fmod(x, y));
    }
    let left = U::missing(magnitude, libm::trunc(quotient), divisor);
    let left = if left < 0.0 { left + divisor } else { left };
    let left = if left >= divisor { left - divisor } else { left };
    Some(left.copysign(x))
}

#[inline(always)]
pub fn fmodf<U: Unit>(x: f64, y: f64) -> Option<f32> {
    fmod::<U>(x, y).map(|remainder| remainder as f32)
}

#[inline(always)]
pub fn remainder<U: Unit>(x: f64, y: f64) -> Option<f64> {
    (x.is_finite() && y.abs() > 0.0 && y.is_finite()).then(|| libm::remainder(x, y))
}

#[inline(always)]
pub fn remainderf<U: Unit>(x: f64, y: f64) -> Option<f32> {
    remainder::<U>(x, y).map(|remainder| remainder as f32)
}

/// x * 2^n while both are ordinary.
#[inline(always)]
pub fn scale(x: f64, n: i64) -> Option<f64> {
    let bits = x.to_bits();
    let biased = (bits >> 52) as i64 & 0x7ff;
    let ordinary = biased != 0 && biased != 0x7ff && (1..0x7ff).contains(&biased.saturating_add(n));
    ordinary.then(|| f64::from_bits(bits.wrapping_add((n as u64) << 52)))
}

#[inline(always)]
pub fn scalef(x: f32, n: i64) -> Option<f32> {
    let bits = x.to_bits();
    let biased = i64::from(bits >> 23) & 0xff;
    let ordinary = biased != 0 && biased != 0xff && (1..0xff).contains(&biased.saturating_add(n));
    ordinary.then(|| f32::from_bits(bits.wrapping_add((n as u32) << 23)))
}

/// The exponent of an ordinary number.
#[inline(always)]
pub fn logb<U: Unit>(x: f64) -> Option<f64> {
    normal(x).map(|x| f64::from((x.to_bits() >> 52 & 0x7ff) as i32 - 1023))
}

#[inline(always)]
pub fn logbf<U: Unit>(x: f64) -> Option<f32> {
    // Subnormal numbers of the shorter format are ordinary here.
    logb::<U>(x).map(|exponent| exponent as f32)
}

/// The next number after x in the direction of y, where neither is special.
#[inline(always)]
pub fn next_after(x: f64, y: f64) -> Option<f64> {
    if x == y || normal(x).is_none() || y.is_nan() {
        return None;
    }
    let away = (y > x) == (x > 0.0);
    normal(f64::from_bits(if away { x.to_bits() + 1 } else { x.to_bits() - 1 }))
}

#[inline(always)]
pub fn next_after_float(x: f32, y: f32) -> Option<f32> {
    let normal = |x: f32| (f32::MIN_POSITIVE..=f32::MAX).contains(&x.abs()).then_some(x);
    if x == y || normal(x).is_none() || y.is_nan() {
        return None;
    }
    let away = (y > x) == (x > 0.0);
    normal(f32::from_bits(if away { x.to_bits() + 1 } else { x.to_bits() - 1 }))
}
