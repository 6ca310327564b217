//! Locks of file sections.

use crate::errno::{self, Errno};
use crate::header::fcntl::constants::{F_GETLK, F_SETLK, F_SETLKW, F_UNLCK, F_WRLCK};
use crate::platform::{Fs, Process, Sys};
use crate::thread::cancellation;
use crate::types::{c_int, c_short, off_t, pid_t};

// <unistd.h>.
const F_ULOCK: c_int = 0;
const F_LOCK: c_int = 1;
const F_TLOCK: c_int = 2;
const F_TEST: c_int = 3;
const SEEK_CUR: c_short = 1;

/// `struct flock` of `<fcntl.h>`.
#[repr(C)]
struct RecordLock {
    kind: c_short,
    whence: c_short,
    start: off_t,
    length: off_t,
    pid: pid_t,
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/lockf.html>
#[unsafe(no_mangle)]
pub extern "C" fn lockf(fd: c_int, function: c_int, size: off_t) -> c_int {
    let kind = if function == F_ULOCK { F_UNLCK } else { F_WRLCK };
    let mut lock = RecordLock { kind: kind as c_short, whence: SEEK_CUR, start: 0, length: size, pid: 0 };
    let mut control = |command| Sys::fcntl(fd, command, &raw mut lock as usize).map(drop);
    errno::status(match function {
        F_ULOCK | F_TLOCK => control(F_SETLK),
        F_LOCK => cancellation::point(|| control(F_SETLKW)),
        F_TEST => control(F_GETLK).and_then(|()| {
            let is_free = c_int::from(lock.kind) == F_UNLCK || lock.pid == Sys::getpid();
            if is_free { Ok(()) } else { Err(Errno::EACCES) }
        }),
        _ => Err(Errno::EINVAL),
    })
}
