//! `<sys/time.h>`

mod entries;

pub use entries::*;
