//! Hyperbolic functions in `double`: series near zero, elsewhere from tabled powers of two and their reciprocals.

use super::exponential::{LIMIT, exp_as_sum, power_of_two, steps};
use super::unit::{Unit, polynomial, sum};
use super::{between, normal_float};

/// Up to here the series are used; they are fitted (Chebyshev) to this.
const SMALL: f64 = 0.35;
/// Below this the results are the argument, or 1, or next to them.
const TINY: f64 = 1e-90;

static SINH: [f64; 6] = [
    f64::from_bits(0x3fc5_5555_5555_5555),
    f64::from_bits(0x3f81_1111_1111_1111),
    f64::from_bits(0x3f2a_01a0_1a01_95e9),
    f64::from_bits(0x3ec7_1de3_a5af_8595),
    f64::from_bits(0x3e5a_e642_ad7b_698c),
    f64::from_bits(0x3de6_1c2b_89c2_d1c6),
];

static TANH: [f64; 9] = [
    f64::from_bits(0xbfd5_5555_5555_5555),
    f64::from_bits(0x3fc1_1111_1111_1061),
    f64::from_bits(0xbfab_a1ba_1b9f_633f),
    f64::from_bits(0x3f96_64f4_86a2_c92e),
    f64::from_bits(0xbf82_26e2_d449_6403),
    f64::from_bits(0x3f6d_6d0c_eebb_08be),
    f64::from_bits(0xbf57_d4f0_bda9_c4f6),
    f64::from_bits(0x3f42_fe93_3a97_b317),
    f64::from_bits(0xbf29_2b5f_f266_cd14),
];

/// x + x^3 (c0 + c1 x^2 + ...).
#[inline(always)]
fn odd<U: Unit, const N: usize>(x: f64, coefficients: &[f64; N]) -> f64 {
    let square = x * x;
    U::fma(x * square, polynomial::<U, N>(square, coefficients), x)
}

/// For x as k steps and r: the powers of two of k and -k, the rest of their rounding, cosh r - 1 and sinh r.
struct Halves {
    up: f64,
    down: f64,
    up_rest: f64,
    down_rest: f64,
    cosine: f64,
    sine: f64,
}

#[inline(always)]
fn halves<U: Unit>(x: f64) -> Halves {
    let (k, r) = steps::<U>(x);
    let ((up, up_tail), (down, down_tail)) = (power_of_two(k), power_of_two(k.wrapping_neg()));
    let square = r * r;
    let cosine = square * U::fma(square, 1.0 / 24.0, 0.5);
    let sine = U::fma(r * square, U::fma(square, 1.0 / 120.0, 1.0 / 6.0), r);
    Halves { up, down, up_rest: up * up_tail, down_rest: down * down_tail, cosine, sine }
}

#[inline(always)]
pub fn sinh<U: Unit>(x: f64) -> Option<f64> {
    let magnitude = x.abs();
    if !between(x, TINY, LIMIT) {
        return None;
    }
    if magnitude < SMALL {
        return Some(odd::<U, 6>(x, &SINH));
    }
    let Halves { up, down, up_rest, down_rest, cosine, sine } = halves::<U>(magnitude);
    let (difference, lost) = sum(up, -down);
    let rest = U::fma(up + down, sine, U::fma(difference, cosine, lost + (up_rest - down_rest)));
    Some((0.5 * (difference + rest)).copysign(x))
}

#[inline(always)]
pub fn cosh<U: Unit>(x: f64) -> Option<f64> {
    if !between(x, TINY, LIMIT) {
        return None;
    }
    let Halves { up, down, up_rest, down_rest, cosine, sine } = halves::<U>(x.abs());
    let (total, lost) = sum(up, down);
    let rest = U::fma(up - down, sine, U::fma(total, cosine, lost + (up_rest + down_rest)));
    Some(0.5 * (total + rest))
}

#[inline(always)]
pub fn tanh<U: Unit>(x: f64) -> Option<f64> {
    let magnitude = x.abs();
    if !between(x, TINY, 18.0) {
        return None;
    }
    if magnitude < SMALL {
        return Some(odd::<U, 9>(x, &TANH));
    }
    // (e^2x - 1) / (e^2x + 1) with all parts.
    let (power, rest) = exp_as_sum::<U>(2.0 * magnitude);
    let ((above, above_lost), (below, below_lost)) = (sum(power, -1.0), sum(power, 1.0));
    let inverse = 1.0 / below;
    let quotient = above * inverse;
    let left = U::missing(above, quotient, below) + (above_lost + rest) - quotient * (below_lost + rest);
    Some(U::fma(left, inverse, quotient).copysign(x))
}

#[inline(always)]
pub fn sinhf<U: Unit>(x: f64) -> Option<f32> {
    sinh::<U>(x).and_then(normal_float)
}

#[inline(always)]
pub fn coshf<U: Unit>(x: f64) -> Option<f32> {
    cosh::<U>(x).and_then(normal_float)
}

#[inline(always)]
pub fn tanhf<U: Unit>(x: f64) -> Option<f32> {
    tanh::<U>(x).and_then(normal_float)
}
