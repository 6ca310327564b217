#![no_std]
#![forbid(unsafe_code)]
// `f64::mul_add` without std: the fused multiply-add of `math::quick`.
#![feature(core_float_math)]
extern crate alloc;

pub mod accounts;
pub mod charset;
pub mod crypt;
pub mod ctype;
pub mod database;
pub mod encoding;
pub mod float;
pub mod fnmatch;
pub mod format;
pub mod glob;
pub mod math;
pub mod message;
pub mod monetary;
pub mod network;
pub mod number;
pub mod random;
pub mod regex;
pub mod scan;
pub mod search;
pub mod text;
pub mod time;
pub mod unicode;
pub mod wordexp;
