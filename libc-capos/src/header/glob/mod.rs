//! `<glob.h>`

mod constants;
mod entries;
mod result;
mod tree;

pub use entries::{glob, globfree};
pub use result::glob_t;
pub use tree::{Files, home};
