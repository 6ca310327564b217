//! Sine, cosine and tangent in `double`: the argument is brought next to zero by a multiple of pi/2 in three parts, then
//! series (for sine and cosine with fdlibm's coefficients). Large arguments take another way there; those next to a zero
//! are left to the crate `libm`, which has more parts.

use super::exponential::SHIFT;
use super::{between, missing, normal, normal_float, reduction};

const PER_QUARTER: f64 = core::f64::consts::FRAC_2_PI;
/// pi/2 in parts of 33 bits; products of the first two with the multiples below are exact.
const QUARTER: [f64; 3] = [
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

const SIN: [f64; 6] = [
    f64::from_bits(0xbfc5_5555_5555_5549),
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

/// (tan x - x) / x^3 in powers of x^2, fitted to 2^-57 (Chebyshev).
const TAN: [f64; 15] = [
    f64::from_bits(0x3fd5_5555_5555_5555),
    f64::from_bits(0x3fc1_1111_1111_1098),
    f64::from_bits(0x3fab_a1ba_1ba2_9dea),
    f64::from_bits(0x3f96_64f4_87d7_8747),
    f64::from_bits(0x3f82_26e3_6649_0668),
    f64::from_bits(0x3f6d_6d39_3e2a_a51b),
    f64::from_bits(0x3f57_da80_16dc_1643),
    f64::from_bits(0x3f43_51b2_d7b6_55db),
    f64::from_bits(0x3f2f_9e8c_5687_e6a7),
    f64::from_bits(0x3f17_94d6_b459_25f3),
    f64::from_bits(0x3f0d_2cf4_1abc_a1b6),
    f64::from_bits(0xbee7_4662_d850_cb65),
    f64::from_bits(0x3f03_2f92_1be2_9ef0),
    f64::from_bits(0xbef3_3fc7_202e_2821),
    f64::from_bits(0x3ee1_cfe6_0ec6_d9fe),
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
fn reduced(x: f64) -> Option<(u64, f64, f64)> {
    // NaNs have larger bits than all numbers.
    if x.abs().to_bits() >= LARGE.to_bits() {
        return if x.is_finite() { reduction::reduced(x) } else { None };
    }
    let steps = x * PER_QUARTER + SHIFT;
    let k = steps - SHIFT;
    let high = x - k * QUARTER[0];
    let middle = k * QUARTER[1];
    let r = high - middle;
    let rest = high - r - middle - k * QUARTER[2];
    between(high, NEAR_ZERO, EIGHTH).then_some((steps.to_bits(), r, rest))
}

#[inline(always)]
fn sine(x: f64, rest: f64) -> f64 {
    let square = x * x;
    let fourth = square * square;
    let series = SIN[1] + square * (SIN[2] + square * SIN[3]) + square * fourth * (SIN[4] + square * SIN[5]);
    let cube = square * x;
    x - (square * (0.5 * rest - cube * series) - rest - cube * SIN[0])
}

#[inline(always)]
fn cosine(x: f64, rest: f64) -> f64 {
    let square = x * x;
    let fourth = square * square;
    let series = square * (COS[0] + square * (COS[1] + square * COS[2]))
        + fourth * fourth * (COS[3] + square * (COS[4] + square * COS[5]));
    let half = 0.5 * square;
    let most = 1.0 - half;
    most + (1.0 - most - half + (square * series - x * rest))
}

/// The sine of `k` quarter turns and an angle.
#[inline(always)]
fn sine_of_turned(k: u64, x: f64, rest: f64) -> f64 {
    let magnitude = if k & 1 == 0 { sine(x, rest) } else { cosine(x, rest) };
    if k & 2 == 0 { magnitude } else { -magnitude }
}

#[inline(always)]
pub fn sin(x: f64) -> Option<f64> {
    match reduced(x) {
        Some((k, r, rest)) => Some(sine_of_turned(k, r, rest)),
        None => normal(libm::sin(x)),
    }
}

#[inline(always)]
pub fn cos(x: f64) -> Option<f64> {
    match reduced(x) {
        Some((k, r, rest)) => Some(sine_of_turned(k.wrapping_add(1), r, rest)),
        None => normal(libm::cos(x)),
    }
}

/// tan x, or -1 / tan x after an odd number of quarter turns.
#[inline(always)]
pub fn tan(x: f64) -> Option<f64> {
    let Some((k, x, rest)) = reduced(x) else { return normal(libm::tan(x)) };
    let square = x * x;
    let fourth = square * square;
    let pairs = |i: usize| TAN[i] + square * TAN[i + 1];
    let eighth = fourth * fourth;
    let low = pairs(0) + fourth * pairs(2) + eighth * (pairs(4) + fourth * pairs(6));
    let high = pairs(8) + fourth * pairs(10) + eighth * (pairs(12) + fourth * TAN[14]);
    let more = x * square * (low + eighth * eighth * high);
    let first = x + more;
    // The derivative is 1 + tan^2 x.
    let more = more + (rest + rest * first * first);
    let tangent = x + more;
    if k & 1 == 0 {
        return Some(tangent);
    }
    let lost = x - tangent + more;
    let inverse = -1.0 / tangent;
    Some(inverse - inverse * (missing(-1.0, inverse, tangent) - inverse * lost))
}

/// The same for `float`, computed in `double`: the remainder needs no second part, the series fewer terms.
#[inline(always)]
fn reduced_float(x: f64) -> Option<(u64, f64)> {
    // NaNs have larger bits than all numbers.
    if x.abs().to_bits() >= LARGE.to_bits() {
        return None;
    }
    let steps = x * PER_QUARTER + SHIFT;
    let k = steps - SHIFT;
    let r = x - k * QUARTER[0] - k * QUARTER[1];
    between(r, NEAR_ZERO, EIGHTH).then_some((steps.to_bits(), r))
}

#[inline(always)]
fn sine_of_turned_float(k: u64, x: f64) -> f32 {
    let square = x * x;
    let fourth = square * square;
    let magnitude = if k & 1 == 0 {
        x + x * square * (SIN[0] + square * SIN[1] + fourth * (SIN[2] + square * SIN[3] + fourth * SIN[4]))
    } else {
        1.0 - 0.5 * square
            + fourth * (COS[0] + square * COS[1] + fourth * (COS[2] + square * COS[3] + fourth * COS[4]))
    };
    (if k & 2 == 0 { magnitude } else { -magnitude }) as f32
}

#[inline(always)]
pub fn sinf(x: f64) -> Option<f32> {
    match reduced_float(x) {
        Some((k, r)) => Some(sine_of_turned_float(k, r)),
        None => normal_float(libm::sin(x)),
    }
}

#[inline(always)]
pub fn cosf(x: f64) -> Option<f32> {
    match reduced_float(x) {
        Some((k, r)) => Some(sine_of_turned_float(k.wrapping_add(1), r)),
        None => normal_float(libm::cos(x)),
    }
}

/// tan x, or -1 / tan x after an odd number of quarter turns.
#[inline(always)]
pub fn tanf(x: f64) -> Option<f32> {
    let Some((k, x)) = reduced_float(x) else { return normal_float(libm::tan(x)) };
    let square = x * x;
    let fourth = square * square;
    let pairs = |i: usize| SHORT_TAN[i] + square * SHORT_TAN[i + 1];
    let series =
        pairs(0) + fourth * (pairs(2) + fourth * (pairs(4) + fourth * (pairs(6) + fourth * pairs(8))));
    let tangent = x + x * square * series;
    Some((if k & 1 == 0 { tangent } else { -1.0 / tangent }) as f32)
}
