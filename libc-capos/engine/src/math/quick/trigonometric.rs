//! Sine, cosine and tangent in `double`: the argument is brought next to zero by a multiple of pi/2 in three parts, then
//! series (for sine and cosine with fdlibm's coefficients). Large arguments take another way there; those next to a zero
//! are left to the crate `libm`, which has more parts.

use super::exponential::SHIFT;
use super::unit::{Unit, product, sum, wide_polynomial};
use super::{between, normal, normal_float, reduction};

const PER_QUARTER: f64 = core::f64::consts::FRAC_2_PI;
/// pi/2 in parts of 33 bits; products of the first two with the multiples below are exact.
pub(super) const QUARTER: [f64; 3] = [
    f64::from_bits(0x3ff9_21fb_5440_0000),
    f64::from_bits(0x3dd0_b461_1a60_0000),
    f64::from_bits(0x3ba3_198a_2e03_7073),
];
/// Up to here the number of quarter turns has less than 18 bits.
const LARGE: f64 = 2e5;
/// Below this the second part of pi/2 may be the larger one of a difference, or the third may matter more than it says.
const NEAR_ZERO: f64 = 1e-4;
/// What reducing leaves, when the machine rounds to nearest.
const EIGHTH: f64 = 0.7855;

/// The first of sine's coefficients, and the others.
const SIN: f64 = f64::from_bits(0xbfc5_5555_5555_5549);
const SIN_MORE: [f64; 5] = [
    f64::from_bits(0x3f81_1111_1110_f8a6),
    f64::from_bits(0xbf2a_01a0_19c1_61d5),
    f64::from_bits(0x3ec7_1de3_57b1_fe7d),
    f64::from_bits(0xbe5a_e5e6_8a2b_9ceb),
    f64::from_bits(0x3de5_d93a_5acf_d57c),
];

const COS: [f64; 6] = [
    f64::from_bits(0x3fa5_5555_5555_554c),
    f64::from_bits(0xbf56_c16c_16c1_5177),
    f64::from_bits(0x3efa_01a0_19cb_1590),
    f64::from_bits(0xbe92_7e4f_809c_52ad),
    f64::from_bits(0x3e21_ee9e_bdb4_b1c4),
    f64::from_bits(0xbda8_fae9_be88_38d4),
];

/// 1/3 in two parts.
const THIRD: (f64, f64) = (1.0 / 3.0, f64::from_bits(0x3c75_5555_5555_5555));
/// (tan x - x - x^3/3) / x^5 in powers of x^2, fitted to 2^-54 (Chebyshev).
const TAN: [f64; 14] = [
    f64::from_bits(0x3fc1_1111_1111_1110),
    f64::from_bits(0x3fab_a1ba_1ba1_c35a),
    f64::from_bits(0x3f96_64f4_8824_7bc5),
    f64::from_bits(0x3f82_26e3_5858_4537),
    f64::from_bits(0x3f6d_6d3c_3c62_91d0),
    f64::from_bits(0x3f57_da4b_3fb7_e9db),
    f64::from_bits(0x3f43_5427_c396_bcaa),
    f64::from_bits(0x3f2f_7604_e134_a28d),
    f64::from_bits(0x3f18_7f42_b55d_9dd6),
    f64::from_bits(0x3f09_792a_7f6a_809e),
    f64::from_bits(0xbeb6_422a_749f_4f5c),
    f64::from_bits(0x3efd_1ff0_f3c7_4737),
    f64::from_bits(0xbeec_b179_be1f_faae),
    f64::from_bits(0x3ede_fde3_d235_53fc),
];

/// For `float`, fitted to 2^-38 (Chebyshev).
const SHORT_TAN: [f64; 10] = [
    f64::from_bits(0x3fd5_5555_5554_ac10),
    f64::from_bits(0x3fc1_1111_12bd_1535),
    f64::from_bits(0x3fab_a1b8_b84c_b35d),
    f64::from_bits(0x3f96_652d_6bb2_9a8b),
    f64::from_bits(0x3f82_224b_71fc_55a4),
    f64::from_bits(0x3f6d_d94b_0b89_2a55),
    f64::from_bits(0x3f54_df21_1a5b_c68a),
    f64::from_bits(0x3f50_0841_dbfc_1eda),
    f64::from_bits(0xbf2f_765d_e414_9190),
    f64::from_bits(0x3f39_6fe3_1137_4775),
];

/// How many quarter turns `x` has, in the low bits, and what remains, in two parts.
#[inline(always)]
fn reduced<U: Unit>(x: f64) -> Option<(u64, f64, f64)> {
    // NaNs have larger bits than all numbers.
    if x.abs().to_bits() >= LARGE.to_bits() {
        return if x.is_finite() { reduction::reduced::<U>(x) } else { None };
    }
    let steps = U::fma(x, PER_QUARTER, SHIFT);
    let k = steps - SHIFT;
    let high = U::fma(-k, QUARTER[0], x);
    let r = U::fma(-k, QUARTER[1], high);
    let rest = U::fma(-k, QUARTER[2], U::fma(-k, QUARTER[1], high - r));
    between(high, NEAR_ZERO, EIGHTH).then_some((steps.to_bits(), r, rest))
}

#[inline(always)]
fn sine<U: Unit>(x: f64, rest: f64) -> f64 {
    let square = x * x;
    let cube = square * x;
    let series = wide_polynomial::<U, 5>(square, &SIN_MORE);
    // The cosine is 1 - x^2/2 and more.
    let low = U::fma(square, U::fma(cube, series, -0.5 * rest), rest);
    x + U::fma(cube, SIN, low)
}

#[inline(always)]
fn cosine<U: Unit>(x: f64, rest: f64) -> f64 {
    let square = x * x;
    let series = wide_polynomial::<U, 6>(square, &COS);
    let half = 0.5 * square;
    let most = 1.0 - half;
    most + (1.0 - most - half + U::fma(square * square, series, -x * rest))
}

/// The sine of `k` quarter turns and an angle.
#[inline(always)]
fn sine_of_turned<U: Unit>(k: u64, x: f64, rest: f64) -> f64 {
    let magnitude = if k & 1 == 0 { sine::<U>(x, rest) } else { cosine::<U>(x, rest) };
    if k & 2 == 0 { magnitude } else { -magnitude }
}

#[inline(always)]
pub fn sin<U: Unit>(x: f64) -> Option<f64> {
    match reduced::<U>(x) {
        Some((k, r, rest)) => Some(sine_of_turned::<U>(k, r, rest)),
        None => normal(libm::sin(x)),
    }
}

#[inline(always)]
pub fn cos<U: Unit>(x: f64) -> Option<f64> {
    match reduced::<U>(x) {
        Some((k, r, rest)) => Some(sine_of_turned::<U>(k.wrapping_add(1), r, rest)),
        None => normal(libm::cos(x)),
    }
}

/// Sine and cosine together.
#[inline(always)]
pub fn sin_cos<U: Unit>(x: f64) -> Option<(f64, f64)> {
    let Some((k, r, rest)) = reduced::<U>(x) else { return normal(libm::sin(x)).zip(normal(libm::cos(x))) };
    let (sine, cosine) = (sine::<U>(r, rest), cosine::<U>(r, rest));
    let (sine, cosine) = if k & 1 == 0 { (sine, cosine) } else { (cosine, -sine) };
    Some(if k & 2 == 0 { (sine, cosine) } else { (-sine, -cosine) })
}

/// tan x, or -1 / tan x after an odd number of quarter turns.
#[inline(always)]
pub fn tan<U: Unit>(x: f64) -> Option<f64> {
    let Some((k, x, rest)) = reduced::<U>(x) else { return normal(libm::tan(x)) };
    let (square, square_rest) = product::<U>(x, x);
    let (cube, cube_rest) = product::<U>(x, square);
    let (third, third_rest) = product::<U>(cube, THIRD.0);
    let third_rest = third_rest + U::fma(cube, THIRD.1, U::fma(x, square_rest, cube_rest) * THIRD.0);
    let series = cube * square * wide_polynomial::<U, 14>(square, &TAN);
    let first = x + third + series;
    // The derivative is 1 + tan^2 x.
    let more = series + (third_rest + U::fma(rest * first, first, rest));
    let (total, lost) = sum(x, third);
    let (tangent, lost) = sum(total, lost + more);
    if k & 1 == 0 {
        return Some(tangent);
    }
    let inverse = -1.0 / tangent;
    Some(U::fma(-inverse, U::missing(-1.0, inverse, tangent) - inverse * lost, inverse))
}

/// The same for `float`, computed in `double`: the remainder needs no second part, the series fewer terms.
#[inline(always)]
fn reduced_float<U: Unit>(x: f64) -> Option<(u64, f64)> {
    // NaNs have larger bits than all numbers.
    if x.abs().to_bits() >= LARGE.to_bits() {
        return None;
    }
    let steps = U::fma(x, PER_QUARTER, SHIFT);
    let k = steps - SHIFT;
    let r = U::fma(-k, QUARTER[1], U::fma(-k, QUARTER[0], x));
    between(r, NEAR_ZERO, EIGHTH).then_some((steps.to_bits(), r))
}

#[inline(always)]
fn sine_of_turned_float<U: Unit>(k: u64, x: f64) -> f32 {
    let square = x * x;
    let magnitude = if k & 1 == 0 {
        let series =
            wide_polynomial::<U, 5>(square, &[SIN, SIN_MORE[0], SIN_MORE[1], SIN_MORE[2], SIN_MORE[3]]);
        U::fma(x * square, series, x)
    } else {
        wide_polynomial::<U, 7>(square, &[1.0, -0.5, COS[0], COS[1], COS[2], COS[3], COS[4]])
    };
    (if k & 2 == 0 { magnitude } else { -magnitude }) as f32
}

#[inline(always)]
pub fn sinf<U: Unit>(x: f64) -> Option<f32> {
    match reduced_float::<U>(x) {
        Some((k, r)) => Some(sine_of_turned_float::<U>(k, r)),
        None => normal_float(libm::sin(x)),
    }
}

#[inline(always)]
pub fn cosf<U: Unit>(x: f64) -> Option<f32> {
    match reduced_float::<U>(x) {
        Some((k, r)) => Some(sine_of_turned_float::<U>(k.wrapping_add(1), r)),
        None => normal_float(libm::cos(x)),
    }
}

/// tan x, or -1 / tan x after an odd number of quarter turns.
#[inline(always)]
pub fn tanf<U: Unit>(x: f64) -> Option<f32> {
    let Some((k, x)) = reduced_float::<U>(x) else { return normal_float(libm::tan(x)) };
    let square = x * x;
    let tangent = U::fma(x * square, wide_polynomial::<U, 10>(square, &SHORT_TAN), x);
    Some((if k & 1 == 0 { tangent } else { -1.0 / tangent }) as f32)
}

/// Sine and cosine together.
#[inline(always)]
pub fn sin_cosf<U: Unit>(x: f64) -> Option<(f32, f32)> {
    sinf::<U>(x).zip(cosf::<U>(x))
}
