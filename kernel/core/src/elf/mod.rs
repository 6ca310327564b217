//! ELF programs: static and static-PIE files for x86-64, checked field by field and mapped.

mod error;
mod fields;
mod file_header;
mod image;
mod load;
mod segment;

pub use error::ElfError;
pub use file_header::{FileHeader, Kind, headers_end};
pub use image::Image;
pub use load::{LoadError, Program, load};
pub use segment::{ProgramHeader, Segment};

#[cfg(test)]
mod tests;
