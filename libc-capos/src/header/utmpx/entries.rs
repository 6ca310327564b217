//! Accounts of who is logged in. Nobody logs in on this system, so there is no database: it is empty, and adding to it
//! is refused, which POSIX allows to all but privileged processes.

use crate::errno::{self, Errno};
use crate::types::{c_char, c_int, utmpx};
use core::ptr::null_mut;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/endutxent.html>
#[unsafe(no_mangle)]
pub extern "C" fn endutxent() {}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/endutxent.html>
#[unsafe(no_mangle)]
pub extern "C" fn setutxent() {}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/endutxent.html>
#[unsafe(no_mangle)]
pub extern "C" fn getutxent() -> *mut utmpx {
    null_mut()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/endutxent.html>
#[unsafe(no_mangle)]
pub extern "C" fn getutxid(_wanted: *const utmpx) -> *mut utmpx {
    errno::pointer(Err(Errno::ESRCH))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/endutxent.html>
#[unsafe(no_mangle)]
pub extern "C" fn getutxline(_wanted: *const utmpx) -> *mut utmpx {
    errno::pointer(Err(Errno::ESRCH))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/endutxent.html>
#[unsafe(no_mangle)]
pub extern "C" fn pututxline(_entry: *const utmpx) -> *mut utmpx {
    errno::pointer(Err(Errno::EPERM))
}

/// Appends to the log of who was logged in (GNU); there is none.
#[unsafe(no_mangle)]
pub extern "C" fn updwtmpx(_file: *const c_char, _entry: *const utmpx) {}

/// Names another database (GNU).
#[unsafe(no_mangle)]
pub extern "C" fn utmpxname(_file: *const c_char) -> c_int {
    errno::status(Err(Errno::ENOTSUP))
}
