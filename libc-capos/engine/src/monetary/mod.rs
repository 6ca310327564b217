//! Amounts of money as text: the logic of `strfmon`.
//!
//! [`Conventions`] are a locale's customs, [`spec`] reads a conversion specification, [`layout`] puts sign, symbol and
//! number in order, and [`format`] runs over a format string.

mod conventions;
mod format;
mod layout;
mod number;
mod spec;

pub use conventions::{Arrangement, Conventions};
pub use format::{Amount, Amounts, Error, format};

#[cfg(test)]
mod tests;
