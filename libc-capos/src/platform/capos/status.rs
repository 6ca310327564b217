//! `struct statx` from `struct stat`.

use crate::types::{c_uint, stat, statx, statx_timestamp, timespec};

const STATX_BASIC_STATS: c_uint = 0x7ff;

fn time(time: &timespec) -> statx_timestamp {
    statx_timestamp { tv_sec: time.tv_sec, tv_nsec: time.tv_nsec as u32, ..Default::default() }
}

/// `major` and `minor` of `<sys/sysmacros.h>`.
fn parts(device: u64) -> (u32, u32) {
    let major = (device >> 32 & 0xffff_f000) | (device >> 8 & 0xfff);
    let minor = (device >> 12 & 0xffff_ff00) | (device & 0xff);
    (major as u32, minor as u32)
}

/// When a file was made is not kept, and the mask says so.
pub(super) fn extended_status(status: &stat) -> statx {
    let ((dev_major, dev_minor), (rdev_major, rdev_minor)) = (parts(status.st_dev), parts(status.st_rdev));
    statx {
        stx_mask: STATX_BASIC_STATS,
        stx_blksize: status.st_blksize as u32,
        stx_nlink: status.st_nlink as u32,
        stx_uid: status.st_uid,
        stx_gid: status.st_gid,
        stx_mode: status.st_mode as u16,
        stx_ino: status.st_ino,
        stx_size: status.st_size as u64,
        stx_blocks: status.st_blocks as u64,
        stx_atime: time(&status.st_atim),
        stx_ctime: time(&status.st_ctim),
        stx_mtime: time(&status.st_mtim),
        stx_rdev_major: rdev_major,
        stx_rdev_minor: rdev_minor,
        stx_dev_major: dev_major,
        stx_dev_minor: dev_minor,
        ..statx::default()
    }
}
