//! Tests that need no other C library: tables against exact integers, and the packing of F80.

use core::cmp::Ordering;

use super::bignum::Big;
use super::power::{POWERS, power_of_ten};
use super::*;

/// Compares `mantissa * 2^exponent` with `10^q`.
fn compare_with_power(mantissa: u128, exponent: i32, q: i32) -> Ordering {
    let mut left = Big::<600>::new(mantissa);
    let mut right = Big::<600>::new(1);
    let five = q.unsigned_abs();
    if q >= 0 {
        right.multiply_power_of_five(five)
    } else {
        left.multiply_power_of_five(five)
    }
    let shift = exponent - q;
    if shift >= 0 {
        left.shift_left(shift as u32)
    } else {
        right.shift_left(shift.unsigned_abs())
    }
    left.compare(&right)
}

#[test]
fn powers_of_ten_are_within_their_error() {
    for q in POWERS.filter(|q| q % 7 == 0 || q.abs() < 120 || q % 27 == 0) {
        let power = power_of_ten(q);
        assert!(power.mantissa >> 127 == 1, "10^{q} is not normalised");
        if power.error == 0 {
            assert_eq!(compare_with_power(power.mantissa, power.exponent, q), Ordering::Equal, "10^{q}");
            continue;
        }
        assert_ne!(compare_with_power(power.mantissa, power.exponent, q), Ordering::Greater, "10^{q}");
        let upper = power.mantissa.saturating_add(u128::from(power.error));
        assert_ne!(compare_with_power(upper, power.exponent, q), Ordering::Less, "10^{q}");
    }
}

#[test]
fn f80_holds_every_double() {
    let samples = [0.0, -0.0, 1.0, -1.5, f64::MIN_POSITIVE, 5e-324, f64::MAX, f64::INFINITY, 0.1, -1e-310];
    for value in samples {
        for rounding in [Rounding::NearestEven, Rounding::Upward, Rounding::Downward, Rounding::TowardZero] {
            assert_eq!(F80::from(value).to_f64(rounding).to_bits(), value.to_bits());
        }
    }
    let nan = f64::from_bits(0xfff8_0000_0000_1234);
    assert_eq!(F80::from(nan).to_f64(Rounding::NearestEven).to_bits(), nan.to_bits());
}

#[test]
fn f80_narrows_with_the_rounding_asked_for() {
    // 1 + 2^-60 lies between two doubles.
    let value = F80::from_parts(16383, 1 << 63 | 1 << 3);
    assert_eq!(value.to_f64(Rounding::NearestEven), 1.0);
    assert_eq!(value.to_f64(Rounding::Upward), 1.0 + f64::EPSILON);
    assert_eq!(value.with_sign(true).to_f64(Rounding::Downward), -1.0 - f64::EPSILON);
    assert_eq!(F80::from_parts(20000, 1 << 63).to_f64(Rounding::TowardZero), f64::MAX);
    assert_eq!(F80::from_parts(20000, 1 << 63).to_f64(Rounding::NearestEven), f64::INFINITY);
    assert_eq!(F80::from(0.1_f32).to_f32(Rounding::NearestEven), 0.1_f32);
}

#[test]
fn unnormals_read_as_nan() {
    assert!(matches!(Unpacked::from(F80::from_parts(5, 1)), Unpacked::Nan { .. }));
    assert!(matches!(Unpacked::from(F80::from_parts(0x7fff, 1 << 63)), Unpacked::Infinite { .. }));
}

#[test]
fn the_smaller_space_is_enough_where_it_says_so() {
    for exponent in [-700, -699, -331, -64, -1, 0, 1, 999, 1000] {
        for mantissa in [1, u64::MAX, 0x8000_0000_0000_0001] {
            let value = Finite { negative: false, mantissa, exponent };
            assert!(ExactDouble::has_room_for(value));
            for cutoff in [Cutoff::Significant(5000), Cutoff::Fraction(5000), Cutoff::Significant(21)] {
                let (mut small, mut large) = (ExactDouble::new(value), ExactExtended::new(value));
                assert_eq!(
                    small.convert(value, Rounding::NearestEven, cutoff),
                    large.convert(value, Rounding::NearestEven, cutoff),
                    "{value:?} {cutoff:?}"
                );
            }
        }
    }
}
