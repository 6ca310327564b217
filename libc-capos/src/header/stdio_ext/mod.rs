//! `<stdio_ext.h>`

mod state;

pub use state::*;
