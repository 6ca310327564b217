//! Complex functions in `double`, from the real ones: each part is off by less than two units. They answer for ordinary
//! parts, and leave those that cancel to the exact way.

use super::between;

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

#[inline]
pub fn exp((x, y): Parts) -> Option<Parts> {
    let power = super::exp(x)?;
    ordinary((power * super::cos(y)?, power * super::sin(y)?))
}

#[inline]
pub fn sinh((x, y): Parts) -> Option<Parts> {
    ordinary((super::sinh(x)? * super::cos(y)?, super::cosh(x)? * super::sin(y)?))
}

#[inline]
pub fn cosh((x, y): Parts) -> Option<Parts> {
    ordinary((super::cosh(x)? * super::cos(y)?, super::sinh(x)? * super::sin(y)?))
}

#[inline]
pub fn sin((x, y): Parts) -> Option<Parts> {
    sinh((y, x)).map(|(re, im)| (im, re))
}

#[inline]
pub fn cos((x, y): Parts) -> Option<Parts> {
    cosh((-y, x))
}

#[inline]
pub fn sqrt(z: Parts) -> Option<Parts> {
    let magnitude = libm::sqrt(square(z)?);
    let (x, y) = z;
    let long = libm::sqrt(0.5 * (magnitude + x.abs()));
    let short = 0.5 * y.abs() / long;
    let (re, im) = if x < 0.0 { (short, long) } else { (long, short) };
    ordinary((re, im.copysign(y)))
}

#[inline]
pub fn log(z: Parts) -> Option<Parts> {
    let square = square(z)?;
    // Next to the unit circle the difference from one counts.
    if square > 0.25 && square < 4.0 {
        return None;
    }
    ordinary((0.5 * super::log(square)?, super::atan2(z.1, z.0)?))
}
