use crate::float::Rounding;
use crate::math::{self, Context, Direction, Flags, Real, Target};

fn add_to_float(x: f64, y: f64, rounding: Rounding) -> f32 {
    let mut context = Context::new(rounding);
    let sum = math::add(&mut context, x.number(), y.number());
    f32::from_number(sum, &mut context)
}

#[test]
fn sums_are_rounded_once() {
    let tie = 1.0 + 2f64.powi(-24);
    assert_eq!(add_to_float(tie, 2f64.powi(-60), Rounding::NearestEven), 1.0 + f32::EPSILON);
    assert_eq!(add_to_float(tie, -(2f64.powi(-60)), Rounding::NearestEven), 1.0);
    assert_eq!(add_to_float(1.0, 1e-300, Rounding::Upward), 1.0 + f32::EPSILON);
    assert!(add_to_float(1.0, -1.0, Rounding::Downward).is_sign_negative());
}

#[test]
fn fused_products_keep_all_bits() {
    let fused = |x: f64, y: f64, z: f64| {
        let mut context = Context::default();
        let value = math::fused_multiply_add(&mut context, x.number(), y.number(), z.number());
        f64::from_number(value, &mut context)
    };
    let x = 1.0 + f64::EPSILON;
    assert_eq!(fused(x, x, -(1.0 + 2.0 * f64::EPSILON)), f64::EPSILON * f64::EPSILON);
    // Random operands against the machine's own instruction, which the host may have.
    let mut state = 1u64;
    for _ in 0..20_000 {
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            f64::from_bits(state & 0x801f_ffff_ffff_ffff | (0x3f0 + (state >> 40 & 0x3f)) << 52)
        };
        let (x, y, z) = (next(), next(), next());
        let exact = x.mul_add(y, z);
        assert_eq!(fused(x, y, z), exact, "{x} {y} {z}");
    }
}

#[test]
fn widths_limit() {
    let convert = |x: f64, width, signed| {
        let mut context = Context::default();
        let target = Target { direction: Direction::NearestEven, width, signed, tell: true };
        let value = math::to_width(&mut context, x.number(), target);
        (f64::from_number(value, &mut context), context.flags)
    };
    assert_eq!(convert(-128.5, 8, true), (-128.0, Flags::INEXACT));
    assert_eq!(convert(255.0, 8, false), (255.0, Flags::NONE));
    assert_eq!(convert(128.0, 8, true).1, Flags::INVALID);
}

#[test]
fn remainders_are_exact() {
    let mut context = Context::default();
    let (rest, quotient) = math::remainder_and_quotient(&mut context, 29.0f64.number(), 3.0f64.number());
    assert_eq!((f64::from_number(rest, &mut context), quotient), (-1.0, 10));
    let rest = math::fmod(&mut context, 1e300f64.number(), 3.0f64.number());
    assert_eq!(f64::from_number(rest, &mut context), 1e300 % 3.0);
}
