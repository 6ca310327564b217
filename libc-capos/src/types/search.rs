//! Entries of hash tables, and what the functions of `<search.h>` are told. The enumerations' C text stands in
//! `special.h.in`.

use super::{c_char, c_uint, c_void};

pub type ACTION = c_uint;
pub type VISIT = c_uint;

/// A key with its data.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct ENTRY {
    pub key: *mut c_char,
    pub data: *mut c_void,
}

/// A hash table of the program.
#[repr(C)]
pub struct hsearch_data {
    pub __table: *mut c_void,
    pub __reserved: [c_uint; 2],
}
