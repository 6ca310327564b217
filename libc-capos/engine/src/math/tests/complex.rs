use crate::math::complex::{self, Complex};
use crate::math::{Context, Number, Real};

fn parts(z: Complex) -> (f64, f64) {
    let mut context = Context::default();
    (f64::from_number(z.re, &mut context), f64::from_number(z.im, &mut context))
}

fn at(function: fn(&mut Context, Complex) -> Complex, x: f64, y: f64) -> (f64, f64) {
    parts(function(&mut Context::default(), Complex::new(x.number(), y.number())))
}

#[test]
fn inverse_functions_invert() {
    let pairs: [(fn(&mut Context, Complex) -> Complex, fn(&mut Context, Complex) -> Complex); 7] = [
        (complex::asin, complex::sin),
        (complex::acos, complex::cos),
        (complex::atan, complex::tan),
        (complex::asinh, complex::sinh),
        (complex::acosh, complex::cosh),
        (complex::atanh, complex::tanh),
        (complex::log, complex::exp),
    ];
    for (inverse, function) in pairs {
        for (x, y) in [(0.3, 0.4), (-2.5, 1.0), (1.5, -0.25), (-0.1, -3.0)] {
            let mut context = Context::default();
            let there = inverse(&mut context, Complex::new(x.number(), y.number()));
            // Through numbers of 128 bits nothing is lost on the way.
            let (re, im) = parts(function(&mut context, rounded(there)));
            assert!((re - x).abs() < 1e-14 && (im - y).abs() < 1e-14, "{x} {y}: {re} {im}");
        }
    }
}

fn rounded(z: Complex) -> Complex {
    let (re, im) = parts(z);
    Complex::new(re.number(), im.number())
}

#[test]
fn cuts_follow_the_sign_of_zero() {
    assert_eq!(at(complex::sqrt, -4.0, 0.0), (0.0, 2.0));
    assert_eq!(at(complex::sqrt, -4.0, -0.0), (0.0, -2.0));
    assert!(at(complex::asin, 2.0, 0.0).1 > 1.0 && at(complex::asin, 2.0, -0.0).1 < -1.0);
    assert!(at(complex::atanh, 2.0, 0.0).1 > 1.0 && at(complex::atanh, 2.0, -0.0).1 < -1.0);
}

#[test]
fn nothing_cancels_next_to_the_unit_circle() {
    let (re, _) = at(complex::log, 1.0 - f64::EPSILON / 2.0, 2f64.powi(-27));
    assert_eq!(re, -8.326672684688674e-17);
    let (re, im) = at(complex::acos, 1.0, 1e-20);
    assert!((re - 1e-10).abs() < 1e-24 && (im + 1e-10).abs() < 1e-24);
}

#[test]
fn infinities_are_one_point() {
    let z = complex::project(Complex::new(Number::ONE, Number::INFINITY.negated()));
    assert_eq!(z, Complex::new(Number::INFINITY, Number::Zero { negative: true }));
}
