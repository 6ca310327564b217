//! Signals as something to read.

use crate::errno;
use crate::platform::{Sys, Waiting};
use crate::types::{c_int, sigset_t};

/// <https://man7.org/linux/man-pages/man2/signalfd.2.html>
///
/// # Safety
/// `mask` points to a live set.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn signalfd(fd: c_int, mask: *const sigset_t, flags: c_int) -> c_int {
    // SAFETY: by the contract.
    errno::result(Sys::signalfd(fd, unsafe { &*mask }, flags))
}
