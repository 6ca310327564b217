//! `<monetary.h>`

mod amounts;
mod format;

pub use format::{strfmon, strfmon_l};
