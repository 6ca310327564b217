//! Flags and results of `wordexp`; values as in musl.

use crate::types::c_int;

pub const WRDE_DOOFFS: c_int = 1;
pub const WRDE_APPEND: c_int = 2;
pub const WRDE_NOCMD: c_int = 4;
pub const WRDE_REUSE: c_int = 8;
pub const WRDE_SHOWERR: c_int = 16;
pub const WRDE_UNDEF: c_int = 32;

pub const WRDE_NOSYS: c_int = -1;
pub const WRDE_NOSPACE: c_int = 1;
pub const WRDE_BADCHAR: c_int = 2;
pub const WRDE_BADVAL: c_int = 3;
pub const WRDE_CMDSUB: c_int = 4;
pub const WRDE_SYNTAX: c_int = 5;
