//! Structures of the system headers: files, names of the system, resource use.

use super::{
    blkcnt_t, blksize_t, c_char, c_int, c_long, c_uint, c_ushort, dev_t, gid_t, ino_t, mode_t, nlink_t,
    off_t, time_t, timespec, timeval, uid_t,
};

/// `struct stat`, x86-64 layout.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct stat {
    pub st_dev: dev_t,
    pub st_ino: ino_t,
    pub st_nlink: nlink_t,
    pub st_mode: mode_t,
    pub st_uid: uid_t,
    pub st_gid: gid_t,
    pub __pad0: c_uint,
    pub st_rdev: dev_t,
    pub st_size: off_t,
    pub st_blksize: blksize_t,
    pub st_blocks: blkcnt_t,
    pub st_atim: timespec,
    pub st_mtim: timespec,
    pub st_ctim: timespec,
    pub __unused: [c_long; 3],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct utsname {
    pub sysname: [c_char; 65],
    pub nodename: [c_char; 65],
    pub release: [c_char; 65],
    pub version: [c_char; 65],
    pub machine: [c_char; 65],
    pub domainname: [c_char; 65],
}

#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct winsize {
    pub ws_row: c_ushort,
    pub ws_col: c_ushort,
    pub ws_xpixel: c_ushort,
    pub ws_ypixel: c_ushort,
}

/// Scatter/gather element.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct iovec {
    pub iov_base: *mut super::c_void,
    pub iov_len: super::size_t,
}

#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct itimerval {
    pub it_interval: timeval,
    pub it_value: timeval,
}

#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct utimbuf {
    pub actime: time_t,
    pub modtime: time_t,
}

/// One entry of a table of long options.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct option {
    pub name: *const c_char,
    pub has_arg: super::c_int,
    pub flag: *mut super::c_int,
    pub val: super::c_int,
}

/// A mounted file system (`<mntent.h>`).
#[repr(C)]
pub struct mntent {
    pub mnt_fsname: *mut c_char,
    pub mnt_dir: *mut c_char,
    pub mnt_type: *mut c_char,
    pub mnt_opts: *mut c_char,
    pub mnt_freq: c_int,
    pub mnt_passno: c_int,
}
