//! Directories: the Namespace resolves names in them, but has no way yet to list one or to make special files.

use super::fs::{can_not_create, read_only};
use super::path::{self, S_IFDIR, S_IFMT};
use super::{Capos, descriptors};
use crate::errno::Errno;
use crate::platform::{Directories, Fs};
use crate::types::{c_int, c_uint, dev_t, mode_t};
use core::ffi::CStr;
use core::mem::MaybeUninit;

const RENAME_NOREPLACE: c_uint = 1;
const RENAME_EXCHANGE: c_uint = 2;

impl Directories for Capos {
    fn getdents(fd: c_int, _buffer: &mut [MaybeUninit<u8>]) -> Result<usize, Errno> {
        match Self::fstat(fd)?.st_mode & S_IFMT {
            S_IFDIR => Err(Errno::ENOSYS),
            _ => Err(Errno::ENOTDIR),
        }
    }

    fn mknodat(dirfd: c_int, path: &CStr, _mode: mode_t, _device: dev_t) -> Result<(), Errno> {
        Err(can_not_create(dirfd, path))
    }

    fn renameat2(old_dir: c_int, old: &CStr, new_dir: c_int, new: &CStr, flags: c_uint) -> Result<(), Errno> {
        match flags {
            0 => Self::renameat(old_dir, old, new_dir, new),
            RENAME_NOREPLACE => Err(match read_only(old_dir, old) {
                Errno::EROFS => can_not_create(new_dir, new),
                error => error,
            }),
            RENAME_EXCHANGE => Err(match read_only(old_dir, old) {
                Errno::EROFS => read_only(new_dir, new),
                error => error,
            }),
            _ => Err(Errno::EINVAL),
        }
    }

    fn chmod_no_follow(dirfd: c_int, path: &CStr, mode: mode_t) -> Result<(), Errno> {
        // There are no symbolic links.
        Self::fchmodat(dirfd, path, mode)
    }
}

/// Whether `path` leads to something.
pub(super) fn exists(path: &CStr) -> Result<(), Errno> {
    let absolute = path::absolute(path::AT_FDCWD, path.to_bytes())?;
    path::status(absolute.as_bytes()).map(drop)
}

/// Whether `fd` is open on a file rather than on a console.
pub(super) fn is_file(fd: c_int) -> Result<bool, Errno> {
    Ok(matches!(descriptors::get(fd)?.target, descriptors::Target::File(_)))
}
