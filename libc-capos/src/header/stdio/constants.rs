//! Macros; Rust and C share these definitions.
#![allow(non_upper_case_globals)]

use crate::types::c_int;

pub const EOF: c_int = -1;
pub const SEEK_SET: c_int = 0;
pub const SEEK_CUR: c_int = 1;
pub const SEEK_END: c_int = 2;
pub const _IOFBF: c_int = 0;
pub const _IOLBF: c_int = 1;
pub const _IONBF: c_int = 2;
pub const BUFSIZ: c_int = 1024;
pub const FILENAME_MAX: c_int = 4096;
pub const FOPEN_MAX: c_int = 1000;
pub const TMP_MAX: c_int = 10000;
pub const L_tmpnam: c_int = 20;
pub const L_ctermid: c_int = 20;
pub const _PRINTF_NAN_LEN_MAX: c_int = 4;
