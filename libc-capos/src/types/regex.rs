//! Compiled patterns and the stretches that they match.

use super::{c_char, c_long, c_void, size_t};

pub type regoff_t = c_long;

/// A compiled pattern.
#[repr(C)]
pub struct regex_t {
    pub re_nsub: size_t,
    pub __compiled: *mut c_void,
    pub __reserved: [*mut c_void; 4],
    pub __reserved_size: size_t,
    pub __reserved_char: c_char,
}

/// A stretch of the text, or -1 twice.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct regmatch_t {
    pub rm_so: regoff_t,
    pub rm_eo: regoff_t,
}
