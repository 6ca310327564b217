//! Quick ways for `double` and `float`, by the machine's arithmetic.
//!
//! Each answers only if its result is an ordinary one, which leaves zeros, subnormal numbers, infinities and NaNs, and
//! so all errors, to the functions that this module's neighbours compute exactly. A `float` is computed in `double`
//! and rounded.

mod area;
mod exponential;
mod hyperbolic;
mod logarithm;

pub use area::{acosh, acoshf, asinh, asinhf, atanh, atanhf};
pub use exponential::{exp, exp2, exp2f, exp10, exp10f, expf};
pub use hyperbolic::{cosh, coshf, sinh, sinhf, tanh, tanhf};
pub use logarithm::{log, log2, log2f, log10, log10f, logf, pow, powf};

/// A number as one of 26 bits and the rest; products of such parts are exact.
#[inline(always)]
fn split(x: f64) -> (f64, f64) {
    let high = f64::from_bits(x.to_bits() & !0x7ff_ffff);
    (high, x - high)
}

/// `number - a * b`, the product exact.
#[inline(always)]
fn missing(number: f64, a: f64, b: f64) -> f64 {
    let ((a_high, a_low), (b_high, b_low)) = (split(a), split(b));
    number - a_high * b_high - a_high * b_low - a_low * b_high - a_low * b_low
}

/// The value, if it is an ordinary one.
#[inline]
fn normal(value: f64) -> Option<f64> {
    let magnitude = value.abs();
    (f64::MIN_POSITIVE..=f64::MAX).contains(&magnitude).then_some(value)
}

#[inline]
fn normal_float(value: f64) -> Option<f32> {
    let value = value as f32;
    let magnitude = value.abs();
    (f32::MIN_POSITIVE..=f32::MAX).contains(&magnitude).then_some(value)
}

macro_rules! unary {
    ($($double:ident $float:ident = $function:path;)*) => {$(
        #[inline]
        pub fn $double(x: f64) -> Option<f64> {
            normal($function(x))
        }

        #[inline]
        pub fn $float(x: f32) -> Option<f32> {
            normal_float($function(x.into()))
        }
    )*};
}

macro_rules! binary {
    ($($double:ident $float:ident = $function:path;)*) => {$(
        #[inline]
        pub fn $double(x: f64, y: f64) -> Option<f64> {
            normal($function(x, y))
        }

        #[inline]
        pub fn $float(x: f32, y: f32) -> Option<f32> {
            normal_float($function(x.into(), y.into()))
        }
    )*};
}

unary! {
    sin sinf = libm::sin;
    cos cosf = libm::cos;
    tan tanf = libm::tan;
    asin asinf = libm::asin;
    acos acosf = libm::acos;
    atan atanf = libm::atan;
    expm1 expm1f = libm::expm1;
    log1p log1pf = libm::log1p;
    cbrt cbrtf = libm::cbrt;
    erf erff = libm::erf;
    erfc erfcf = libm::erfc;
}

binary! {
    hypot hypotf = libm::hypot;
}

#[inline]
pub fn atan2f(y: f32, x: f32) -> Option<f32> {
    normal_float(libm::atan2(y.into(), x.into()))
}

/// Square roots are an instruction, correctly rounded in any direction.
#[inline]
pub fn sqrt(x: f64) -> Option<f64> {
    (x >= 0.0).then(|| libm::sqrt(x))
}

#[inline]
pub fn sqrtf(x: f32) -> Option<f32> {
    (x >= 0.0).then(|| libm::sqrtf(x))
}

/// Remainders are exact.
#[inline]
pub fn fmod(x: f64, y: f64) -> Option<f64> {
    (x.is_finite() && y.abs() > 0.0 && y.is_finite()).then(|| libm::fmod(x, y))
}

#[inline]
pub fn fmodf(x: f32, y: f32) -> Option<f32> {
    (x.is_finite() && y.abs() > 0.0 && y.is_finite()).then(|| libm::fmodf(x, y))
}

#[inline]
pub fn remainder(x: f64, y: f64) -> Option<f64> {
    (x.is_finite() && y.abs() > 0.0 && y.is_finite()).then(|| libm::remainder(x, y))
}

#[inline]
pub fn remainderf(x: f32, y: f32) -> Option<f32> {
    (x.is_finite() && y.abs() > 0.0 && y.is_finite()).then(|| libm::remainderf(x, y))
}

/// The logarithm of gamma and gamma's sign.
#[inline]
pub fn lgamma(x: f64) -> Option<(f64, i32)> {
    let (value, sign) = libm::lgamma_r(x);
    normal(value).map(|value| (value, sign))
}

#[inline]
pub fn lgammaf(x: f32) -> Option<(f32, i32)> {
    let (value, sign) = libm::lgamma_r(x.into());
    normal_float(value).map(|value| (value, sign))
}

/// x * 2^n while both are ordinary.
#[inline]
pub fn scale(x: f64, n: i64) -> Option<f64> {
    let bits = x.to_bits();
    let biased = (bits >> 52) as i64 & 0x7ff;
    let ordinary = biased != 0 && biased != 0x7ff && (1..0x7ff).contains(&biased.saturating_add(n));
    ordinary.then(|| f64::from_bits(bits.wrapping_add((n as u64) << 52)))
}

#[inline]
pub fn scalef(x: f32, n: i64) -> Option<f32> {
    let bits = x.to_bits();
    let biased = i64::from(bits >> 23) & 0xff;
    let ordinary = biased != 0 && biased != 0xff && (1..0xff).contains(&biased.saturating_add(n));
    ordinary.then(|| f32::from_bits(bits.wrapping_add((n as u32) << 23)))
}

/// Bessel functions away from their zeros, next to which these lose all accuracy. The magnitude's envelope is
/// `0.8 / sqrt(x)`; below `first` there is no zero.
macro_rules! bessel {
    ($($double:ident $float:ident = $function:path, $first:literal;)*) => {$(
        #[inline]
        pub fn $double(x: f64) -> Option<f64> {
            let value = normal($function(x))?;
            let magnitude = x.abs();
            (magnitude < $first || value * value * magnitude > 0.06).then_some(value)
        }

        #[inline]
        pub fn $float(x: f32) -> Option<f32> {
            $double(x.into()).and_then(|value| normal_float(value))
        }
    )*};
}

bessel! {
    j0 j0f = libm::j0, 1.5;
    j1 j1f = libm::j1, 2.5;
    y0 y0f = libm::y0, 0.5;
    y1 y1f = libm::y1, 1.5;
}
