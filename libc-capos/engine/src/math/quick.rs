//! Quick ways for `double` and `float`, by the machine's arithmetic.
//!
//! Each answers only if its result is an ordinary one, which leaves zeros, subnormal numbers, infinities and NaNs, and
//! so all errors, to the functions that this module's neighbours compute exactly. A `float` is computed in `double`
//! and rounded; its functions take the `double`.

mod angle;
mod area;
pub mod complex;
mod exponential;
mod gamma;
mod hyperbolic;
mod logarithm;
mod reduction;
mod root;
mod trigonometric;

pub use angle::{atan2, atan2f};
pub use area::{acosh, acoshf, asinh, asinhf, atanh, atanhf};
pub use exponential::{exp, exp2, exp2f, exp10, exp10f, expf};
pub use gamma::{tgamma, tgammaf};
pub use hyperbolic::{cosh, coshf, sinh, sinhf, tanh, tanhf};
pub use logarithm::{log, log2, log2f, log10, log10f, logf, pow, powf};
pub use root::{cbrt, cbrtf};
pub use trigonometric::{cos, cosf, sin, sinf, tan, tanf};

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

/// Whether the magnitude of `x` is at least `low` and below `high`: one comparison of bits, which NaNs fail, too.
#[inline(always)]
fn between(x: f64, low: f64, high: f64) -> bool {
    x.abs().to_bits().wrapping_sub(low.to_bits()) < high.to_bits() - low.to_bits()
}

/// The value, if it is an ordinary one.
#[inline]
fn normal(value: f64) -> Option<f64> {
    between(value, f64::MIN_POSITIVE, f64::INFINITY).then_some(value)
}

#[inline]
fn normal_float(value: f64) -> Option<f32> {
    let value = value as f32;
    let normal = f32::MIN_POSITIVE.to_bits()..f32::INFINITY.to_bits();
    normal.contains(&value.abs().to_bits()).then_some(value)
}

macro_rules! unary {
    ($($double:ident $float:ident = $function:path;)*) => {$(
        #[inline]
        pub fn $double(x: f64) -> Option<f64> {
            normal($function(x))
        }

        #[inline]
        pub fn $float(x: f64) -> Option<f32> {
            normal_float($function(x))
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
        pub fn $float(x: f64, y: f64) -> Option<f32> {
            normal_float($function(x, y))
        }
    )*};
}

unary! {
    asin asinf = libm::asin;
    acos acosf = libm::acos;
    atan atanf = libm::atan;
    expm1 expm1f = libm::expm1;
    log1p log1pf = libm::log1p;
    erf erff = libm::erf;
    erfc erfcf = libm::erfc;
}

binary! {
    hypot hypotf = libm::hypot;
}

/// Square roots are an instruction, correctly rounded in any direction.
#[inline]
pub fn sqrt(x: f64) -> Option<f64> {
    (x >= 0.0).then(|| libm::sqrt(x))
}

#[inline]
pub fn sqrtf(x: f64) -> Option<f32> {
    // Rounding twice is as good as once: `double` has more than twice the bits.
    (x >= 0.0).then(|| libm::sqrt(x) as f32)
}

/// Remainders are exact.
#[inline]
pub fn fmod(x: f64, y: f64) -> Option<f64> {
    (x.is_finite() && y.abs() > 0.0 && y.is_finite()).then(|| libm::fmod(x, y))
}

#[inline]
pub fn fmodf(x: f64, y: f64) -> Option<f32> {
    fmod(x, y).map(|remainder| remainder as f32)
}

#[inline]
pub fn remainder(x: f64, y: f64) -> Option<f64> {
    (x.is_finite() && y.abs() > 0.0 && y.is_finite()).then(|| libm::remainder(x, y))
}

#[inline]
pub fn remainderf(x: f64, y: f64) -> Option<f32> {
    remainder(x, y).map(|remainder| remainder as f32)
}

/// The logarithm of gamma and gamma's sign.
#[inline]
pub fn lgamma(x: f64) -> Option<(f64, i32)> {
    let (value, sign) = libm::lgamma_r(x);
    normal(value).map(|value| (value, sign))
}

#[inline]
pub fn lgammaf(x: f64) -> Option<(f32, i32)> {
    let (value, sign) = libm::lgamma_r(x);
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

/// The exponent of an ordinary number.
#[inline]
pub fn logb(x: f64) -> Option<f64> {
    normal(x).map(|x| f64::from((x.to_bits() >> 52 & 0x7ff) as i32 - 1023))
}

#[inline]
pub fn logbf(x: f64) -> Option<f32> {
    // Subnormal numbers of the shorter format are ordinary here.
    logb(x).map(|exponent| exponent as f32)
}

/// The next number after x in the direction of y, where neither is special.
#[inline]
pub fn next_after(x: f64, y: f64) -> Option<f64> {
    if x == y || normal(x).is_none() || y.is_nan() {
        return None;
    }
    let away = (y > x) == (x > 0.0);
    normal(f64::from_bits(if away { x.to_bits() + 1 } else { x.to_bits() - 1 }))
}

#[inline]
pub fn next_after_float(x: f32, y: f32) -> Option<f32> {
    let normal = |x: f32| (f32::MIN_POSITIVE..=f32::MAX).contains(&x.abs()).then_some(x);
    if x == y || normal(x).is_none() || y.is_nan() {
        return None;
    }
    let away = (y > x) == (x > 0.0);
    normal(f32::from_bits(if away { x.to_bits() + 1 } else { x.to_bits() - 1 }))
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
        pub fn $float(x: f64) -> Option<f32> {
            $double(x).and_then(|value| normal_float(value))
        }
    )*};
}

bessel! {
    j0 j0f = libm::j0, 1.5;
    j1 j1f = libm::j1, 2.5;
    y0 y0f = libm::y0, 0.5;
    y1 y1f = libm::y1, 1.5;
}
