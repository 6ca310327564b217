//! `<error.h>`: GNU's error messages.

mod entries;

pub use entries::*;
