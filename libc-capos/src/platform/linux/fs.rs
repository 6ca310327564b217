//! Files and directories: each method is one system call.

use super::Linux;
use super::syscall::{args, blocking, int, nr, syscall};
use crate::errno::Errno;
use crate::platform::Fs;
use crate::types::{c_int, c_uint, gid_t, iovec, mode_t, off_t, stat, statx, timespec, uid_t};
use core::ffi::CStr;
use core::mem::MaybeUninit;

fn path_arg(path: &CStr) -> usize {
    path.as_ptr() as usize
}

fn as_int(value: usize) -> c_int {
    value as c_int
}

impl Fs for Linux {
    fn read(fd: c_int, buffer: &mut [MaybeUninit<u8>]) -> Result<usize, Errno> {
        // SAFETY: the buffer is writable for its length.
        unsafe { blocking(nr::READ, args([int(fd), buffer.as_mut_ptr() as usize, buffer.len()])) }
    }

    fn write(fd: c_int, bytes: &[u8]) -> Result<usize, Errno> {
        // SAFETY: the bytes are readable for their length.
        unsafe { blocking(nr::WRITE, args([int(fd), bytes.as_ptr() as usize, bytes.len()])) }
    }

    fn close(fd: c_int) -> Result<(), Errno> {
        // SAFETY: no memory is involved.
        unsafe { blocking(nr::CLOSE, args([int(fd)])) }.map(drop)
    }

    fn lseek(fd: c_int, offset: off_t, whence: c_int) -> Result<off_t, Errno> {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::LSEEK, args([int(fd), offset as usize, int(whence)])) }.map(|o| o as off_t)
    }

    fn openat(dirfd: c_int, path: &CStr, flags: c_int, mode: mode_t) -> Result<c_int, Errno> {
        // SAFETY: the path is NUL-terminated.
        unsafe { blocking(nr::OPENAT, args([int(dirfd), path_arg(path), int(flags), mode as usize])) }
            .map(as_int)
    }

    fn fstat(fd: c_int) -> Result<stat, Errno> {
        let mut status = stat::default();
        // SAFETY: `stat` has the kernel's layout and is writable.
        unsafe { syscall(nr::FSTAT, args([int(fd), &raw mut status as usize])) }?;
        Ok(status)
    }

    fn fstatat(dirfd: c_int, path: &CStr, flags: c_int) -> Result<stat, Errno> {
        let mut status = stat::default();
        let arguments = args([int(dirfd), path_arg(path), &raw mut status as usize, int(flags)]);
        // SAFETY: the path is NUL-terminated; `stat` has the kernel's layout and is writable.
        unsafe { syscall(nr::NEWFSTATAT, arguments) }?;
        Ok(status)
    }

    fn statx(dirfd: c_int, path: &CStr, flags: c_int, mask: c_uint) -> Result<statx, Errno> {
        let mut status = statx::default();
        let record = &raw mut status as usize;
        let arguments = args([int(dirfd), path_arg(path), int(flags), mask as usize, record]);
        // SAFETY: the path is NUL-terminated; `statx` has the kernel's layout and is writable.
        unsafe { syscall(nr::STATX, arguments) }?;
        Ok(status)
    }

    unsafe fn writev(fd: c_int, buffers: &[iovec]) -> Result<usize, Errno> {
        // SAFETY: the caller promises that the elements describe readable memory.
        unsafe { blocking(nr::WRITEV, args([int(fd), buffers.as_ptr() as usize, buffers.len()])) }
    }

    unsafe fn readv(fd: c_int, buffers: &[iovec]) -> Result<usize, Errno> {
        // SAFETY: the caller promises that the elements describe writable memory.
        unsafe { blocking(nr::READV, args([int(fd), buffers.as_ptr() as usize, buffers.len()])) }
    }

    fn dup(fd: c_int) -> Result<c_int, Errno> {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::DUP, args([int(fd)])) }.map(as_int)
    }

    fn dup3(from: c_int, to: c_int, flags: c_int) -> Result<c_int, Errno> {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::DUP3, args([int(from), int(to), int(flags)])) }.map(as_int)
    }

    fn fcntl(fd: c_int, command: c_int, argument: usize) -> Result<c_int, Errno> {
        // SAFETY: commands that take a pointer get it from the C caller, who promises a live object; a bad
        // address is the kernel's EFAULT.
        unsafe { blocking(nr::FCNTL, args([int(fd), int(command), argument])) }.map(as_int)
    }

    fn pread(fd: c_int, buffer: &mut [MaybeUninit<u8>], offset: off_t) -> Result<usize, Errno> {
        let arguments = args([int(fd), buffer.as_mut_ptr() as usize, buffer.len(), offset as usize]);
        // SAFETY: the buffer is writable for its length.
        unsafe { blocking(nr::PREAD64, arguments) }
    }

    fn pwrite(fd: c_int, bytes: &[u8], offset: off_t) -> Result<usize, Errno> {
        let arguments = args([int(fd), bytes.as_ptr() as usize, bytes.len(), offset as usize]);
        // SAFETY: the bytes are readable for their length.
        unsafe { blocking(nr::PWRITE64, arguments) }
    }

    fn ftruncate(fd: c_int, length: off_t) -> Result<(), Errno> {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::FTRUNCATE, args([int(fd), length as usize])) }.map(drop)
    }

    fn fsync(fd: c_int) -> Result<(), Errno> {
        // SAFETY: no memory is involved.
        unsafe { blocking(nr::FSYNC, args([int(fd)])) }.map(drop)
    }

    fn fdatasync(fd: c_int) -> Result<(), Errno> {
        // SAFETY: no memory is involved.
        unsafe { blocking(nr::FDATASYNC, args([int(fd)])) }.map(drop)
    }

    fn unlinkat(dirfd: c_int, path: &CStr, flags: c_int) -> Result<(), Errno> {
        // SAFETY: the path is NUL-terminated.
        unsafe { syscall(nr::UNLINKAT, args([int(dirfd), path_arg(path), int(flags)])) }.map(drop)
    }

    fn mkdirat(dirfd: c_int, path: &CStr, mode: mode_t) -> Result<(), Errno> {
        // SAFETY: the path is NUL-terminated.
        unsafe { syscall(nr::MKDIRAT, args([int(dirfd), path_arg(path), mode as usize])) }.map(drop)
    }

    fn renameat(old_dir: c_int, old: &CStr, new_dir: c_int, new: &CStr) -> Result<(), Errno> {
        let arguments = args([int(old_dir), path_arg(old), int(new_dir), path_arg(new)]);
        // SAFETY: both paths are NUL-terminated.
        unsafe { syscall(nr::RENAMEAT, arguments) }.map(drop)
    }

    fn linkat(old_dir: c_int, old: &CStr, new_dir: c_int, new: &CStr, flags: c_int) -> Result<(), Errno> {
        let arguments = args([int(old_dir), path_arg(old), int(new_dir), path_arg(new), int(flags)]);
        // SAFETY: both paths are NUL-terminated.
        unsafe { syscall(nr::LINKAT, arguments) }.map(drop)
    }

    fn symlinkat(target: &CStr, dirfd: c_int, path: &CStr) -> Result<(), Errno> {
        // SAFETY: both paths are NUL-terminated.
        unsafe { syscall(nr::SYMLINKAT, args([path_arg(target), int(dirfd), path_arg(path)])) }.map(drop)
    }

    fn readlinkat(dirfd: c_int, path: &CStr, buffer: &mut [MaybeUninit<u8>]) -> Result<usize, Errno> {
        let arguments = args([int(dirfd), path_arg(path), buffer.as_mut_ptr() as usize, buffer.len()]);
        // SAFETY: the path is NUL-terminated, the buffer writable for its length.
        unsafe { syscall(nr::READLINKAT, arguments) }
    }

    fn faccessat(dirfd: c_int, path: &CStr, mode: c_int, flags: c_int) -> Result<(), Errno> {
        // SAFETY: the path is NUL-terminated.
        unsafe { syscall(nr::FACCESSAT2, args([int(dirfd), path_arg(path), int(mode), int(flags)])) }
            .map(drop)
    }

    fn fchmodat(dirfd: c_int, path: &CStr, mode: mode_t) -> Result<(), Errno> {
        // SAFETY: the path is NUL-terminated.
        unsafe { syscall(nr::FCHMODAT, args([int(dirfd), path_arg(path), mode as usize])) }.map(drop)
    }

    fn fchmod(fd: c_int, mode: mode_t) -> Result<(), Errno> {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::FCHMOD, args([int(fd), mode as usize])) }.map(drop)
    }

    fn fchownat(dirfd: c_int, path: &CStr, uid: uid_t, gid: gid_t, flags: c_int) -> Result<(), Errno> {
        let arguments = args([int(dirfd), path_arg(path), uid as usize, gid as usize, int(flags)]);
        // SAFETY: the path is NUL-terminated.
        unsafe { syscall(nr::FCHOWNAT, arguments) }.map(drop)
    }

    fn utimensat(
        dirfd: c_int,
        path: Option<&CStr>,
        times: &[timespec; 2],
        flags: c_int,
    ) -> Result<(), Errno> {
        let path = path.map_or(0, path_arg);
        // SAFETY: the path is null or NUL-terminated, the times readable.
        unsafe { syscall(nr::UTIMENSAT, args([int(dirfd), path, times.as_ptr() as usize, int(flags)])) }
            .map(drop)
    }

    fn chdir(path: &CStr) -> Result<(), Errno> {
        // SAFETY: the path is NUL-terminated.
        unsafe { syscall(nr::CHDIR, args([path_arg(path)])) }.map(drop)
    }

    fn fchdir(fd: c_int) -> Result<(), Errno> {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::FCHDIR, args([int(fd)])) }.map(drop)
    }

    fn change_root(path: &CStr) -> Result<(), Errno> {
        // SAFETY: the path is NUL-terminated.
        unsafe { syscall(nr::CHROOT, args([path_arg(path)])) }.map(drop)
    }

    fn getcwd(buffer: &mut [MaybeUninit<u8>]) -> Result<usize, Errno> {
        // SAFETY: the buffer is writable for its length.
        unsafe { syscall(nr::GETCWD, args([buffer.as_mut_ptr() as usize, buffer.len()])) }
    }

    fn umask(mask: mode_t) -> mode_t {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::UMASK, args([mask as usize])) }.map_or(0, |old| old as mode_t)
    }

    fn pipe2(flags: c_int) -> Result<[c_int; 2], Errno> {
        let mut ends = [0; 2];
        // SAFETY: the array is writable.
        unsafe { syscall(nr::PIPE2, args([ends.as_mut_ptr() as usize, int(flags)])) }?;
        Ok(ends)
    }
}
