//! `<fcntl.h>`

pub mod constants;
mod open;

pub use constants::*;
pub use open::{creat, fcntl, open, openat};
