//! Rounding in the mode that is in force, by the SSE unit.

use core::arch::x86_64::{
    _mm_cvtsd_si64, _mm_cvtss_si64, _mm_cvttsd_si64, _mm_cvttss_si64, _mm_set_sd, _mm_set_ss,
};
use core::hint::black_box;

/// From here on every value is integral.
const INTEGRAL: f64 = 4_503_599_627_370_496.0;
const INTEGRAL_F: f32 = 8_388_608.0;

/// Adding and subtracting 2^52 rounds as the unit is set. `black_box` keeps the compiler, which assumes the default
/// mode, from computing either step.
pub(super) fn round(x: f64) -> f64 {
    if x.is_nan() {
        // Adding quiets a signalling NaN.
        return x + x;
    }
    if x.abs() >= INTEGRAL {
        return x;
    }
    let shift = INTEGRAL.copysign(x);
    (black_box(x + shift) - shift).copysign(x)
}

pub(super) fn roundf(x: f32) -> f32 {
    if x.is_nan() {
        return x + x;
    }
    if x.abs() >= INTEGRAL_F {
        return x;
    }
    let shift = INTEGRAL_F.copysign(x);
    (black_box(x + shift) - shift).copysign(x)
}

/// Rounds halves away from zero, whatever mode is in force, and raises nothing: adding a half to the significand carries
/// into the exponent as it should.
#[inline(always)]
pub(super) fn halves_away(x: f64) -> f64 {
    let bits = x.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i32 - 1023;
    match exponent {
        0..52 => f64::from_bits((bits + (1 << 51 >> exponent)) & !(((1 << 52) - 1) >> exponent)),
        -1 => 1_f64.copysign(x),
        ..-1 => 0_f64.copysign(x),
        // Adding quiets a signalling NaN.
        0x400 => x + x,
        _ => x,
    }
}

#[inline(always)]
pub(super) fn halves_awayf(x: f32) -> f32 {
    let bits = x.to_bits();
    let exponent = (bits >> 23 & 0xff) as i32 - 127;
    match exponent {
        0..23 => f32::from_bits((bits + (1 << 22 >> exponent)) & !(((1 << 23) - 1) >> exponent)),
        -1 => 1_f32.copysign(x),
        ..-1 => 0_f32.copysign(x),
        0x80 => x + x,
        _ => x,
    }
}

/// Rounds to an integer in the current mode; out of range raises "invalid".
pub(super) fn to_integer(x: f64) -> i64 {
    // SAFETY: SSE2 is part of x86-64.
    unsafe { _mm_cvtsd_si64(_mm_set_sd(x)) }
}

pub(super) fn to_integerf(x: f32) -> i64 {
    // SAFETY: SSE is part of x86-64.
    unsafe { _mm_cvtss_si64(_mm_set_ss(x)) }
}

/// Converts an integral value; out of range raises "invalid".
pub(super) fn to_integer_exactly(x: f64) -> i64 {
    // SAFETY: SSE2 is part of x86-64.
    unsafe { _mm_cvttsd_si64(_mm_set_sd(x)) }
}

pub(super) fn to_integer_exactlyf(x: f32) -> i64 {
    // SAFETY: SSE is part of x86-64.
    unsafe { _mm_cvttss_si64(_mm_set_ss(x)) }
}
