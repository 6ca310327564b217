//! `<inttypes.h>`

mod entries;

pub use entries::*;
