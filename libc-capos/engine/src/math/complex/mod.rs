//! The functions of `<complex.h>`, with the special values of C's Annex G.
//!
//! Half of them are the other half turned: with `i` for the imaginary unit, `sin(x + iy)` is `sinh(y + ix)` with its
//! parts exchanged, because the functions are odd and real on the real axis.

mod exponential;
mod hyperbolic;
mod inverse;
mod root;

pub use exponential::{exp, log, pow};
pub use hyperbolic::{cos, cosh, sin, sinh, tan, tanh};
pub use inverse::{acos, acosh, asin, asinh, atan, atanh};
pub use root::{project, sqrt};

use super::number::{Context, Nan, Number};
use super::wide::Wide;

/// A number and its imaginary part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Complex {
    pub re: Number,
    pub im: Number,
}

const NAN: Number = Number::Nan(Nan { negative: false, signaling: false, payload: 0 });

impl Complex {
    pub const fn new(re: Number, im: Number) -> Complex {
        Complex { re, im }
    }

    /// Its parts exchanged.
    fn turned(self) -> Complex {
        Complex { re: self.im, im: self.re }
    }
}

/// Whether a part is an infinity.
fn is_infinite(x: Number) -> bool {
    matches!(x, Number::Infinite { .. })
}

/// The value of a part that is zero or finite.
fn value(x: Number) -> Wide {
    match x {
        Number::Finite(wide) => wide,
        _ => Wide::ZERO,
    }
}

/// A result with a NaN in both parts; "invalid" for an argument that is infinite.
fn both_nan(context: &mut Context, infinite: bool) -> Complex {
    if infinite {
        context.invalid();
    }
    Complex::new(NAN, NAN)
}
