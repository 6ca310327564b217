//! Files, directories and descriptors.

use crate::errno::Errno;
use crate::types::{c_int, c_uint, gid_t, iovec, mode_t, off_t, stat, statx, timespec, uid_t};
use core::ffi::CStr;
use core::mem::MaybeUninit;

/// Required: descriptors. Optional: everything that needs a file system.
pub trait Fs {
    fn read(fd: c_int, buffer: &mut [MaybeUninit<u8>]) -> Result<usize, Errno>;

    fn write(fd: c_int, bytes: &[u8]) -> Result<usize, Errno>;

    fn close(fd: c_int) -> Result<(), Errno>;

    fn lseek(fd: c_int, offset: off_t, whence: c_int) -> Result<off_t, Errno>;

    /// Opens `path` relative to `dirfd` (`AT_FDCWD`: the working directory). `flags` are `O_*`.
    fn openat(dirfd: c_int, path: &CStr, flags: c_int, mode: mode_t) -> Result<c_int, Errno>;

    /// Status of an open descriptor.
    fn fstat(fd: c_int) -> Result<stat, Errno>;

    /// Status of a path; `flags` are `AT_SYMLINK_NOFOLLOW` and `AT_EMPTY_PATH`.
    fn fstatat(dirfd: c_int, path: &CStr, flags: c_int) -> Result<stat, Errno>;

    /// As `fstatat`, with the flags that Linux's `statx` has besides, of what the mask says at least.
    fn statx(dirfd: c_int, path: &CStr, flags: c_int, mask: c_uint) -> Result<statx, Errno>;

    /// Gathers `buffers` into one write.
    ///
    /// # Safety
    /// Every element describes readable memory.
    unsafe fn writev(fd: c_int, buffers: &[iovec]) -> Result<usize, Errno>;

    /// Scatters one read over `buffers`.
    ///
    /// # Safety
    /// Every element describes writable memory.
    unsafe fn readv(fd: c_int, buffers: &[iovec]) -> Result<usize, Errno>;

    fn dup(_fd: c_int) -> Result<c_int, Errno> {
        Err(Errno::ENOSYS)
    }

    /// Makes `to` another name of `from`; `flags` may hold `O_CLOEXEC`. Equal numbers are `EINVAL`.
    fn dup3(_from: c_int, _to: c_int, _flags: c_int) -> Result<c_int, Errno> {
        Err(Errno::ENOSYS)
    }

    /// `fcntl` with an integer or pointer-sized argument.
    fn fcntl(_fd: c_int, _command: c_int, _argument: usize) -> Result<c_int, Errno> {
        Err(Errno::ENOSYS)
    }

    fn pread(_fd: c_int, _buffer: &mut [MaybeUninit<u8>], _offset: off_t) -> Result<usize, Errno> {
        Err(Errno::ENOSYS)
    }

    fn pwrite(_fd: c_int, _bytes: &[u8], _offset: off_t) -> Result<usize, Errno> {
        Err(Errno::ENOSYS)
    }

    fn ftruncate(_fd: c_int, _length: off_t) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    fn fsync(_fd: c_int) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    /// As `fsync`, without what does not help to find the contents again.
    fn fdatasync(fd: c_int) -> Result<(), Errno> {
        Self::fsync(fd)
    }

    /// Removes a name; `flags` may hold `AT_REMOVEDIR`.
    fn unlinkat(_dirfd: c_int, _path: &CStr, _flags: c_int) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    fn mkdirat(_dirfd: c_int, _path: &CStr, _mode: mode_t) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    fn renameat(_old_dir: c_int, _old: &CStr, _new_dir: c_int, _new: &CStr) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    fn linkat(
        _old_dir: c_int,
        _old: &CStr,
        _new_dir: c_int,
        _new: &CStr,
        _flags: c_int,
    ) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    fn symlinkat(_target: &CStr, _dirfd: c_int, _path: &CStr) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    /// Writes the target of a symbolic link to a prefix of `buffer` and returns its length.
    fn readlinkat(_dirfd: c_int, _path: &CStr, _buffer: &mut [MaybeUninit<u8>]) -> Result<usize, Errno> {
        Err(Errno::ENOSYS)
    }

    /// Checks access by real (or with `AT_EACCESS` effective) identity.
    fn faccessat(_dirfd: c_int, _path: &CStr, _mode: c_int, _flags: c_int) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    fn fchmodat(_dirfd: c_int, _path: &CStr, _mode: mode_t) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    fn fchmod(_fd: c_int, _mode: mode_t) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    fn fchownat(_dirfd: c_int, _path: &CStr, _uid: uid_t, _gid: gid_t, _flags: c_int) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    /// Sets access and modification time; `path` `None` means `dirfd` itself.
    fn utimensat(
        _dirfd: c_int,
        _path: Option<&CStr>,
        _times: &[timespec; 2],
        _flags: c_int,
    ) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    fn chdir(_path: &CStr) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    fn fchdir(_fd: c_int) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    /// `EPERM` where no process has the authority to give itself another root.
    fn change_root(_path: &CStr) -> Result<(), Errno> {
        Err(Errno::EPERM)
    }

    /// Writes the working directory with its NUL to a prefix of `buffer`; the length includes the NUL.
    /// `ERANGE` if it does not fit.
    fn getcwd(_buffer: &mut [MaybeUninit<u8>]) -> Result<usize, Errno> {
        Err(Errno::ENOSYS)
    }

    /// Sets the file mode creation mask and returns the old one.
    fn umask(_mask: mode_t) -> mode_t {
        0o022
    }

    /// Makes a pipe: reading end, writing end. `flags`: `O_CLOEXEC`, `O_NONBLOCK`.
    fn pipe2(_flags: c_int) -> Result<[c_int; 2], Errno> {
        Err(Errno::ENOSYS)
    }
}
