//! `<err.h>`: BSD's one-line messages.

mod entries;
mod report;

pub use entries::*;
pub(super) use report::{Suffix, write_message};
