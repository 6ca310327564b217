//! How pointers are encoded: the numbers of Cap'n Proto.

use super::{StructSize, WORD};

/// Kinds of pointers, by their lowest two bits.
pub const KIND: u64 = 3;
pub const STRUCT: u64 = 0;
pub const LIST: u64 = 1;

// Sizes of a list's elements; those of numbers are `Number::ELEMENT`.
pub const BYTE: u64 = 2;
pub const POINTER: u64 = 6;
/// Structs, behind a word that says how many and how long.
pub const COMPOSITE: u64 = 7;

#[inline]
pub const fn struct_bits(size: StructSize) -> u64 {
    (size.data as u64) << 32 | (size.pointers as u64) << 48
}

/// Bytes of the data and of the pointers of the struct that a pointer leads to.
#[inline]
pub const fn struct_sizes(pointer: u64) -> (usize, usize) {
    ((pointer >> 32) as u16 as usize * WORD, (pointer >> 48) as usize * WORD)
}
