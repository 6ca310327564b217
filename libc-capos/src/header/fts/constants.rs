//! Options, kinds of entries, and instructions; values as in BSD.

use crate::types::c_int;

pub const FTS_COMFOLLOW: c_int = 0x001;
pub const FTS_LOGICAL: c_int = 0x002;
pub const FTS_NOCHDIR: c_int = 0x004;
pub const FTS_NOSTAT: c_int = 0x008;
pub const FTS_PHYSICAL: c_int = 0x010;
pub const FTS_SEEDOT: c_int = 0x020;
pub const FTS_XDEV: c_int = 0x040;
pub const FTS_WHITEOUT: c_int = 0x080;
pub const FTS_OPTIONMASK: c_int = 0x0ff;
pub const FTS_NAMEONLY: c_int = 0x100;
pub const FTS_STOP: c_int = 0x200;

pub const FTS_ROOTPARENTLEVEL: c_int = -1;
pub const FTS_ROOTLEVEL: c_int = 0;

pub const FTS_D: c_int = 1;
pub const FTS_DC: c_int = 2;
pub const FTS_DEFAULT: c_int = 3;
pub const FTS_DNR: c_int = 4;
pub const FTS_DOT: c_int = 5;
pub const FTS_DP: c_int = 6;
pub const FTS_ERR: c_int = 7;
pub const FTS_F: c_int = 8;
pub const FTS_INIT: c_int = 9;
pub const FTS_NS: c_int = 10;
pub const FTS_NSOK: c_int = 11;
pub const FTS_SL: c_int = 12;
pub const FTS_SLNONE: c_int = 13;
pub const FTS_W: c_int = 14;

pub const FTS_DONTCHDIR: c_int = 0x01;
pub const FTS_SYMFOLLOW: c_int = 0x02;

pub const FTS_AGAIN: c_int = 1;
pub const FTS_FOLLOW: c_int = 2;
pub const FTS_NOINSTR: c_int = 3;
pub const FTS_SKIP: c_int = 4;
