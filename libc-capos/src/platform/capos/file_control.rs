//! What can be done with open files besides reading and writing them.

use super::descriptors::{self, O_CLOEXEC, O_RDWR, OPEN_MAX};
use super::{Capos, fs, signals, vectors};
use crate::errno::Errno;
use crate::platform::{FileControl, Fs};
use crate::types::{c_int, c_uint, iovec, mode_t, off_t, size_t};
use capos_rt::call::Wait;
use capos_rt::{ChannelFactory, Interface, LockKind, Opened, startup};
use core::ffi::CStr;
use core::mem::MaybeUninit;

// <sys/file.h>, <fcntl.h>, <sys/stat.h>, <unistd.h>.
const LOCK_SH: c_int = 1;
const LOCK_EX: c_int = 2;
const LOCK_NB: c_int = 4;
const LOCK_UN: c_int = 8;
const FALLOC_FL_KEEP_SIZE: c_int = 1;
/// All flags of `sync_file_range`.
const SYNC_FILE_RANGES: c_uint = 7;
const S_IFDIR: mode_t = 0o040_000;
const S_IFREG: mode_t = 0o100_000;
const SEEK_SET: c_int = 0;
const SEEK_CUR: c_int = 1;
const CLOSE_RANGE_UNSHARE: c_uint = 2;
const CLOSE_RANGE_CLOEXEC: c_uint = 4;
/// The last piece of advice of `<fcntl.h>`.
const POSIX_FADV_NOREUSE: c_int = 5;
const MFD_CLOEXEC: c_uint = 1;
/// Of the name that `memfd_create` is given, which nobody sees.
const MEMFD_NAME_MAX: usize = 249;
/// Bytes that `sendfile` and `copy_file_range` have on their way at a time.
const PIECE: usize = 4096;

impl FileControl for Capos {
    fn flock(fd: c_int, operation: c_int) -> Result<(), Errno> {
        let file = fs::changeable_file(fd)?;
        let kind = match operation & !LOCK_NB {
            LOCK_SH => LockKind::Shared,
            LOCK_EX => LockKind::Exclusive,
            LOCK_UN => LockKind::Unlock,
            _ => return Err(Errno::EINVAL),
        };
        let wait = if operation & LOCK_NB != 0 { Wait::Never } else { Wait::Block };
        signals::interruptible(|| file.lock_whole(kind, wait))
    }

    fn fallocate(fd: c_int, mode: c_int, start: off_t, length: off_t) -> Result<(), Errno> {
        let description = descriptors::get(fd)?;
        description.writable()?;
        if mode != 0 && mode != FALLOC_FL_KEEP_SIZE {
            return Err(Errno::EOPNOTSUPP);
        }
        let file = fs::file(description.target)?;
        if file.status()?.mode & fs::S_IFMT != S_IFREG {
            return Err(Errno::ENODEV);
        }
        if length <= 0 {
            return Err(Errno::EINVAL);
        }
        Ok(file.allocate(fs::offset(start)?, length as u64, mode == FALLOC_FL_KEEP_SIZE)?)
    }

    fn sync_file_range(fd: c_int, offset: off_t, length: off_t, flags: c_uint) -> Result<(), Errno> {
        let target = descriptors::get(fd)?.target;
        if flags & !SYNC_FILE_RANGES != 0 || offset < 0 || length < 0 || offset.checked_add(length).is_none()
        {
            return Err(Errno::EINVAL);
        }
        let file = fs::file(target)?;
        if !matches!(file.status()?.mode & fs::S_IFMT, S_IFREG | S_IFDIR) {
            return Err(Errno::ESPIPE);
        }
        // More than the range is written, which nobody minds.
        Ok(file.sync(true)?)
    }

    fn fadvise(fd: c_int, _offset: off_t, length: off_t, advice: c_int) -> Result<(), Errno> {
        // Everything is in memory already: any advice is taken.
        fs::file(descriptors::get(fd)?.target)?;
        let known = length >= 0 && (0..=POSIX_FADV_NOREUSE).contains(&advice);
        if known { Ok(()) } else { Err(Errno::EINVAL) }
    }

    fn copy_file_range(
        from: c_int,
        from_offset: Option<&mut off_t>,
        to: c_int,
        to_offset: Option<&mut off_t>,
        length: size_t,
        flags: c_uint,
    ) -> Result<usize, Errno> {
        if flags != 0 {
            return Err(Errno::EINVAL);
        }
        for fd in [from, to] {
            if Self::fstat(fd)?.st_mode & fs::S_IFMT != S_IFREG {
                return Err(Errno::EINVAL);
            }
        }
        let own_position = |fd| Self::lseek(fd, 0, SEEK_CUR);
        let read_from = from_offset.as_deref().map_or_else(|| own_position(from), |offset| Ok(*offset))?;
        let write_to = to_offset.as_deref().map_or_else(|| own_position(to), |offset| Ok(*offset))?;
        let mut piece = [const { MaybeUninit::uninit() }; PIECE];
        let mut copied = 0;
        while copied < length {
            let room = &mut piece[..PIECE.min(length - copied)];
            let read = Self::pread(from, room, read_from + copied as off_t)?;
            // SAFETY: the platform's `pread` wrote the first `read` bytes.
            let bytes = unsafe { core::slice::from_raw_parts(room.as_ptr().cast::<u8>(), read) };
            let written = match Self::pwrite(to, bytes, write_to + copied as off_t) {
                Ok(written) => written,
                Err(error) if copied == 0 => return Err(error),
                Err(_) => break,
            };
            copied += written;
            if read == 0 || written < read {
                break;
            }
        }
        for (fd, offset, start) in [(from, from_offset, read_from), (to, to_offset, write_to)] {
            match offset {
                Some(offset) => *offset = start + copied as off_t,
                None => drop(Self::lseek(fd, start + copied as off_t, SEEK_SET)?),
            }
        }
        Ok(copied)
    }

    fn close_range(first: c_uint, last: c_uint, flags: c_uint) -> Result<(), Errno> {
        if flags & !(CLOSE_RANGE_CLOEXEC | CLOSE_RANGE_UNSHARE) != 0 || first > last {
            return Err(Errno::EINVAL);
        }
        for fd in first..=last.min(OPEN_MAX as c_uint - 1) {
            // Numbers that are not open are skipped.
            let _ = if flags & CLOSE_RANGE_CLOEXEC != 0 {
                descriptors::set_close_on_exec(fd as c_int, true)
            } else {
                descriptors::close(fd as c_int)
            };
        }
        Ok(())
    }

    fn memfd_create(name: &CStr, flags: c_uint) -> Result<c_int, Errno> {
        // Files can not be sealed.
        if name.count_bytes() > MEMFD_NAME_MAX || flags & !MFD_CLOEXEC != 0 {
            return Err(Errno::EINVAL);
        }
        let factory = startup::granted_any::<ChannelFactory>().ok_or(Errno::EPERM)?;
        let file = factory.create_file()?.into_handle();
        let flags = O_RDWR | if flags & MFD_CLOEXEC != 0 { O_CLOEXEC } else { 0 };
        descriptors::open(Opened { handle: file, interface: Some(Interface::File) }, flags)
    }

    unsafe fn preadv2(fd: c_int, buffers: &[iovec], offset: off_t, flags: c_int) -> Result<usize, Errno> {
        if flags != 0 {
            return Err(Errno::EOPNOTSUPP);
        }
        if offset == -1 {
            // SAFETY: the same contract.
            return unsafe { Self::readv(fd, buffers) };
        }
        let file = vectors::positioned(fd, descriptors::Description::readable)?;
        // SAFETY: the caller promises that the elements describe writable memory.
        Ok(file.read_parts_at(fs::offset(offset)?, unsafe { vectors::parts(buffers) })?)
    }

    unsafe fn pwritev2(fd: c_int, buffers: &[iovec], offset: off_t, flags: c_int) -> Result<usize, Errno> {
        if flags != 0 {
            return Err(Errno::EOPNOTSUPP);
        }
        if offset == -1 {
            // SAFETY: the same contract.
            return unsafe { Self::writev(fd, buffers) };
        }
        let file = vectors::positioned(fd, descriptors::Description::writable)?;
        // SAFETY: the caller promises that the elements describe readable memory.
        Ok(file.write_parts_at(fs::offset(offset)?, unsafe { vectors::parts(buffers) })?)
    }

    fn sendfile(
        to: c_int,
        from: c_int,
        mut offset: Option<&mut off_t>,
        count: size_t,
    ) -> Result<usize, Errno> {
        descriptors::get(from)?.readable()?;
        descriptors::get(to)?.writable()?;
        let start = match &offset {
            Some(offset) => **offset,
            None => Self::lseek(from, 0, SEEK_CUR)?,
        };
        let mut piece = [const { MaybeUninit::uninit() }; PIECE];
        let mut sent = 0;
        let mut outcome = Ok(());
        while sent < count && outcome.is_ok() {
            let room = &mut piece[..PIECE.min(count - sent)];
            let read = Self::pread(from, room, start + sent as off_t)?;
            if read == 0 {
                break;
            }
            // SAFETY: the platform's `pread` wrote the first `read` bytes.
            let bytes = unsafe { core::slice::from_raw_parts(room.as_ptr().cast::<u8>(), read) };
            match Self::write(to, bytes) {
                Ok(written) => {
                    sent += written;
                    if written < read {
                        break;
                    }
                }
                Err(error) => outcome = Err(error),
            }
        }
        match &mut offset {
            Some(offset) => **offset = start + sent as off_t,
            None => drop(Self::lseek(from, start + sent as off_t, SEEK_SET)?),
        }
        if sent > 0 { Ok(sent) } else { outcome.map(|()| 0) }
    }
}
