#![no_std]
#![forbid(unsafe_code)]
extern crate alloc;
pub mod float;
pub mod number;
pub mod format;
pub mod time;
pub mod ctype;
pub mod encoding;
pub mod unicode;
pub mod random;
pub mod text;
pub mod search;
pub mod scan;
pub mod regex;
pub mod fnmatch;
