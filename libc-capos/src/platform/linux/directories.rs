//! Reading directories, special files, renaming with flags.

use super::Linux;
use super::syscall::{args, int, nr, syscall};
use crate::errno::Errno;
use crate::platform::{Directories, Fs};
use crate::types::{c_int, c_uint, dev_t, mode_t};
use core::ffi::CStr;
use core::fmt::Write;
use core::mem::MaybeUninit;

const AT_SYMLINK_NOFOLLOW: c_int = 0x100;
const AT_EMPTY_PATH: c_int = 0x1000;
const O_PATH: c_int = 0o1000_0000;
const O_NOFOLLOW: c_int = 0o40_0000;
const O_CLOEXEC: c_int = 0o200_0000;
const S_IFMT: mode_t = 0o170_000;
const S_IFLNK: mode_t = 0o120_000;

/// `/proc/self/fd/NUMBER` in place.
struct ProcPath {
    bytes: [u8; 40],
    length: usize,
}

impl Write for ProcPath {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        let end = self.length + text.len();
        // The last byte stays NUL.
        let room = self.bytes[..39].get_mut(self.length..end).ok_or(core::fmt::Error)?;
        room.copy_from_slice(text.as_bytes());
        self.length = end;
        Ok(())
    }
}

/// Changes the mode of what `fd` (opened with `O_PATH`) stands for. The kernel's own call for that is newer than
/// many kernels, the way through `/proc` is not.
fn chmod_path_descriptor(fd: c_int, mode: mode_t) -> Result<(), Errno> {
    let status = Linux::fstatat(fd, c"", AT_EMPTY_PATH)?;
    if status.st_mode & S_IFMT == S_IFLNK {
        return Err(Errno::EOPNOTSUPP);
    }
    let mut path = ProcPath { bytes: [0; 40], length: 0 };
    write!(path, "/proc/self/fd/{fd}").map_err(|_| Errno::EBADF)?;
    let path = CStr::from_bytes_until_nul(&path.bytes).map_err(|_| Errno::EBADF)?;
    match Linux::fchmodat(-1, path, mode) {
        // No /proc here: then there is no safe way.
        Err(Errno::ENOENT) => Err(Errno::EOPNOTSUPP),
        outcome => outcome,
    }
}

impl Directories for Linux {
    fn getdents(fd: c_int, buffer: &mut [MaybeUninit<u8>]) -> Result<usize, Errno> {
        // The kernel counts in an int.
        let length = buffer.len().min(i32::MAX as usize);
        // SAFETY: the buffer is writable for its length.
        unsafe { syscall(nr::GETDENTS64, args([int(fd), buffer.as_mut_ptr() as usize, length])) }
    }

    fn mknodat(dirfd: c_int, path: &CStr, mode: mode_t, device: dev_t) -> Result<(), Errno> {
        let arguments = args([int(dirfd), path.as_ptr() as usize, mode as usize, device as usize]);
        // SAFETY: the path is NUL-terminated.
        unsafe { syscall(nr::MKNODAT, arguments) }.map(drop)
    }

    fn renameat2(old_dir: c_int, old: &CStr, new_dir: c_int, new: &CStr, flags: c_uint) -> Result<(), Errno> {
        let (old, new) = (old.as_ptr() as usize, new.as_ptr() as usize);
        // SAFETY: both paths are NUL-terminated.
        unsafe { syscall(nr::RENAMEAT2, args([int(old_dir), old, int(new_dir), new, flags as usize])) }
            .map(drop)
    }

    fn chmod_no_follow(dirfd: c_int, path: &CStr, mode: mode_t) -> Result<(), Errno> {
        let arguments = args([int(dirfd), path.as_ptr() as usize, mode as usize, int(AT_SYMLINK_NOFOLLOW)]);
        // SAFETY: the path is NUL-terminated.
        match unsafe { syscall(nr::FCHMODAT2, arguments) } {
            Err(Errno::ENOSYS) => {
                let fd = Self::openat(dirfd, path, O_PATH | O_NOFOLLOW | O_CLOEXEC, 0)?;
                let outcome = chmod_path_descriptor(fd, mode);
                Self::close(fd).and(outcome)
            }
            outcome => outcome.map(drop),
        }
    }
}
