//! Cube roots in `double`.

use super::unit::{Unit, polynomial, split};
use super::{normal, normal_float};

/// 1/cbrt(m) for m from 1 to 2, to 2^-14.
const INVERSE: [f64; 5] = [
    f64::from_bits(0x3ffa_a913_e4c9_30ec),
    f64::from_bits(0xbff2_992d_f8a9_809c),
    f64::from_bits(0x3fe5_e8ac_cb9a_7d37),
    f64::from_bits(0xbfcb_b1be_c900_c2fd),
    f64::from_bits(0x3f9c_7318_3710_7b28),
];
/// 1/cbrt(1), 1/cbrt(2), 1/cbrt(4).
const STEPS: [f64; 3] = [1.0, f64::from_bits(0x3fe9_65fe_a53d_6e3d), f64::from_bits(0x3fe4_28a2_f98d_728b)];

/// The reciprocal of the cube root of m 2^over, m from 1 to 2, to 2^-41 by Halley's step; and that product.
#[inline(always)]
pub(super) fn inverse_root<U: Unit>(m: f64, over: u32) -> (f64, f64) {
    let guess = polynomial::<U, 5>(m, &INVERSE);
    let m = f64::from_bits(m.to_bits() + (u64::from(over) << 52));
    let guess = guess * STEPS[over as usize];
    let off = U::fma(-m * guess, guess * guess, 1.0);
    (U::fma(guess * off, U::fma(off, 2.0 / 9.0, 1.0 / 3.0), guess), m)
}

/// The cube root, off by little more than half a unit, by a last step with the rest of the cube in full.
#[inline(always)]
pub fn cbrt<U: Unit>(x: f64) -> Option<f64> {
    normal(x)?;
    let bits = x.to_bits();
    let sign = bits & 1 << 63;
    // The bias is a multiple of three, too.
    let exponent = (bits >> 52 & 0x7ff) as u32;
    let (third, over) = (exponent / 3, exponent % 3);
    let (inverse, m) = inverse_root::<U>(f64::from_bits(bits & ((1 << 52) - 1) | 0x3ff << 52), over);
    // Of this root and of its square a few bits are missing at the end, so that the products below are exact.
    let (root, _) = split(m * inverse * inverse);
    let (square, square_rest) = split(root * root);
    let rest = U::fma(-square_rest, root, U::fma(-square, root, m));
    let step = rest * inverse * inverse * (1.0 / 3.0);
    let root = root + U::fma(step * step, inverse, step);
    Some(f64::from_bits(root.to_bits().wrapping_add(u64::from(third).wrapping_sub(341) << 52) | sign))
}

#[inline(always)]
pub fn cbrtf<U: Unit>(x: f64) -> Option<f32> {
    cbrt::<U>(x).and_then(normal_float)
}
