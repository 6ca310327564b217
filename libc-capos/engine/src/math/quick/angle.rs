//! The angle of a point in `double`: one division, whose rest is not lost, and the series of the arc tangent.

use super::unit::{Unit, sum, wide_polynomial};
use super::{between, normal_float};

/// Products and quotients of numbers in between are ordinary.
const SMALLEST: f64 = 1e-140;
const LARGEST: f64 = 1e140;
pub(super) const HALF_PI: (f64, f64) = (core::f64::consts::FRAC_PI_2, f64::from_bits(0x3c91_a626_3314_5c07));
/// atan(1/2) and atan(1), each in two parts.
pub(super) const ATAN_HALF: (f64, f64) =
    (f64::from_bits(0x3fdd_ac67_0561_bb4f), f64::from_bits(0x3c7a_2b7f_222f_65e2));
pub(super) const ATAN_ONE: (f64, f64) = (core::f64::consts::FRAC_PI_4, f64::from_bits(0x3c81_a626_3314_5c07));

/// (r - atan r) / r^3 for |r| < 7/16, with fdlibm's coefficients.
pub(super) const ATAN: [f64; 11] = [
    f64::from_bits(0x3fd5_5555_5555_550d),
    f64::from_bits(0xbfc9_9999_9998_ebc4),
    f64::from_bits(0x3fc2_4924_9200_83ff),
    f64::from_bits(0xbfbc_71c6_fe23_1671),
    f64::from_bits(0x3fb7_45cd_c54c_206e),
    f64::from_bits(0xbfb3_b0f2_af74_9a6d),
    f64::from_bits(0x3fb1_0d66_a0d0_3d51),
    f64::from_bits(0xbfad_de2d_52de_fd9a),
    f64::from_bits(0x3fa9_7b4b_2476_0deb),
    f64::from_bits(0xbfa2_b444_2c6a_6c2f),
    f64::from_bits(0x3f90_ad3a_e322_da11),
];

/// atan(low / high) as a sum, for positive numbers of which the first is not the larger.
#[inline(always)]
fn arc<U: Unit>(low: f64, high: f64) -> (f64, f64) {
    // Next to the base's tangent t, atan(q) is the base and atan((q - t) / (1 + t q)). These differences are exact.
    let (base, above, (below, below_rest)) = if low < 0.4375 * high {
        ((0.0, 0.0), low, (high, 0.0))
    } else if low < 0.6875 * high {
        (ATAN_HALF, 2.0 * low - high, sum(2.0 * high, low))
    } else {
        (ATAN_ONE, low - high, sum(high, low))
    };
    let inverse = 1.0 / below;
    let r = above * inverse;
    let rest = U::fma(-r, below_rest, U::missing(above, r, below)) * inverse;
    let square = r * r;
    let series = r * square * wide_polynomial::<U, 11>(square, &ATAN);
    let (total, lost) = if base.0 > 0.0 { sum(base.0, r) } else { (r, 0.0) };
    (total, lost + base.1 + (U::fma(-rest, square, rest) - series))
}

/// The angle of the point (x, y).
#[inline(always)]
pub fn atan2<U: Unit>(y: f64, x: f64) -> Option<f64> {
    if !(between(x, SMALLEST, LARGEST) && between(y, SMALLEST, LARGEST)) {
        return None;
    }
    let (width, height) = (x.abs(), y.abs());
    // From the horizontal axis, or from the vertical one.
    let is_steep = height > width;
    let (first, rest) = if is_steep { arc::<U>(width, height) } else { arc::<U>(height, width) };
    let (angle, rest) = match (is_steep, x < 0.0) {
        (false, false) => (first, rest),
        (false, true) => {
            let (angle, lost) = sum(2.0 * HALF_PI.0, -first);
            (angle, lost + (2.0 * HALF_PI.1 - rest))
        }
        (true, false) => {
            let (angle, lost) = sum(HALF_PI.0, -first);
            (angle, lost + (HALF_PI.1 - rest))
        }
        (true, true) => {
            let (angle, lost) = sum(HALF_PI.0, first);
            (angle, lost + (HALF_PI.1 + rest))
        }
    };
    Some((angle + rest).copysign(y))
}

#[inline(always)]
pub fn atan2f<U: Unit>(y: f64, x: f64) -> Option<f32> {
    atan2::<U>(y, x).and_then(normal_float)
}
