//! Macros that export a function in the three formats: `sin`, `sinf`, `sinl`.
//!
//! A line names the three entries and what they compute. `headergen` reads the lines `@prototype` in front of the
//! macros, and each use, for the header.

mod entry;
mod format;
mod narrowing;
mod real;

pub(crate) use entry::*;
pub(crate) use format::*;
pub(crate) use narrowing::*;
pub(crate) use real::*;
