//! File types and permissions.

use crate::types::{c_long, c_uint, mode_t};

pub const S_IFMT: mode_t = 0o170000;
pub const S_IFSOCK: mode_t = 0o140000;
pub const S_IFLNK: mode_t = 0o120000;
pub const S_IFREG: mode_t = 0o100000;
pub const S_IFBLK: mode_t = 0o060000;
pub const S_IFDIR: mode_t = 0o040000;
pub const S_IFCHR: mode_t = 0o020000;
pub const S_IFIFO: mode_t = 0o010000;

pub const UTIME_NOW: c_long = 0x3fffffff;
pub const UTIME_OMIT: c_long = 0x3ffffffe;

// What `statx` is asked for and tells.
pub const STATX_TYPE: c_uint = 0x1;
pub const STATX_MODE: c_uint = 0x2;
pub const STATX_NLINK: c_uint = 0x4;
pub const STATX_UID: c_uint = 0x8;
pub const STATX_GID: c_uint = 0x10;
pub const STATX_ATIME: c_uint = 0x20;
pub const STATX_MTIME: c_uint = 0x40;
pub const STATX_CTIME: c_uint = 0x80;
pub const STATX_INO: c_uint = 0x100;
pub const STATX_SIZE: c_uint = 0x200;
pub const STATX_BLOCKS: c_uint = 0x400;
pub const STATX_BASIC_STATS: c_uint = 0x7ff;
pub const STATX_BTIME: c_uint = 0x800;
pub const STATX_ALL: c_uint = 0xfff;
pub const STATX_MNT_ID: c_uint = 0x1000;
pub const STATX_DIOALIGN: c_uint = 0x2000;
pub const STATX__RESERVED: c_uint = 0x8000_0000;

// Of `stx_attributes`.
pub const STATX_ATTR_COMPRESSED: c_uint = 0x4;
pub const STATX_ATTR_IMMUTABLE: c_uint = 0x10;
pub const STATX_ATTR_APPEND: c_uint = 0x20;
pub const STATX_ATTR_NODUMP: c_uint = 0x40;
pub const STATX_ATTR_ENCRYPTED: c_uint = 0x800;
pub const STATX_ATTR_AUTOMOUNT: c_uint = 0x1000;
pub const STATX_ATTR_MOUNT_ROOT: c_uint = 0x2000;
pub const STATX_ATTR_VERITY: c_uint = 0x10_0000;
pub const STATX_ATTR_DAX: c_uint = 0x20_0000;
