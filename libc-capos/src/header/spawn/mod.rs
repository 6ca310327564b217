//! `<spawn.h>`

mod actions;
mod attributes;
pub mod constants;
mod start;

pub use actions::*;
pub use attributes::*;
pub use start::{posix_spawn, posix_spawnp};
