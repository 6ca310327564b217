//! `<fenv.h>`

pub(crate) mod control;
mod entries;

pub use entries::*;
