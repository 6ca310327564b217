//! `<stdio_ext.h>`

mod ahead;
mod state;

pub use ahead::{__freadahead, __freadptr, __freadptrinc, __fseterr};
pub use state::*;
