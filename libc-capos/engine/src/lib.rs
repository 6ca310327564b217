#![no_std]
#![forbid(unsafe_code)]
extern crate alloc;

pub mod accounts;
pub mod charset;
pub mod crypt;
pub mod ctype;
pub mod encoding;
pub mod float;
pub mod fnmatch;
pub mod format;
pub mod glob;
pub mod math;
pub mod message;
pub mod monetary;
pub mod number;
pub mod random;
pub mod regex;
pub mod scan;
pub mod search;
pub mod text;
pub mod time;
pub mod unicode;
pub mod wordexp;
