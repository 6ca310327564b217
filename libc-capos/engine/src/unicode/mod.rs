//! Character classes, case mappings and column widths of all of Unicode, for the locale C.UTF-8.
//!
//! The data are those of `core` (alphabetic, case, white space) and of two small crates (general
//! categories, widths); this module adds the rules by which C's classes follow from them.

mod case;
mod class;
mod ranges;
mod width;

pub use case::{VARIANTS, fold, to_lower, to_upper};
pub use class::is;
pub use ranges::for_each_range;
pub use width::width;

#[cfg(test)]
mod tests;
