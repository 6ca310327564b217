//! What formatting needs from the program: its arguments, its memory, its locale.

use super::spec::Length;
use crate::float::{F80, Rounding};

/// The arguments in order. Each call takes the next one, which must be of the type named.
pub trait Arguments {
    /// An `int` or `unsigned`, in the low 32 bits.
    fn int(&mut self) -> u64;
    /// A 64-bit integer or a pointer.
    fn long(&mut self) -> u64;
    fn double(&mut self) -> f64;
    fn long_double(&mut self) -> F80;
}

/// The result of [`Environment::decode`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decoded {
    /// The bytes are exactly this character.
    Character(u32),
    /// The bytes begin a character.
    Incomplete,
    Invalid,
}

/// Memory, locale and machine state. Addresses come from the arguments and are those the program passed.
pub trait Environment {
    /// The string at `address`, without its null, looking at no more than `limit` bytes.
    fn narrow(&self, address: u64, limit: usize) -> &[u8];

    /// One byte of the string at `address`; asked for in order, never beyond its null.
    fn narrow_unit(&self, address: u64, index: usize) -> u8;

    /// One wide character of the string at `address`; asked for in order, never beyond its null.
    fn wide_unit(&self, address: u64, index: usize) -> u32;

    /// Stores the count of `%n` in an integer of the given size.
    fn store(&self, address: u64, length: Length, count: usize);

    /// Encodes a wide character, from the initial shift state; `None` if it has no encoding.
    fn encode(&self, wide: u32, out: &mut [u8; 16]) -> Option<usize>;

    /// Decodes a multibyte character.
    fn decode(&self, bytes: &[u8]) -> Decoded;

    /// The locale's radix character, multibyte.
    fn decimal_point(&self) -> &[u8] {
        b"."
    }

    /// The locale's separator of digit groups (multibyte, may be empty) and group sizes as in `struct lconv`.
    fn grouping(&self) -> (&[u8], &[u8]) {
        (b"", b"")
    }

    /// The text of `strerror(errno)`, for `%m`.
    fn error_text(&self) -> &[u8];

    /// The rounding direction in force.
    fn rounding(&self) -> Rounding;
}
