//! The older names of the functions of `<utmpx.h>`.

use crate::errno::{self, Errno};
use crate::types::{c_char, c_int, utmpx};
use core::ptr::null_mut;

/// As its namesake of `<utmpx.h>` (BSD).
#[unsafe(no_mangle)]
pub extern "C" fn endutent() {}

/// As its namesake of `<utmpx.h>` (BSD).
#[unsafe(no_mangle)]
pub extern "C" fn setutent() {}

/// As its namesake of `<utmpx.h>` (BSD).
#[unsafe(no_mangle)]
pub extern "C" fn getutent() -> *mut utmpx {
    null_mut()
}

/// As its namesake of `<utmpx.h>` (BSD).
#[unsafe(no_mangle)]
pub extern "C" fn getutid(_wanted: *const utmpx) -> *mut utmpx {
    errno::pointer(Err(Errno::ESRCH))
}

/// As its namesake of `<utmpx.h>` (BSD).
#[unsafe(no_mangle)]
pub extern "C" fn getutline(_wanted: *const utmpx) -> *mut utmpx {
    errno::pointer(Err(Errno::ESRCH))
}

/// As its namesake of `<utmpx.h>` (BSD).
#[unsafe(no_mangle)]
pub extern "C" fn pututline(_entry: *const utmpx) -> *mut utmpx {
    errno::pointer(Err(Errno::EPERM))
}

/// Appends to the log of who was logged in (BSD); there is none.
#[unsafe(no_mangle)]
pub extern "C" fn updwtmp(_file: *const c_char, _entry: *const utmpx) {}

/// Names another database (BSD).
#[unsafe(no_mangle)]
pub extern "C" fn utmpname(_file: *const c_char) -> c_int {
    errno::status(Err(Errno::ENOTSUP))
}
