//! Complex numbers as C passes them, and the way to the engine.

use crate::header::math::evaluate::{run, widened};
use capos_libc_engine::math::complex::Complex;
use capos_libc_engine::math::quick::complex::Parts;
use capos_libc_engine::math::{Context, Number, Real};

/// `float complex` or `double complex` by value; with `F80`, a `long double complex` in memory.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Pair<R> {
    re: R,
    im: R,
}

impl<R: Real> Pair<R> {
    pub(super) fn new(re: R, im: R) -> Pair<R> {
        Pair { re, im }
    }

    fn complex(self) -> Complex {
        Complex::new(self.re.number(), self.im.number())
    }

    fn from_complex(z: Complex, context: &mut Context) -> Pair<R> {
        Pair { re: R::from_number(z.re, context), im: R::from_number(z.im, context) }
    }
}

impl Pair<f64> {
    #[inline(always)]
    pub(super) fn quickly(self, function: impl Fn(Parts) -> Option<Parts>) -> Option<Pair<f64>> {
        function((self.re, self.im)).map(|(re, im)| Pair { re, im })
    }
}

impl Pair<f32> {
    #[inline(always)]
    pub(super) fn quickly(self, function: impl Fn(Parts) -> Option<Parts>) -> Option<Pair<f32>> {
        let (re, im) = function((widened(self.re), widened(self.im)))?;
        let (re, im) = (re as f32, im as f32);
        (re.is_normal() && im.is_normal()).then_some(Pair { re, im })
    }
}

pub(super) type Unary = fn(&mut Context, Complex) -> Complex;

pub(super) fn unary<R: Real>(z: Pair<R>, function: Unary) -> Pair<R> {
    run(|context| {
        let value = function(context, z.complex());
        Pair::from_complex(value, context)
    })
}

pub(super) fn binary<R: Real>(
    z: Pair<R>,
    w: Pair<R>,
    function: fn(&mut Context, Complex, Complex) -> Complex,
) -> Pair<R> {
    run(|context| {
        let value = function(context, z.complex(), w.complex());
        Pair::from_complex(value, context)
    })
}

/// A real function of both parts.
pub(super) fn of_parts<R: Real>(z: Pair<R>, function: fn(&mut Context, Number, Number) -> Number) -> R {
    run(|context| {
        let value = function(context, z.re.number(), z.im.number());
        R::from_number(value, context)
    })
}

pub(super) fn real_part<R: Real>(z: Pair<R>) -> R {
    z.re
}

pub(super) fn imaginary_part<R: Real>(z: Pair<R>) -> R {
    z.im
}

pub(super) fn conjugate<R: Real>(z: Pair<R>) -> Pair<R> {
    let (negative, biased, significand) = z.im.fields();
    Pair { im: R::from_fields(!negative, biased, significand), ..z }
}
