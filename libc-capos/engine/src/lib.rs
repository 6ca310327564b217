#![no_std]
#![forbid(unsafe_code)]
extern crate alloc;
pub mod ctype;
pub mod encoding;
pub mod float;
pub mod fnmatch;
pub mod format;
pub mod number;
pub mod random;
pub mod regex;
pub mod scan;
pub mod search;
pub mod text;
pub mod time;
pub mod unicode;
