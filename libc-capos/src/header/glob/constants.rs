//! Flags and results of `glob`; values as in musl and glibc.

use crate::types::c_int;

pub const GLOB_ERR: c_int = 0x0001;
pub const GLOB_MARK: c_int = 0x0002;
pub const GLOB_NOSORT: c_int = 0x0004;
pub const GLOB_DOOFFS: c_int = 0x0008;
pub const GLOB_NOCHECK: c_int = 0x0010;
pub const GLOB_APPEND: c_int = 0x0020;
pub const GLOB_NOESCAPE: c_int = 0x0040;
pub const GLOB_PERIOD: c_int = 0x0080;
pub const GLOB_MAGCHAR: c_int = 0x0100;
pub const GLOB_ALTDIRFUNC: c_int = 0x0200;
pub const GLOB_BRACE: c_int = 0x0400;
pub const GLOB_NOMAGIC: c_int = 0x0800;
pub const GLOB_TILDE: c_int = 0x1000;
pub const GLOB_ONLYDIR: c_int = 0x2000;
pub const GLOB_TILDE_CHECK: c_int = 0x4000;

pub const GLOB_NOSPACE: c_int = 1;
pub const GLOB_ABORTED: c_int = 2;
pub const GLOB_NOMATCH: c_int = 3;
pub const GLOB_NOSYS: c_int = 4;
