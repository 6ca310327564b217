//! Binary floating point without using the machine's: exact decimal conversion in every rounding mode.
//!
//! The C library must convert between decimal text and `float`, `double` and x87 `long double` with one
//! correct rounding, whatever the precision. Everything here works on integers, so that results depend on the
//! [`Rounding`] passed in and on nothing else.
//!
//! * [`F80`] is the x87 extended type, which Rust does not have.
//! * [`Format`] describes a binary format, [`Finite`] a value taken out of one, [`Rounded`] one put back.
//! * [`short_decimal`] and [`ExactDouble`] print, [`binary_from_decimal`] reads. Both directions try 128-bit arithmetic with an error
//!   bound first ([`power`]) and fall back on exact integers of any size ([`bignum`]) when the bound does not
//!   decide.

mod bignum;
mod decimal;
mod encode;
mod exact_decimal;
mod f80;
mod finite;
mod from_decimal;
mod power;
mod quick;
mod rounding;
mod to_decimal;

pub use decimal::{Cutoff, Decimal, write_u64};
pub use encode::{Rounded, round_to_format};
pub use exact_decimal::{ExactDouble, ExactExtended};
pub use f80::F80;
pub use finite::{Finite, Format, Unpacked};
pub use from_decimal::{DecimalText, binary_from_decimal};
pub use rounding::{Rounding, Tail};
pub use to_decimal::short_decimal;

#[cfg(test)]
mod tests;
