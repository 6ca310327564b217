//! Files and descriptors.

use super::descriptors::{self, O_CLOEXEC, Target};
use super::path::{self, S_IFDIR, S_IFMT};
use super::{Capos, signals};
use crate::errno::Errno;
use crate::platform::Fs;
use crate::types::{c_int, gid_t, iovec, mode_t, off_t, stat, timespec, uid_t};
use capos_rt::call::Wait;
use capos_rt::{Capability, Console, File, FileStatus, TerminalSession, Whence};
use core::ffi::CStr;
use core::mem::{ManuallyDrop, MaybeUninit};
use core::sync::atomic::{AtomicU32, Ordering};

const AT_REMOVEDIR: c_int = 0x200;
const AT_SYMLINK_NOFOLLOW: c_int = 0x100;
const AT_EMPTY_PATH: c_int = 0x1000;
const F_DUPFD: c_int = 0;
const F_GETFD: c_int = 1;
const F_SETFD: c_int = 2;
const F_GETFL: c_int = 3;
const F_SETFL: c_int = 4;
const F_DUPFD_CLOEXEC: c_int = 1030;
const FD_CLOEXEC: c_int = 1;
const W_OK: c_int = 2;
const X_OK: c_int = 1;
const S_IFCHR: mode_t = 0o020_000;

static UMASK: AtomicU32 = AtomicU32::new(0o022);

/// The buffer as initialized bytes, which the kernel overwrites.
fn writable(buffer: &mut [MaybeUninit<u8>]) -> &mut [u8] {
    // SAFETY: the slice is only handed to the kernel to write to; nothing reads the bytes before that.
    unsafe { &mut *(core::ptr::from_mut(buffer) as *mut [u8]) }
}

fn file(target: Target) -> Result<ManuallyDrop<Capability<File>>, Errno> {
    match target {
        Target::File(handle) => Ok(Capability::borrowed(handle)),
        Target::Console(_) | Target::Terminal(_) => Err(Errno::ESPIPE),
    }
}

pub(super) fn offset(offset: off_t) -> Result<u64, Errno> {
    u64::try_from(offset).map_err(|_| Errno::EINVAL)
}

fn to_stat(status: &FileStatus) -> stat {
    let time = timespec { tv_sec: status.modified_seconds, tv_nsec: status.modified_nanoseconds.into() };
    stat {
        st_dev: status.device,
        st_ino: status.inode,
        st_nlink: status.links.into(),
        st_mode: status.mode,
        st_uid: status.user_id,
        st_gid: status.group_id,
        st_size: status.size as off_t,
        st_blksize: status.block_size.into(),
        st_blocks: status.size.div_ceil(512) as _,
        st_atim: time,
        st_mtim: time,
        st_ctim: time,
        ..stat::default()
    }
}

/// Why a tree that can not be written refuses to change the name: it has to exist for `EROFS`.
pub(super) fn read_only(dirfd: c_int, path: &CStr) -> Errno {
    match path::absolute(dirfd, path.to_bytes()).and_then(|path| path::status(path.as_bytes())) {
        Ok(_) => Errno::EROFS,
        Err(error) => error,
    }
}

/// The same for making a name: it must not exist, but what is above it must.
pub(super) fn can_not_create(dirfd: c_int, path: &CStr) -> Errno {
    let attempt = path::absolute(dirfd, path.to_bytes()).and_then(|path| {
        let bytes = path.as_bytes();
        let trimmed = bytes.len() - bytes.iter().rev().take_while(|&&byte| byte == b'/').count();
        let parent = bytes[..trimmed]
            .iter()
            .rposition(|&byte| byte == b'/')
            .map_or(&b"/"[..], |at| &bytes[..at.max(1)]);
        if path::status(bytes).is_ok() {
            return Err(Errno::EEXIST);
        }
        match path::status(parent)?.mode & S_IFMT {
            S_IFDIR => Err(Errno::EROFS),
            _ => Err(Errno::ENOTDIR),
        }
    });
    attempt.map_or_else(|error| error, |()| Errno::EROFS)
}

impl Fs for Capos {
    fn read(fd: c_int, buffer: &mut [MaybeUninit<u8>]) -> Result<usize, Errno> {
        let description = descriptors::get(fd)?;
        description.readable()?;
        let buffer = writable(buffer);
        match description.target {
            Target::Console(_) => Err(Errno::EBADF),
            Target::Terminal(handle) => {
                let terminal = Capability::<TerminalSession>::borrowed(handle);
                signals::interruptible(|| terminal.read(buffer, description.wait()))
            }
            Target::File(handle) => {
                Ok(Capability::<File>::borrowed(handle).read(buffer, description.wait())?)
            }
        }
    }

    fn write(fd: c_int, bytes: &[u8]) -> Result<usize, Errno> {
        let description = descriptors::get(fd)?;
        description.writable()?;
        match description.target {
            Target::Console(handle) => Ok(Capability::<Console>::borrowed(handle).write(bytes)?),
            Target::Terminal(handle) => {
                let terminal = Capability::<TerminalSession>::borrowed(handle);
                signals::interruptible(|| terminal.write(bytes, description.wait()))
            }
            Target::File(handle) => {
                Ok(Capability::<File>::borrowed(handle).write(bytes, description.wait())?)
            }
        }
    }

    fn close(fd: c_int) -> Result<(), Errno> {
        descriptors::close(fd)
    }

    fn lseek(fd: c_int, offset: off_t, whence: c_int) -> Result<off_t, Errno> {
        let whence = match whence {
            0 => Whence::Start,
            1 => Whence::Current,
            2 => Whence::End,
            _ => {
                descriptors::check(fd)?;
                return Err(Errno::EINVAL);
            }
        };
        let position = file(descriptors::get(fd)?.target)?.seek(offset, whence)?;
        off_t::try_from(position).map_err(|_| Errno::EOVERFLOW)
    }

    fn openat(dirfd: c_int, path: &CStr, flags: c_int, mode: mode_t) -> Result<c_int, Errno> {
        let absolute = path::absolute(dirfd, path.to_bytes())?;
        let mode = mode & !UMASK.load(Ordering::Relaxed);
        let file = path::namespace()?.open(absolute.as_bytes(), flags as u32, mode)?;
        descriptors::open_file(file.into_handle(), flags)
    }

    fn fstat(fd: c_int) -> Result<stat, Errno> {
        match descriptors::get(fd)?.target {
            Target::File(handle) => Ok(to_stat(&Capability::<File>::borrowed(handle).status()?)),
            Target::Console(_) | Target::Terminal(_) => {
                Ok(stat { st_mode: S_IFCHR | 0o620, st_nlink: 1, st_blksize: 1024, ..stat::default() })
            }
        }
    }

    fn fstatat(dirfd: c_int, path: &CStr, flags: c_int) -> Result<stat, Errno> {
        if flags & !(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH) != 0 {
            return Err(Errno::EINVAL);
        }
        if path.is_empty() && flags & AT_EMPTY_PATH != 0 && dirfd != path::AT_FDCWD {
            return Self::fstat(dirfd);
        }
        let absolute = path::absolute(dirfd, path.to_bytes())?;
        let follow = flags & AT_SYMLINK_NOFOLLOW == 0;
        Ok(to_stat(&path::namespace()?.status(absolute.as_bytes(), follow)?))
    }

    unsafe fn writev(fd: c_int, buffers: &[iovec]) -> Result<usize, Errno> {
        let mut written = 0;
        for buffer in buffers.iter().filter(|buffer| buffer.iov_len > 0) {
            // SAFETY: the caller promises that the elements describe readable memory.
            let bytes = unsafe { core::slice::from_raw_parts(buffer.iov_base.cast::<u8>(), buffer.iov_len) };
            match Self::write(fd, bytes) {
                Ok(count) if count == bytes.len() => written += count,
                Ok(count) => return Ok(written + count),
                Err(error) if written == 0 => return Err(error),
                Err(_) => return Ok(written),
            }
        }
        descriptors::check(fd).map(|()| written)
    }

    unsafe fn readv(fd: c_int, buffers: &[iovec]) -> Result<usize, Errno> {
        let mut count = 0;
        for buffer in buffers.iter().filter(|buffer| buffer.iov_len > 0) {
            // SAFETY: the caller promises that the elements describe writable memory.
            let room = unsafe {
                core::slice::from_raw_parts_mut(buffer.iov_base.cast::<MaybeUninit<u8>>(), buffer.iov_len)
            };
            match Self::read(fd, room) {
                Ok(read) if read == buffer.iov_len => count += read,
                Ok(read) => return Ok(count + read),
                Err(error) if count == 0 => return Err(error),
                Err(_) => return Ok(count),
            }
        }
        descriptors::check(fd).map(|()| count)
    }

    fn dup(fd: c_int) -> Result<c_int, Errno> {
        descriptors::duplicate(fd, 0, false)
    }

    fn dup3(from: c_int, to: c_int, flags: c_int) -> Result<c_int, Errno> {
        if from == to || flags & !O_CLOEXEC != 0 {
            return Err(Errno::EINVAL);
        }
        descriptors::duplicate_to(from, to, flags & O_CLOEXEC != 0)
    }

    fn fcntl(fd: c_int, command: c_int, argument: usize) -> Result<c_int, Errno> {
        let argument = argument as c_int;
        match command {
            F_DUPFD => descriptors::duplicate(fd, argument, false),
            F_DUPFD_CLOEXEC => descriptors::duplicate(fd, argument, true),
            F_GETFD => descriptors::close_on_exec(fd).map(|set| if set { FD_CLOEXEC } else { 0 }),
            F_SETFD => descriptors::set_close_on_exec(fd, argument & FD_CLOEXEC != 0).map(|()| 0),
            F_GETFL => descriptors::get(fd).map(|description| description.flags),
            F_SETFL => descriptors::set_status_flags(fd, argument).map(|()| 0),
            _ => descriptors::check(fd).and(Err(Errno::EINVAL)),
        }
    }

    fn pread(fd: c_int, buffer: &mut [MaybeUninit<u8>], at: off_t) -> Result<usize, Errno> {
        let description = descriptors::get(fd)?;
        description.readable()?;
        Ok(file(description.target)?.read_at(offset(at)?, writable(buffer), Wait::Block)?)
    }

    fn pwrite(fd: c_int, bytes: &[u8], at: off_t) -> Result<usize, Errno> {
        let description = descriptors::get(fd)?;
        description.writable()?;
        Ok(file(description.target)?.write_at(offset(at)?, bytes, Wait::Block)?)
    }

    fn ftruncate(fd: c_int, length: off_t) -> Result<(), Errno> {
        offset(length)?;
        // Nothing that is open can be written: see `status.md`.
        descriptors::check(fd).and(Err(Errno::EINVAL))
    }

    fn fsync(fd: c_int) -> Result<(), Errno> {
        match descriptors::get(fd)?.target {
            // Nothing of a read-only file waits to be written.
            Target::File(_) => Ok(()),
            Target::Console(_) | Target::Terminal(_) => Err(Errno::EINVAL),
        }
    }

    fn unlinkat(dirfd: c_int, path: &CStr, flags: c_int) -> Result<(), Errno> {
        if flags & !AT_REMOVEDIR != 0 { Err(Errno::EINVAL) } else { Err(read_only(dirfd, path)) }
    }

    fn mkdirat(dirfd: c_int, path: &CStr, _mode: mode_t) -> Result<(), Errno> {
        Err(can_not_create(dirfd, path))
    }

    fn renameat(old_dir: c_int, old: &CStr, _new_dir: c_int, _new: &CStr) -> Result<(), Errno> {
        Err(read_only(old_dir, old))
    }

    fn linkat(old_dir: c_int, old: &CStr, new_dir: c_int, new: &CStr, _flags: c_int) -> Result<(), Errno> {
        match read_only(old_dir, old) {
            Errno::EROFS => Err(can_not_create(new_dir, new)),
            error => Err(error),
        }
    }

    fn symlinkat(_target: &CStr, dirfd: c_int, path: &CStr) -> Result<(), Errno> {
        Err(can_not_create(dirfd, path))
    }

    fn readlinkat(dirfd: c_int, path: &CStr, _buffer: &mut [MaybeUninit<u8>]) -> Result<usize, Errno> {
        let absolute = path::absolute(dirfd, path.to_bytes())?;
        // The trees that exist have no symbolic links.
        path::status(absolute.as_bytes()).and(Err(Errno::EINVAL))
    }

    fn faccessat(dirfd: c_int, path: &CStr, mode: c_int, _flags: c_int) -> Result<(), Errno> {
        if mode & !0o7 != 0 {
            return Err(Errno::EINVAL);
        }
        let absolute = path::absolute(dirfd, path.to_bytes())?;
        let status = path::status(absolute.as_bytes())?;
        if mode & W_OK != 0 {
            return Err(Errno::EROFS);
        }
        if mode & X_OK != 0 && status.mode & 0o111 == 0 { Err(Errno::EACCES) } else { Ok(()) }
    }

    fn fchmodat(dirfd: c_int, path: &CStr, _mode: mode_t) -> Result<(), Errno> {
        Err(read_only(dirfd, path))
    }

    fn fchmod(fd: c_int, _mode: mode_t) -> Result<(), Errno> {
        descriptors::check(fd).and(Err(Errno::EROFS))
    }

    fn fchownat(dirfd: c_int, path: &CStr, _uid: uid_t, _gid: gid_t, _flags: c_int) -> Result<(), Errno> {
        Err(read_only(dirfd, path))
    }

    fn utimensat(
        dirfd: c_int,
        path: Option<&CStr>,
        _times: &[timespec; 2],
        _flags: c_int,
    ) -> Result<(), Errno> {
        match path {
            Some(path) => Err(read_only(dirfd, path)),
            None => descriptors::check(dirfd).and(Err(Errno::EROFS)),
        }
    }

    fn chdir(path: &CStr) -> Result<(), Errno> {
        path::change_directory(path.to_bytes())
    }

    fn fchdir(fd: c_int) -> Result<(), Errno> {
        descriptors::check(fd).and(Err(Errno::ENOTDIR))
    }

    fn getcwd(buffer: &mut [MaybeUninit<u8>]) -> Result<usize, Errno> {
        let directory = path::working_directory();
        let bytes = directory.as_bytes();
        let room = buffer.get_mut(..=bytes.len()).ok_or(Errno::ERANGE)?;
        for (to, &from) in room.iter_mut().zip(bytes.iter().chain(&[0])) {
            to.write(from);
        }
        Ok(bytes.len() + 1)
    }

    fn umask(mask: mode_t) -> mode_t {
        UMASK.swap(mask & 0o777, Ordering::Relaxed)
    }
}
