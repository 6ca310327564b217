//! The `long double` functions that the x87 unit has instructions for, or that are only bits.

mod basic;
mod parts;
mod rounding;

pub use basic::*;
pub use parts::*;
pub use rounding::*;
