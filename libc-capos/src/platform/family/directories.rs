//! Reading directories, and the rarer ways to change them.

use crate::errno::Errno;
use crate::types::{c_int, c_uint, dev_t, mode_t};
use core::ffi::CStr;
use core::mem::MaybeUninit;

/// Optional family.
pub trait Directories {
    /// Fills a prefix of `buffer`, which is aligned to 8 bytes, with the next records of a directory (`struct dirent`,
    /// each as long as its `d_reclen` says) and returns the length of the prefix: 0 at the end.
    fn getdents(_fd: c_int, _buffer: &mut [MaybeUninit<u8>]) -> Result<usize, Errno> {
        Err(Errno::ENOSYS)
    }

    /// Makes a file of the type in `mode`: regular, FIFO or device.
    fn mknodat(_dirfd: c_int, _path: &CStr, _mode: mode_t, _device: dev_t) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    /// `renameat` with the flags `RENAME_*`.
    fn renameat2(
        _old_dir: c_int,
        _old: &CStr,
        _new_dir: c_int,
        _new: &CStr,
        _flags: c_uint,
    ) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    /// Changes the mode of what has the name itself; `EOPNOTSUPP` for a symbolic link.
    fn chmod_no_follow(_dirfd: c_int, _path: &CStr, _mode: mode_t) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }
}
