//! POSIX regular expressions, basic and extended, matched leftmost-longest in linear time.
//!
//! A pattern is parsed ([`parse`]) to a tree ([`ast`]) over sets of characters ([`set`]), which is
//! compiled ([`compile`]) to a nondeterministic automaton over *bytes* ([`program`]): a UTF-8
//! character is a path of up to four bytes ([`utf8`]). Matching then takes three steps, each linear
//! in the text:
//!
//! 1. [`forward`] finds where the leftmost-longest match ends,
//! 2. [`backward`] finds where it starts,
//! 3. [`submatch`] divides it among the groups, by the rule that every part, from left to right, is as
//!    long as the whole allows.
//!
//! Where a pattern has minimal repetitions, the longest match is only the frame: [`minimal`] finds in it
//! the one that is wanted, and divides it.
//!
//! The first two run on deterministic automata that are built lazily in a bounded [`Cache`].
//! Patterns with back references cannot be matched this way; [`backtrack`] searches for them.

mod ast;
mod backtrack;
mod backward;
mod compile;
mod dfa;
mod error;
mod exec;
mod forward;
mod look;
mod minimal;
mod parse;
mod program;
mod set;
mod sparse;
mod submatch;
mod utf8;
mod width;

pub use error::Error;
pub use exec::{Cache, ExecFlags, Regex, Span};
pub use parse::{Flags, Syntax};

#[cfg(test)]
mod tests;
