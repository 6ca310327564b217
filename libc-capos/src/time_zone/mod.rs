//! The time zone of the process: what `TZ` names, kept until it changes.

mod abbreviation;
mod file;
mod globals;
mod state;

pub use state::{Zoned, fields_of, from_c, lock, refresh, to_c};
