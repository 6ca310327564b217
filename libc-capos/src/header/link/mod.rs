//! `<link.h>`

mod objects;

pub use objects::dl_iterate_phdr;
