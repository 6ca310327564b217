//! The `long double` functions, by the x87 unit, whose own format it is.

mod basic;
mod exponentials;
mod logarithms;
mod parts;
mod rounding;

pub use basic::*;
pub use exponentials::*;
pub use logarithms::*;
pub use parts::*;
pub use rounding::*;
