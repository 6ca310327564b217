//! `fcntl` with record locks, the process's own and those of open file descriptions.

use super::descriptors;
use super::fs::file;
use super::signals;
use crate::errno::Errno;
use crate::types::{c_int, c_short, off_t, pid_t};
use capos_rt::call::Wait;
use capos_rt::error::ErrorCode;
use capos_rt::schema::abi::Handle;
use capos_rt::{Capability, Error, File, LockKind, LockRange};
use core::sync::atomic::{AtomicBool, Ordering};

const F_GETLK: c_int = 5;
const F_SETLK: c_int = 6;
const F_SETLKW: c_int = 7;
const F_OFD_GETLK: c_int = 36;
const F_OFD_SETLK: c_int = 37;
const F_OFD_SETLKW: c_int = 38;
const F_RDLCK: c_short = 0;
const F_WRLCK: c_short = 1;
const F_UNLCK: c_short = 2;
const SEEK_SET: c_short = 0;
const SEEK_CUR: c_short = 1;
const SEEK_END: c_short = 2;

/// `struct flock` of `<fcntl.h>`.
#[repr(C)]
pub struct RecordLock {
    kind: c_short,
    whence: c_short,
    start: off_t,
    length: off_t,
    pid: pid_t,
}

#[derive(Clone, Copy)]
enum Action {
    Get,
    Set(Wait),
}

/// What an `fcntl` command asks for.
#[derive(Clone, Copy)]
pub struct Request {
    action: Action,
    of_description: bool,
}

impl Request {
    /// `None` for commands that are not about record locks.
    pub fn of(command: c_int) -> Option<Self> {
        let (action, of_description) = match command {
            F_GETLK => (Action::Get, false),
            F_SETLK => (Action::Set(Wait::Never), false),
            F_SETLKW => (Action::Set(Wait::Block), false),
            F_OFD_GETLK => (Action::Get, true),
            F_OFD_SETLK => (Action::Set(Wait::Never), true),
            F_OFD_SETLKW => (Action::Set(Wait::Block), true),
            _ => return None,
        };
        Some(Request { action, of_description })
    }
}

/// Whether the process ever locked anything: only then closing a descriptor has locks to give up.
static LOCKED: AtomicBool = AtomicBool::new(false);

/// # Safety
/// `lock` points to a `struct flock`.
pub unsafe fn control(fd: c_int, request: Request, lock: *mut RecordLock) -> Result<(), Errno> {
    let description = descriptors::get(fd)?;
    let file = file(description.target).map_err(|_| Errno::EINVAL)?;
    // SAFETY: the caller's contract.
    let lock = unsafe { &mut *lock };
    let kind = match lock.kind {
        F_RDLCK => LockKind::Shared,
        F_WRLCK => LockKind::Exclusive,
        F_UNLCK => LockKind::Unlock,
        _ => return Err(Errno::EINVAL),
    };
    if request.of_description && lock.pid != 0 {
        return Err(Errno::EINVAL);
    }
    let range = range(&file, lock, request.of_description)?;
    match request.action {
        Action::Get if kind == LockKind::Unlock => Err(Errno::EINVAL),
        Action::Get => {
            let found = file.find_lock(kind, range)?;
            lock.kind = match found.kind {
                LockKind::Unlock => {
                    lock.kind = F_UNLCK;
                    return Ok(());
                }
                LockKind::Shared => F_RDLCK,
                LockKind::Exclusive => F_WRLCK,
            };
            lock.whence = SEEK_SET;
            lock.start = found.start as off_t;
            lock.length = found.length as off_t;
            lock.pid = if found.process == 0 { -1 } else { found.process as pid_t };
            Ok(())
        }
        Action::Set(wait) => {
            match kind {
                LockKind::Shared => description.readable()?,
                LockKind::Exclusive => description.writable()?,
                LockKind::Unlock => {}
            }
            if !range.of_description {
                LOCKED.store(true, Ordering::Relaxed);
            }
            let locked = signals::interruptible(|| match file.lock(kind, range, wait) {
                Err(Error::Exception(ErrorCode::QuotaExceeded | ErrorCode::NoMemory)) => {
                    Ok(Err(Errno::ENOLCK))
                }
                other => other.map(Ok),
            });
            locked?
        }
    }
}

/// The section, which may be given backwards.
fn range(file: &Capability<File>, lock: &RecordLock, of_description: bool) -> Result<LockRange, Errno> {
    let base = match lock.whence {
        SEEK_SET => 0,
        SEEK_CUR => file.seek(0, capos_rt::Whence::Current)?,
        SEEK_END => file.status()?.size,
        _ => return Err(Errno::EINVAL),
    };
    let start = base.checked_add_signed(lock.start).ok_or(Errno::EINVAL)?;
    if lock.length >= 0 {
        return Ok(LockRange { start, length: lock.length as u64, of_description });
    }
    let first = start.checked_add_signed(lock.length).ok_or(Errno::EINVAL)?;
    Ok(LockRange { start: first, length: start - first, of_description })
}

/// Closing any descriptor of a file gives the process's locks on it up.
pub fn file_closed(handle: Handle) {
    if LOCKED.load(Ordering::Relaxed) {
        let file = Capability::<File>::borrowed(handle);
        // There may be none.
        let all = LockRange { start: 0, length: 0, of_description: false };
        let _ = file.lock(LockKind::Unlock, all, Wait::Never);
    }
}
