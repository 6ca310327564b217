//! `<sys/statvfs.h>`

pub mod constants;
mod entries;

pub use entries::{fstatvfs, statvfs};
