//! Finding out what an entry is.

use super::constants::{
    FTS_D, FTS_DC, FTS_DEFAULT, FTS_DOT, FTS_F, FTS_LOGICAL, FTS_NS, FTS_ROOTLEVEL, FTS_SL, FTS_SLNONE,
};
use super::entry::{FTSENT, name};
use crate::header::fcntl::constants::AT_SYMLINK_NOFOLLOW;
use crate::platform::{Fs, Sys};
use crate::types::{c_int, c_ushort, stat};
use core::ffi::CStr;
use core::ptr;

const FORMAT: u32 = 0o170_000;
const DIRECTORY: u32 = 0o040_000;
const LINK: u32 = 0o120_000;
const REGULAR: u32 = 0o100_000;

/// Fills in the status of `entry`, which is `path` relative to `dirfd`, and sets and returns its kind.
///
/// # Safety
/// `entry` is an entry whose chain of parents ends with the parent of the roots.
pub unsafe fn find(entry: *mut FTSENT, dirfd: c_int, path: &CStr, options: c_int, follow: bool) -> c_ushort {
    let follow = follow || options & FTS_LOGICAL != 0;
    let found = Sys::fstatat(dirfd, path, if follow { 0 } else { AT_SYMLINK_NOFOLLOW });
    // SAFETY: the caller's promise.
    unsafe {
        (*entry).fts_errno = 0;
        let info = match found {
            Ok(status) => {
                *(*entry).fts_statp = status;
                (*entry).fts_dev = status.st_dev;
                (*entry).fts_ino = status.st_ino;
                (*entry).fts_nlink = status.st_nlink;
                kind(entry, &status)
            }
            Err(error) => match Sys::fstatat(dirfd, path, AT_SYMLINK_NOFOLLOW) {
                Ok(link) if follow && link.st_mode & FORMAT == LINK => {
                    *(*entry).fts_statp = link;
                    FTS_SLNONE
                }
                _ => {
                    (*entry).fts_errno = error.number();
                    *(*entry).fts_statp = stat::default();
                    FTS_NS
                }
            },
        };
        (*entry).fts_info = info as c_ushort;
        (*entry).fts_info
    }
}

/// # Safety
/// As for [`find`].
unsafe fn kind(entry: *mut FTSENT, status: &stat) -> c_int {
    match status.st_mode & FORMAT {
        // SAFETY: the caller's promise.
        DIRECTORY => unsafe {
            let name = name(entry).to_bytes();
            if name == b"." || name == b".." {
                return FTS_DOT;
            }
            let mut above = (*entry).fts_parent;
            while !above.is_null() && (*above).fts_level >= FTS_ROOTLEVEL {
                if ((*above).fts_ino, (*above).fts_dev) == (status.st_ino, status.st_dev) {
                    (*entry).fts_cycle = above;
                    return FTS_DC;
                }
                above = (*above).fts_parent;
            }
            (*entry).fts_cycle = ptr::null_mut();
            FTS_D
        },
        LINK => FTS_SL,
        REGULAR => FTS_F,
        _ => FTS_DEFAULT,
    }
}
