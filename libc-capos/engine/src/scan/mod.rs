//! `scanf`: conversion specifications, and the values they find.
//!
//! [`scan`] reads a format string of bytes or wide characters and takes input from a [`Source`], a unit or a run of
//! units at a time, never looking further than one ahead. Results go through [`Targets`]: only the caller knows
//! memory. Nothing here allocates; the `m` modifier asks the caller to.

mod engine;
mod environment;
mod float;
mod integer;
mod reader;
mod set;
mod spec;
mod text;

pub use engine::{Outcome, scan};
pub use environment::{Real, Run, Source, Stop, Targets, Text};
pub use spec::Length;

#[cfg(test)]
mod tests;
