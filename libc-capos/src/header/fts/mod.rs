//! `<fts.h>`

mod build;
pub mod constants;
mod entries;
mod entry;
mod read;
mod status;
mod stream;

pub use entries::{fts_children, fts_close, fts_open, fts_read, fts_set};
