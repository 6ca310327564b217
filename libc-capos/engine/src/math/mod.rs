//! Mathematics: the functions of `<math.h>` and `<complex.h>` on numbers of any format.
//!
//! One implementation serves `float`, `double` and x87 `long double`: a [`Real`] is taken apart to a [`Number`],
//! functions compute with [`wide::Wide`] (128 bits of significand), and the result is rounded to its format once,
//! in the direction of the [`Context`], which collects the exceptions. So results are correctly rounded but for
//! cases that 128 bits do not decide, in every direction, and no function has to care about overflow half way.

mod arithmetic;
mod bessel;
mod comparison;
pub mod complex;
mod error_function;
mod exponential;
mod fixed;
mod gamma;
mod hyperbolic;
mod integral;
mod inverse;
mod logarithm;
mod number;
mod power;
pub mod quick;
mod real;
mod reduction;
mod remainder;
mod scaling;
mod tables;
mod trigonometric;
mod wide;

pub use arithmetic::{
    add, divide, fused_multiply_add, hypot, multiply, positive_difference, square_root, subtract,
};
pub use bessel::{j0, j1, jn, y0, y1, yn};
pub use comparison::{Choice, choose, nan_with_payload, next_after, next_down, next_up, order_key, payload};
pub use error_function::{erf, erfc};
pub use exponential::{exp, exp2, exp2m1, exp10, exp10m1, expm1};
pub use gamma::{lgamma, tgamma};
pub use hyperbolic::{acosh, asinh, atanh, cosh, sinh, tanh};
pub use integral::{Direction, Target, roundeven, to_width};
pub use inverse::{acos, acospi, asin, asinpi, atan, atan2, atan2pi, atanpi};
pub use logarithm::{log, log1p, log2, log2p1, log10, log10p1};
pub use number::{Context, Flags, Nan, Number};
pub use power::{cbrt, compoundn, pow, pown, powr, rootn, rsqrt};
pub use real::Real;
pub use remainder::{fmod, remainder, remainder_and_quotient};
pub use scaling::{exponent, logb, scalb, scale, significand};
pub use trigonometric::{cos, cospi, sin, sinpi, tan, tanpi};
pub use wide::Wide;

#[cfg(test)]
mod tests;
