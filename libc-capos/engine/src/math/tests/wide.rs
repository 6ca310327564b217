use crate::float::{F80, Rounding};
use crate::math::{Context, Flags, Real, Wide, next_up};

#[test]
fn arithmetic_of_small_integers_is_exact() {
    for a in -40i64..40 {
        for b in -40i64..40 {
            let (x, y) = (Wide::from_integer(a), Wide::from_integer(b));
            assert_eq!(x.plus(y).nearest_integer(), a + b);
            assert_eq!(x.times(y).nearest_integer(), a * b);
            if b != 0 {
                assert_eq!(x.times(y).over(y).nearest_integer(), a);
            }
        }
    }
}

#[test]
fn roots_square_back() {
    for n in 1..2000i64 {
        let root = Wide::from_integer(n).root();
        let error = root.squared().minus(Wide::from_integer(n));
        assert!(error.is_zero() || error.exponent < -110, "{n}");
        assert_eq!(Wide::from_integer(n * n).root().nearest_integer(), n);
    }
}

#[test]
fn values_of_a_format_return_unchanged() {
    let mut context = Context::default();
    for bits in
        [0u64, 1, 0x000f_ffff_ffff_ffff, 0x0010_0000_0000_0000, 0x7fef_ffff_ffff_ffff, 0x7ff0 << 48, 1 << 63]
    {
        let value = f64::from_bits(bits);
        assert_eq!(f64::from_number(value.number(), &mut context).to_bits(), bits);
    }
    let subnormal = F80::from_parts(0, 5);
    assert_eq!(F80::from_number(subnormal.number(), &mut context), subnormal);
    assert_eq!(context.flags, Flags::NONE);
}

#[test]
fn rounding_to_subnormal_numbers_underflows() {
    let mut context = Context::new(Rounding::NearestEven);
    let third = Wide::ONE.over(Wide::from_integer(3)).scaled(-1073);
    assert_eq!(f64::from_number(crate::math::Number::Finite(third), &mut context), f64::from_bits(1));
    assert!(context.flags.contains(Flags::UNDERFLOW | Flags::INEXACT));
    let mut context = Context::new(Rounding::Upward);
    let tiny = Wide::power_of_two(-5000);
    assert_eq!(f64::from_number(crate::math::Number::Finite(tiny), &mut context), f64::from_bits(1));
}

#[test]
fn neighbours_cross_the_binades() {
    let mut context = Context::default();
    assert_eq!(next_up(F80::from_parts(0, u64::MAX >> 1), &mut context), F80::from_parts(1, 1 << 63));
    assert_eq!(next_up(F80::from_parts(5, u64::MAX), &mut context), F80::from_parts(6, 1 << 63));
    assert_eq!(next_up(-f64::from_bits(1), &mut context).to_bits(), 1 << 63);
    assert_eq!(next_up(f64::MAX, &mut context), f64::INFINITY);
}
