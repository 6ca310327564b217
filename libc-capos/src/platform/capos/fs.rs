//! Files and descriptors.

use super::descriptors::{self, Description, O_CLOEXEC, Target};
use super::path::{self, base, namespace};
use super::status::extended_status;
use super::{
    Capos, counters, epoll, own_files, pipes, pseudo_terminals, record_locks, signal_readers, signals,
    sockets, vectors,
};
use crate::errno::Errno;
use crate::platform::Fs;
use crate::types::{c_int, c_long, c_uint, gid_t, iovec, mode_t, off_t, stat, statx, timespec, uid_t};
use capos_rt::call::Wait;
use capos_rt::error::ErrorCode;
use capos_rt::{
    Capability, Console, Error, File, FileStatus, FileTime, NewTime, Rename, TerminalSession, Whence,
};
use core::ffi::CStr;
use core::mem::{ManuallyDrop, MaybeUninit};
use core::sync::atomic::{AtomicU32, Ordering};

const AT_REMOVEDIR: c_int = 0x200;
const AT_SYMLINK_NOFOLLOW: c_int = 0x100;
const AT_EACCESS: c_int = 0x200;
const AT_SYMLINK_FOLLOW: c_int = 0x400;
const AT_NO_AUTOMOUNT: c_int = 0x800;
const AT_EMPTY_PATH: c_int = 0x1000;
const AT_STATX_SYNC_TYPE: c_int = 0x6000;
const F_DUPFD: c_int = 0;
const F_GETFD: c_int = 1;
const F_SETFD: c_int = 2;
const F_GETFL: c_int = 3;
const F_SETFL: c_int = 4;
const F_DUPFD_CLOEXEC: c_int = 1030;
const FD_CLOEXEC: c_int = 1;
const UTIME_NOW: c_long = 0x3fff_ffff;
const UTIME_OMIT: c_long = 0x3fff_fffe;
pub(super) const S_IFMT: mode_t = 0o170_000;
const S_IFCHR: mode_t = 0o020_000;
const S_IFSOCK: mode_t = 0o140_000;
const S_IFDIR: mode_t = 0o040_000;
/// Permissions and the three bits above them.
const MODE: mode_t = 0o7777;

static UMASK: AtomicU32 = AtomicU32::new(0o022);

/// What is left of a mode when something is made.
pub(super) fn masked(mode: mode_t) -> mode_t {
    mode & !UMASK.load(Ordering::Relaxed)
}

/// Sets the mask that the process starts with.
pub(super) fn start_mask(mask: mode_t) {
    UMASK.store(mask & 0o777, Ordering::Relaxed);
}

/// The mask.
pub(super) fn mask() -> mode_t {
    UMASK.load(Ordering::Relaxed)
}

/// The buffer as initialized bytes, which the kernel overwrites.
pub(super) fn writable(buffer: &mut [MaybeUninit<u8>]) -> &mut [u8] {
    // SAFETY: the slice is only handed to the kernel to write to; nothing reads the bytes before that.
    unsafe { &mut *(core::ptr::from_mut(buffer) as *mut [u8]) }
}

/// The File behind a target; nothing else has positions.
pub(super) fn file(target: Target) -> Result<ManuallyDrop<Capability<File>>, Errno> {
    match target {
        Target::File(handle) => Ok(Capability::borrowed(handle)),
        _ => Err(Errno::ESPIPE),
    }
}

/// As `file`, for what is not possible rather than not sensible with a console.
pub(super) fn changeable_file(fd: c_int) -> Result<ManuallyDrop<Capability<File>>, Errno> {
    file(descriptors::get(fd)?.target).map_err(|_| Errno::EINVAL)
}

pub(super) fn offset(offset: off_t) -> Result<u64, Errno> {
    u64::try_from(offset).map_err(|_| Errno::EINVAL)
}

/// Whether the flags let a symbolic link at the end be followed. `EINVAL` for flags other than `known`.
fn follows(flags: c_int, known: c_int) -> Result<bool, Errno> {
    if flags & !known == 0 { Ok(flags & AT_SYMLINK_NOFOLLOW == 0) } else { Err(Errno::EINVAL) }
}

/// Whether the call is about `dirfd` itself.
fn is_descriptor(dirfd: c_int, path: &CStr, flags: c_int) -> bool {
    path.is_empty() && flags & AT_EMPTY_PATH != 0 && dirfd != path::AT_FDCWD
}

fn to_timespec(time: FileTime) -> timespec {
    timespec { tv_sec: time.seconds, tv_nsec: time.nanoseconds.into() }
}

fn to_stat(status: &FileStatus) -> stat {
    stat {
        st_dev: status.device,
        st_ino: status.inode,
        st_nlink: status.links.into(),
        st_mode: status.mode,
        st_uid: status.user_id,
        st_gid: status.group_id,
        st_rdev: status.special_device,
        st_size: status.size as off_t,
        st_blksize: status.block_size.into(),
        st_blocks: status.blocks as _,
        st_atim: to_timespec(status.accessed),
        st_mtim: to_timespec(status.modified),
        st_ctim: to_timespec(status.changed),
        ..stat::default()
    }
}

fn new_time(time: &timespec) -> Result<NewTime, Errno> {
    match time.tv_nsec {
        UTIME_NOW => Ok(NewTime::Now),
        UTIME_OMIT => Ok(NewTime::Keep),
        nanoseconds @ 0..1_000_000_000 => {
            Ok(NewTime::At(FileTime { seconds: time.tv_sec, nanoseconds: nanoseconds as u32 }))
        }
        _ => Err(Errno::EINVAL),
    }
}

/// `/dev/fd/N`, `/dev/stdin`, `/dev/stdout`, `/dev/stderr`: another descriptor for what the number is open on.
fn descriptor_path(path: &[u8]) -> Option<c_int> {
    let name = path.strip_prefix(b"/dev/")?;
    match name {
        b"stdin" => Some(0),
        b"stdout" => Some(1),
        b"stderr" => Some(2),
        _ => core::str::from_utf8(name.strip_prefix(b"fd/")?).ok()?.parse().ok(),
    }
}

/// Reads from what a descriptor is open on.
fn read(description: &Description, buffer: &mut [MaybeUninit<u8>], wait: Wait) -> Result<usize, Errno> {
    let buffer = writable(buffer);
    epoll::touched(description.target.handle());
    match description.target {
        Target::Set(_) => Err(Errno::EINVAL),
        Target::Console(_) => Err(Errno::EBADF),
        Target::Terminal(handle) => {
            let terminal = Capability::<TerminalSession>::borrowed(handle);
            signals::interruptible(|| terminal.read(buffer, wait))
        }
        Target::File(handle) => Ok(Capability::<File>::borrowed(handle).read(buffer, wait)?),
        Target::Pipe(handle) => pipes::read(handle, buffer, wait),
        Target::Counter(handle) => counters::read(handle, buffer),
        Target::Socket(socket) => sockets::read(socket, buffer, wait),
        Target::Signals(handle) => signal_readers::read(handle, buffer),
        Target::PseudoTerminal(handle) => pseudo_terminals::read(handle, buffer, wait),
    }
}

impl Fs for Capos {
    fn read(fd: c_int, buffer: &mut [MaybeUninit<u8>]) -> Result<usize, Errno> {
        let description = descriptors::get(fd)?;
        description.readable()?;
        read(&description, buffer, description.wait())
    }

    fn write(fd: c_int, bytes: &[u8]) -> Result<usize, Errno> {
        let description = descriptors::get(fd)?;
        description.writable()?;
        epoll::touched(description.target.handle());
        match description.target {
            Target::Set(_) | Target::Signals(_) => Err(Errno::EINVAL),
            Target::Console(handle) => Ok(Capability::<Console>::borrowed(handle).write(bytes)?),
            Target::Terminal(handle) => {
                let terminal = Capability::<TerminalSession>::borrowed(handle);
                signals::interruptible(|| terminal.write(bytes, description.wait()))
            }
            Target::File(handle) => {
                Ok(Capability::<File>::borrowed(handle).write(bytes, description.wait())?)
            }
            Target::Pipe(handle) => pipes::write(handle, bytes),
            Target::Counter(handle) => counters::write(handle, bytes),
            Target::Socket(socket) => sockets::write(socket, bytes, Wait::Block),
            Target::PseudoTerminal(handle) => pseudo_terminals::write(handle, bytes),
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
            3 => Whence::Data,
            4 => Whence::Hole,
            _ => {
                descriptors::check(fd)?;
                return Err(Errno::EINVAL);
            }
        };
        let position = match file(descriptors::get(fd)?.target)?.seek(offset, whence) {
            // No data from there on.
            Err(Error::Exception(ErrorCode::OutOfRange)) => return Err(Errno::ENXIO),
            other => other?,
        };
        off_t::try_from(position).map_err(|_| Errno::EOVERFLOW)
    }

    fn openat(dirfd: c_int, path: &CStr, flags: c_int, mode: mode_t) -> Result<c_int, Errno> {
        let path = path.to_bytes();
        if let Some(fd) = descriptor_path(path) {
            return descriptors::duplicate(fd, 0, flags & O_CLOEXEC != 0);
        }
        let found = base(dirfd, path)
            .and_then(|base| Ok(namespace()?.open_at(base, path, flags as u32, masked(mode) & MODE)?));
        match found {
            Ok(opened) => descriptors::open(pipes::meet(opened, flags)?, flags),
            Err(Errno::ENOENT) => own_files::open(path, flags),
            Err(error) => Err(error),
        }
    }

    fn fstat(fd: c_int) -> Result<stat, Errno> {
        match descriptors::get(fd)?.target {
            Target::File(handle) => Ok(to_stat(&Capability::<File>::borrowed(handle).status()?)),
            Target::Pipe(handle) => Ok(to_stat(&pipes::pipe(handle).status()?)),
            Target::Counter(_) | Target::Signals(_) | Target::Set(_) => {
                Ok(stat { st_mode: 0o600, st_nlink: 1, st_blksize: 4096, ..stat::default() })
            }
            Target::Socket(_) => {
                Ok(stat { st_mode: S_IFSOCK | 0o777, st_nlink: 1, st_blksize: 4096, ..stat::default() })
            }
            Target::Console(_) | Target::Terminal(_) | Target::PseudoTerminal(_) => {
                Ok(stat { st_mode: S_IFCHR | 0o620, st_nlink: 1, st_blksize: 1024, ..stat::default() })
            }
        }
    }

    fn fstatat(dirfd: c_int, path: &CStr, flags: c_int) -> Result<stat, Errno> {
        let follow = follows(flags, AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH)?;
        if is_descriptor(dirfd, path, flags) {
            return Self::fstat(dirfd);
        }
        let path = path.to_bytes();
        if let Some(fd) = descriptor_path(path).filter(|_| follow) {
            return Self::fstat(fd);
        }
        let found = base(dirfd, path).and_then(|base| Ok(namespace()?.status_at(base, path, follow)?));
        match found {
            Err(Errno::ENOENT) => own_files::status(path, follow),
            other => other.map(|status| to_stat(&status)),
        }
    }

    fn statx(dirfd: c_int, path: &CStr, flags: c_int, _mask: c_uint) -> Result<statx, Errno> {
        // Nothing is mounted by looking, and nothing is further away than the kernel.
        let known = flags & !(AT_NO_AUTOMOUNT | AT_STATX_SYNC_TYPE);
        Self::fstatat(dirfd, path, known).map(|status| extended_status(&status))
    }

    unsafe fn writev(fd: c_int, buffers: &[iovec]) -> Result<usize, Errno> {
        // SAFETY: the caller promises that the elements describe readable memory.
        vectors::write(fd, unsafe { vectors::parts(buffers) })
    }

    unsafe fn readv(fd: c_int, buffers: &[iovec]) -> Result<usize, Errno> {
        // SAFETY: the caller promises that the elements describe writable memory.
        vectors::read(fd, unsafe { vectors::parts(buffers) })
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
        if let Some(request) = record_locks::Request::of(command) {
            // SAFETY: the commands for record locks take a pointer to a `struct flock`.
            return unsafe { record_locks::control(fd, request, argument as *mut _) }.map(|()| 0);
        }
        let argument = argument as c_int;
        match command {
            F_DUPFD => descriptors::duplicate(fd, argument, false),
            F_DUPFD_CLOEXEC => descriptors::duplicate(fd, argument, true),
            F_GETFD => descriptors::close_on_exec(fd).map(|set| if set { FD_CLOEXEC } else { 0 }),
            F_SETFD => descriptors::set_close_on_exec(fd, argument & FD_CLOEXEC != 0).map(|()| 0),
            F_GETFL => {
                // The description may be shared with other processes: the kernel knows its flags.
                let description = descriptors::get(fd)?;
                match description.target {
                    Target::File(handle) => Ok(Capability::<File>::borrowed(handle).flags()? as c_int),
                    Target::Pipe(handle) => Ok(pipes::pipe(handle).flags()? as c_int),
                    Target::Counter(handle) => counters::status_flags(handle),
                    Target::Socket(socket) => Ok(socket.flags()? as c_int),
                    Target::Signals(handle) => signal_readers::status_flags(handle),
                    Target::PseudoTerminal(handle) => {
                        Ok(pseudo_terminals::far_side(handle).flags()? as c_int)
                    }
                    Target::Console(_) | Target::Terminal(_) | Target::Set(_) => Ok(description.flags),
                }
            }
            F_SETFL => {
                let flags = argument as u32 & descriptors::CHANGEABLE;
                match descriptors::get(fd)?.target {
                    Target::File(handle) => Capability::<File>::borrowed(handle).set_flags(flags)?,
                    Target::Pipe(handle) => pipes::pipe(handle).set_flags(flags)?,
                    Target::Counter(handle) => counters::set_status_flags(handle, argument)?,
                    Target::Socket(socket) => socket.set_flags(flags)?,
                    Target::Signals(handle) => signal_readers::set_status_flags(handle, argument)?,
                    Target::PseudoTerminal(handle) => {
                        pseudo_terminals::far_side(handle).set_flags(flags)?;
                    }
                    Target::Console(_) | Target::Terminal(_) | Target::Set(_) => {}
                }
                descriptors::set_status_flags(fd, argument).map(|()| 0)
            }
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
        let size = offset(length)?;
        Ok(changeable_file(fd)?.set_size(size)?)
    }

    fn fsync(fd: c_int) -> Result<(), Errno> {
        Ok(changeable_file(fd)?.sync(false)?)
    }

    fn fdatasync(fd: c_int) -> Result<(), Errno> {
        Ok(changeable_file(fd)?.sync(true)?)
    }

    fn unlinkat(dirfd: c_int, path: &CStr, flags: c_int) -> Result<(), Errno> {
        if flags & !AT_REMOVEDIR != 0 {
            return Err(Errno::EINVAL);
        }
        let path = path.to_bytes();
        Ok(namespace()?.remove(base(dirfd, path)?, path, flags & AT_REMOVEDIR != 0)?)
    }

    fn mkdirat(dirfd: c_int, path: &CStr, mode: mode_t) -> Result<(), Errno> {
        let path = path.to_bytes();
        Ok(namespace()?.make_node(base(dirfd, path)?, path, S_IFDIR | masked(mode) & MODE)?)
    }

    fn renameat(old_dir: c_int, old: &CStr, new_dir: c_int, new: &CStr) -> Result<(), Errno> {
        rename((old_dir, old), (new_dir, new), Rename::Replace)
    }

    fn linkat(old_dir: c_int, old: &CStr, new_dir: c_int, new: &CStr, flags: c_int) -> Result<(), Errno> {
        if flags & !AT_SYMLINK_FOLLOW != 0 {
            return Err(Errno::EINVAL);
        }
        let (old, new) = (old.to_bytes(), new.to_bytes());
        let (from, to) = ((base(old_dir, old)?, old), (base(new_dir, new)?, new));
        Ok(namespace()?.link(from, to, flags & AT_SYMLINK_FOLLOW != 0)?)
    }

    fn symlinkat(target: &CStr, dirfd: c_int, path: &CStr) -> Result<(), Errno> {
        let path = path.to_bytes();
        Ok(namespace()?.make_symbolic_link(target.to_bytes(), base(dirfd, path)?, path)?)
    }

    fn readlinkat(dirfd: c_int, path: &CStr, buffer: &mut [MaybeUninit<u8>]) -> Result<usize, Errno> {
        if buffer.is_empty() {
            return Err(Errno::EINVAL);
        }
        let path = path.to_bytes();
        let buffer = writable(buffer);
        let found = base(dirfd, path).and_then(|base| Ok(namespace()?.read_link(base, path, buffer)?));
        match found {
            Err(Errno::ENOENT) => own_files::read_link(path, buffer),
            other => other,
        }
    }

    fn faccessat(dirfd: c_int, path: &CStr, mode: c_int, flags: c_int) -> Result<(), Errno> {
        // Real and effective identity are one: the Namespace's.
        let follow = follows(flags, AT_EACCESS | AT_SYMLINK_NOFOLLOW)?;
        let path = path.to_bytes();
        let found = base(dirfd, path)
            .and_then(|base| Ok(namespace()?.check_access(base, path, mode as u32, follow)?));
        match found {
            Err(Errno::ENOENT) => own_files::check_access(path, mode),
            other => other,
        }
    }

    fn fchmodat(dirfd: c_int, path: &CStr, mode: mode_t) -> Result<(), Errno> {
        let path = path.to_bytes();
        Ok(namespace()?.set_mode(base(dirfd, path)?, path, mode & MODE, true)?)
    }

    fn fchmod(fd: c_int, mode: mode_t) -> Result<(), Errno> {
        if let Target::Pipe(handle) = descriptors::get(fd)?.target {
            return Ok(pipes::pipe(handle).set_mode(mode & MODE)?);
        }
        Ok(changeable_file(fd)?.set_mode(mode & MODE)?)
    }

    fn fchownat(dirfd: c_int, path: &CStr, uid: uid_t, gid: gid_t, flags: c_int) -> Result<(), Errno> {
        let follow = follows(flags, AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH)?;
        if is_descriptor(dirfd, path, flags) {
            if let Target::Pipe(handle) = descriptors::get(dirfd)?.target {
                return Ok(pipes::pipe(handle).set_owner(uid, gid)?);
            }
            return Ok(changeable_file(dirfd)?.set_owner(uid, gid)?);
        }
        let path = path.to_bytes();
        Ok(namespace()?.set_owner(base(dirfd, path)?, path, (uid, gid), follow)?)
    }

    fn utimensat(
        dirfd: c_int,
        path: Option<&CStr>,
        times: &[timespec; 2],
        flags: c_int,
    ) -> Result<(), Errno> {
        let follow = follows(flags, AT_SYMLINK_NOFOLLOW)?;
        let [access, modification] = [new_time(&times[0])?, new_time(&times[1])?];
        match path.map(CStr::to_bytes) {
            Some(path) => {
                Ok(namespace()?.set_times(base(dirfd, path)?, path, [access, modification], follow)?)
            }
            None => match descriptors::get(dirfd)?.target {
                Target::Pipe(handle) => Ok(pipes::pipe(handle).set_times(access, modification)?),
                _ => Ok(changeable_file(dirfd)?.set_times(access, modification)?),
            },
        }
    }

    fn chdir(path: &CStr) -> Result<(), Errno> {
        path::change_directory(path.to_bytes())
    }

    fn fchdir(fd: c_int) -> Result<(), Errno> {
        path::change_to_open(fd)
    }

    fn getcwd(buffer: &mut [MaybeUninit<u8>]) -> Result<usize, Errno> {
        let room = writable(buffer);
        let Some((last, room)) = room.split_last_mut() else { return Err(Errno::ERANGE) };
        let length = match namespace()?.path(path::working_directory(), room) {
            Err(Error::Exception(ErrorCode::OutOfRange)) => return Err(Errno::ERANGE),
            other => other?,
        };
        *room.get_mut(length).unwrap_or(last) = 0;
        Ok(length + 1)
    }

    fn umask(mask: mode_t) -> mode_t {
        UMASK.swap(mask & 0o777, Ordering::Relaxed)
    }

    fn pipe2(flags: c_int) -> Result<[c_int; 2], Errno> {
        pipes::create(flags)
    }
}

/// Renames from one place to another.
pub(super) fn rename(from: (c_int, &CStr), to: (c_int, &CStr), how: Rename) -> Result<(), Errno> {
    let (old, new) = (from.1.to_bytes(), to.1.to_bytes());
    Ok(namespace()?.rename((base(from.0, old)?, old), (base(to.0, new)?, new), how)?)
}
