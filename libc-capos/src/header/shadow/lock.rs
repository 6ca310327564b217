//! The lock of whoever changes passwords: a record lock on a file that is there for nothing else.

use crate::errno::{self, Errno};
use crate::header::fcntl::constants::{AT_FDCWD, O_CLOEXEC, O_CREAT, O_WRONLY};
use crate::platform::{FileControl, Fs, Sys};
use crate::sync::Mutex;
use crate::types::c_int;

const LOCK: &core::ffi::CStr = c"/etc/.pwd.lock";
const LOCK_EX: c_int = 2;
const LOCK_NB: c_int = 4;

/// The open file while the lock is held.
static HELD: Mutex<Option<c_int>> = Mutex::new(None);

/// Locks the databases; fails if somebody else has.
#[unsafe(no_mangle)]
pub extern "C" fn lckpwdf() -> c_int {
    let mut held = HELD.lock();
    if held.is_some() {
        return errno::status(Err(Errno::EACCES));
    }
    let outcome = Sys::openat(AT_FDCWD, LOCK, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600).and_then(|fd| {
        Sys::flock(fd, LOCK_EX | LOCK_NB).inspect_err(|_| {
            // The lock's failure is the one to report.
            let _ = Sys::close(fd);
        })?;
        *held = Some(fd);
        Ok(())
    });
    errno::status(outcome)
}

/// Undoes [`lckpwdf`].
#[unsafe(no_mangle)]
pub extern "C" fn ulckpwdf() -> c_int {
    match HELD.lock().take() {
        Some(fd) => errno::status(Sys::close(fd)),
        None => errno::status(Err(Errno::EINVAL)),
    }
}
