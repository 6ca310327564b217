//! `<wordexp.h>`

pub mod constants;
mod entries;
mod shell;

pub use entries::{wordexp, wordfree};
