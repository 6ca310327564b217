//! Complex functions in `double`, from the real ones: each part is off by less than two units. They answer for ordinary
//! parts, and leave those that cancel to the exact way.

use super::between;
use super::unit::{Unit, any_sum, product};

/// Real and imaginary part.
pub type Parts = (f64, f64);

/// Squares of numbers in between are ordinary.
const SMALLEST: f64 = 1e-150;
const LARGEST: f64 = 1e150;

/// The number, if both parts are ordinary.
#[inline(always)]
fn ordinary((re, im): Parts) -> Option<Parts> {
    let is_normal = |part: f64| between(part, f64::MIN_POSITIVE, f64::INFINITY);
    (is_normal(re) && is_normal(im)).then_some((re, im))
}

/// The square of the magnitude, if it is ordinary.
#[inline(always)]
fn square((re, im): Parts) -> Option<f64> {
    let is_there = between(re, SMALLEST, LARGEST) && between(im, SMALLEST, LARGEST);
    is_there.then_some(re * re + im * im)
}

#[inline(always)]
pub fn exp<U: Unit>((x, y): Parts) -> Option<Parts> {
    let power = super::exp::<U>(x)?;
    let (sine, cosine) = super::sin_cos::<U>(y)?;
    ordinary((power * cosine, power * sine))
}

#[inline(always)]
pub fn sinh<U: Unit>((x, y): Parts) -> Option<Parts> {
    let (sine, cosine) = super::sin_cos::<U>(y)?;
    ordinary((super::sinh::<U>(x)? * cosine, super::cosh::<U>(x)? * sine))
}

#[inline(always)]
pub fn cosh<U: Unit>((x, y): Parts) -> Option<Parts> {
    let (sine, cosine) = super::sin_cos::<U>(y)?;
    ordinary((super::cosh::<U>(x)? * cosine, super::sinh::<U>(x)? * sine))
}

#[inline(always)]
pub fn sin<U: Unit>((x, y): Parts) -> Option<Parts> {
    sinh::<U>((y, x)).map(|(re, im)| (im, re))
}

#[inline(always)]
pub fn cos<U: Unit>((x, y): Parts) -> Option<Parts> {
    cosh::<U>((-y, x))
}

#[inline(always)]
pub fn sqrt<U: Unit>(z: Parts) -> Option<Parts> {
    let magnitude = libm::sqrt(square(z)?);
    let (x, y) = z;
    let long = libm::sqrt(0.5 * (magnitude + x.abs()));
    let short = 0.5 * y.abs() / long;
    let (re, im) = if x < 0.0 { (short, long) } else { (long, short) };
    ordinary((re, im.copysign(y)))
}

#[inline(always)]
pub fn log<U: Unit>(z: Parts) -> Option<Parts> {
    let square = square(z)?;
    let angle = super::atan2::<U>(z.1, z.0)?;
    if !(square > 0.25 && square < 4.0) {
        return ordinary((0.5 * super::log::<U>(square)?, angle));
    }
    // Next to the unit circle the difference from one counts, and what rounding the squares took off.
    let (long, short) = (z.0.abs().max(z.1.abs()), z.0.abs().min(z.1.abs()));
    let ((first, first_rest), (second, second_rest)) = (product::<U>(long, long), product::<U>(short, short));
    let (most, lost) = any_sum(first, -1.0);
    let (total, more) = any_sum(most, second);
    let (total, rest) = any_sum(total, more + (lost + (first_rest + second_rest)));
    // If even the first parts cancel, what was neglected may matter.
    if total.abs() < 1e-12 {
        return None;
    }
    let log = super::log1p::<U>(total)?;
    ordinary((0.5 * (log + rest / (1.0 + total)), angle))
}

/// Functions of both parts as numbers, also for `float`.
#[inline(always)]
pub fn abs<U: Unit>(x: f64, y: f64) -> Option<f64> {
    super::hypot::<U>(x, y)
}

#[inline(always)]
pub fn absf<U: Unit>(x: f64, y: f64) -> Option<f32> {
    super::hypotf::<U>(x, y)
}

#[inline(always)]
pub fn arg<U: Unit>(x: f64, y: f64) -> Option<f64> {
    super::atan2::<U>(y, x)
}

#[inline(always)]
pub fn argf<U: Unit>(x: f64, y: f64) -> Option<f32> {
    super::atan2f::<U>(y, x)
}
