//! `<fnmatch.h>`

mod entry;

pub use entry::fnmatch;
