//! Numbers in text: what `strtol`, `strtod` and their relatives accept.
//!
//! The functions are generic over [`Text`], so that they serve narrow and wide strings, and read a C string
//! without measuring it first.

mod float;
mod hex_float;
mod integer;
mod text;

pub use float::{Magnitude, ParsedFloat, parse_float};
pub use integer::{InvalidBase, ParsedInteger, parse_decimal_integer, parse_integer};
pub use text::{Text, digit_value};

#[cfg(test)]
mod tests;
