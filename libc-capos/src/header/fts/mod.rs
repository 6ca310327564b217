//! `<fts.h>`

mod build;
pub mod constants;
mod entries;
pub mod entry;
mod read;
mod status;
pub mod stream;

pub use entries::{fts_children, fts_close, fts_open, fts_read, fts_set};
