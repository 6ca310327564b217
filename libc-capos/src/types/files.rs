//! Structures of directories and file systems; layouts as in musl, which are the Linux kernel's where it has one.

use super::{
    c_char, c_int, c_uchar, c_uint, c_ulong, c_ushort, fsblkcnt_t, fsfilcnt_t, ino_t, int64_t, off_t, size_t,
    uint16_t, uint32_t, uint64_t,
};

pub type reclen_t = c_ushort;

/// An entry of a directory.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct dirent {
    pub d_ino: ino_t,
    pub d_off: off_t,
    pub d_reclen: c_ushort,
    pub d_type: c_uchar,
    pub d_name: [c_char; 256],
}

/// The number of a file system.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct fsid_t {
    pub __val: [c_int; 2],
}

/// A file system, as Linux describes it.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct statfs {
    pub f_type: c_ulong,
    pub f_bsize: c_ulong,
    pub f_blocks: fsblkcnt_t,
    pub f_bfree: fsblkcnt_t,
    pub f_bavail: fsblkcnt_t,
    pub f_files: fsfilcnt_t,
    pub f_ffree: fsfilcnt_t,
    pub f_fsid: fsid_t,
    pub f_namelen: c_ulong,
    pub f_frsize: c_ulong,
    pub f_flags: c_ulong,
    pub f_spare: [c_ulong; 4],
}

/// A file system, as POSIX describes it.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct statvfs {
    pub f_bsize: c_ulong,
    pub f_frsize: c_ulong,
    pub f_blocks: fsblkcnt_t,
    pub f_bfree: fsblkcnt_t,
    pub f_bavail: fsblkcnt_t,
    pub f_files: fsfilcnt_t,
    pub f_ffree: fsfilcnt_t,
    pub f_favail: fsfilcnt_t,
    pub f_fsid: c_ulong,
    pub f_flag: c_ulong,
    pub f_namemax: c_ulong,
    pub f_type: c_uint,
    pub __reserved: [c_int; 5],
}

/// Where `nftw` is in the tree.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct FTW {
    pub base: c_int,
    pub level: c_int,
}

/// The words that `wordexp` made.
#[repr(C)]
pub struct wordexp_t {
    pub we_wordc: size_t,
    pub we_wordv: *mut *mut c_char,
    pub we_offs: size_t,
}

/// A time of `struct statx`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct statx_timestamp {
    pub tv_sec: int64_t,
    pub tv_nsec: uint32_t,
    pub __pad: c_int,
}

/// `struct statx` of Linux.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct statx {
    pub stx_mask: uint32_t,
    pub stx_blksize: uint32_t,
    pub stx_attributes: uint64_t,
    pub stx_nlink: uint32_t,
    pub stx_uid: uint32_t,
    pub stx_gid: uint32_t,
    pub stx_mode: uint16_t,
    pub __pad0: uint16_t,
    pub stx_ino: uint64_t,
    pub stx_size: uint64_t,
    pub stx_blocks: uint64_t,
    pub stx_attributes_mask: uint64_t,
    pub stx_atime: statx_timestamp,
    pub stx_btime: statx_timestamp,
    pub stx_ctime: statx_timestamp,
    pub stx_mtime: statx_timestamp,
    pub stx_rdev_major: uint32_t,
    pub stx_rdev_minor: uint32_t,
    pub stx_dev_major: uint32_t,
    pub stx_dev_minor: uint32_t,
    pub stx_mnt_id: uint64_t,
    pub stx_dio_mem_align: uint32_t,
    pub stx_dio_offset_align: uint32_t,
    pub __unused: [uint64_t; 12],
}
