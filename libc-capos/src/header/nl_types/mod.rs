//! `<nl_types.h>`

mod catalog;
mod paths;

pub use catalog::{catclose, catgets, catopen, nl_catd};
