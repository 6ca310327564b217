//! Flags of file systems.

use crate::types::c_int;

pub const ST_RDONLY: c_int = 1;
pub const ST_NOSUID: c_int = 2;
pub const ST_NODEV: c_int = 4;
pub const ST_NOEXEC: c_int = 8;
pub const ST_SYNCHRONOUS: c_int = 16;
pub const ST_MANDLOCK: c_int = 64;
pub const ST_NOATIME: c_int = 1024;
pub const ST_NODIRATIME: c_int = 2048;
pub const ST_RELATIME: c_int = 4096;
