use super::{evaluate, nearest};
use crate::float::Rounding;
use crate::math::quick::{self, Fused, Plain, Unit};
use crate::math::{self, Context, Flags, Number, Real};

type Function = fn(&mut Context, Number) -> Number;
type Quick = fn(f64) -> Option<f64>;

#[test]
fn known_values_are_the_nearest_doubles() {
    assert_eq!(nearest(math::exp, 1.0), core::f64::consts::E);
    assert_eq!(nearest(math::log, 2.0), core::f64::consts::LN_2);
    assert_eq!(nearest(math::log, 10.0), core::f64::consts::LN_10);
    assert_eq!(nearest(math::atan, 1.0), core::f64::consts::FRAC_PI_4);
    assert_eq!(nearest(math::acos, -1.0), core::f64::consts::PI);
    // The hardest argument of the format for its reduction: 6381956970095103 * 2^797.
    assert_eq!(nearest(math::cos, 6381956970095103.0 * 2f64.powi(797)), -4.687165924254628e-19);
    assert_eq!(nearest(math::sin, 1e22), -0.8522008497671888);
    assert_eq!(nearest(math::tgamma, 0.5), 1.772453850905516);
    assert_eq!(nearest(math::erfc, 5.0), 1.537_459_794_428_035e-12);
}

#[test]
fn exact_results_are_exact_and_say_so() {
    let exact: [(Function, f64, f64); 9] = [
        (math::exp2, 10.0, 1024.0),
        (math::exp10, 22.0, 1e22),
        (math::log2, 0.125, -3.0),
        (math::log10, 1e15, 15.0),
        (math::cbrt, -27.0, -3.0),
        (math::rsqrt, 0.25, 2.0),
        (math::sinpi, 2.5, 1.0),
        (math::tgamma, 11.0, 3_628_800.0),
        (math::exp2m1, 3.0, 7.0),
    ];
    for (function, x, want) in exact {
        for rounding in [Rounding::NearestEven, Rounding::Upward, Rounding::Downward, Rounding::TowardZero] {
            assert_eq!(evaluate(function, x, rounding), (want, Flags::NONE));
        }
    }
}

#[test]
fn directed_results_enclose_the_value() {
    let functions: [Function; 8] =
        [math::exp, math::log, math::sin, math::atan, math::tanh, math::erf, math::cbrt, math::expm1];
    for function in functions {
        for x in [0.7, 1.3, 1e-30, 3e-200] {
            let (below, flags) = evaluate(function, x, Rounding::Downward);
            let (above, _) = evaluate(function, x, Rounding::Upward);
            assert_eq!(above.to_bits().abs_diff(below.to_bits()), 1, "{x}: {below} {above}");
            assert!(flags.contains(Flags::INEXACT));
            let middle = nearest(function, x);
            assert!(middle == below || middle == above);
        }
    }
}

#[test]
fn errors_raise_what_annex_f_says() {
    assert_eq!(evaluate(math::log, 0.0, Rounding::NearestEven), (f64::NEG_INFINITY, Flags::DIVIDE_BY_ZERO));
    assert_eq!(evaluate(math::exp, -0.0, Rounding::NearestEven), (1.0, Flags::NONE));
    let (value, flags) = evaluate(math::exp, 1000.0, Rounding::TowardZero);
    assert_eq!((value, flags), (f64::MAX, Flags::OVERFLOW | Flags::INEXACT));
    let (value, flags) = evaluate(math::asin, 2.0, Rounding::NearestEven);
    assert!(value.is_nan() && flags == Flags::INVALID);
}

#[test]
fn powers_follow_their_table_of_limits() {
    let pow = |x: f64, y: f64| {
        let mut context = Context::default();
        let result = math::pow(&mut context, x.number(), y.number());
        f64::from_number(result, &mut context)
    };
    assert_eq!(pow(-2.0, 3.0), -8.0);
    assert_eq!(pow(f64::NAN, 0.0), 1.0);
    assert_eq!(pow(1.0, f64::NAN), 1.0);
    assert_eq!(pow(-0.0, -3.0), f64::NEG_INFINITY);
    assert_eq!(pow(-1.0, f64::INFINITY), 1.0);
    assert_eq!(pow(0.5, f64::NEG_INFINITY), f64::INFINITY);
    assert!(pow(-8.0, 1.0 / 3.0).is_nan());
}

#[test]
fn quick_ways_agree_with_the_exact_ones() {
    agree_with_the_exact_ones::<Plain>();
    agree_with_the_exact_ones::<Fused>();
}

fn agree_with_the_exact_ones<U: Unit>() {
    let pairs: [(Quick, Function); 22] = [
        (quick::exp::<U>, math::exp),
        (quick::log::<U>, math::log),
        (quick::log2::<U>, math::log2),
        (quick::sin::<U>, math::sin),
        (quick::sinh::<U>, math::sinh),
        (quick::cosh::<U>, math::cosh),
        (quick::tanh::<U>, math::tanh),
        (quick::asinh::<U>, math::asinh),
        (quick::asin::<U>, math::asin),
        (quick::acos::<U>, math::acos),
        (quick::atan::<U>, math::atan),
        (quick::log1p::<U>, math::log1p),
        (quick::expm1::<U>, math::expm1),
        (quick::acosh::<U>, math::acosh),
        (quick::erf::<U>, math::erf),
        (quick::erfc::<U>, math::erfc),
        (quick::tgamma::<U>, math::tgamma),
        (quick::exp10::<U>, math::exp10),
        (quick::log10::<U>, math::log10),
        (quick::cbrt::<U>, math::cbrt),
        (quick::tan::<U>, math::tan),
        (quick::exp2::<U>, math::exp2),
    ];
    for (quick, exact) in pairs {
        for step in 1..2000 {
            let x = f64::from(step) * 0.013;
            let Some(value) = quick(x) else { continue };
            assert!(value.to_bits().abs_diff(nearest(exact, x).to_bits()) <= 1, "{x}: {value}");
        }
    }
}

#[test]
fn quick_bessel_functions_agree_with_the_exact_ones() {
    let pairs: [(Quick, Function); 4] = [
        (quick::j0::<Plain>, math::j0),
        (quick::j1::<Fused>, math::j1),
        (quick::y0::<Fused>, math::y0),
        (quick::y1::<Plain>, math::y1),
    ];
    for (quick, exact) in pairs {
        // The pieces, the series before them and the expansions behind.
        for x in (1..300).flat_map(|step| [0.001, 0.11, 0.7].map(|width| f64::from(step) * width)) {
            let Some(value) = quick(x) else { continue };
            assert!(value.to_bits().abs_diff(nearest(exact, x).to_bits()) <= 1, "{x}: {value}");
        }
        assert!([5.0, 12.3, 42.0].iter().all(|&x| quick(x).is_some()));
    }
}
