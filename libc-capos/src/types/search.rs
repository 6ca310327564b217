//! Entries of hash tables and data bases, and what the functions of `<search.h>` are told. The enumerations' C text stands in
//! `special.h.in`.

use super::{c_char, c_uint, c_void, size_t};

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

/// A key or a content of a data base. NULL: there is none.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct datum {
    pub dptr: *mut c_void,
    pub dsize: size_t,
}
