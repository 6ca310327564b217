//! Timers whose expirations are read.

use crate::abi::Out;
use crate::errno;
use crate::platform::{Sys, Waiting};
use crate::types::{c_int, clockid_t, itimerspec};

/// <https://man7.org/linux/man-pages/man2/timerfd_create.2.html>
#[unsafe(no_mangle)]
pub extern "C" fn timerfd_create(clock: clockid_t, flags: c_int) -> c_int {
    errno::result(Sys::timerfd_create(clock, flags))
}

/// <https://man7.org/linux/man-pages/man2/timerfd_settime.2.html>
///
/// # Safety
/// `new_value` points to a live time; `old_value` is null or points to a writable place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn timerfd_settime(
    fd: c_int,
    flags: c_int,
    new_value: *const itimerspec,
    old_value: *mut itimerspec,
) -> c_int {
    // SAFETY: by the contract.
    let (new, mut old) = unsafe { (&*new_value, Out::new(old_value)) };
    errno::status(Sys::timerfd_settime(fd, flags, new).map(|previous| old.write(previous)))
}

/// <https://man7.org/linux/man-pages/man2/timerfd_gettime.2.html>
///
/// # Safety
/// `value` points to a writable place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn timerfd_gettime(fd: c_int, value: *mut itimerspec) -> c_int {
    // SAFETY: by the contract.
    let mut value = unsafe { Out::new(value) };
    errno::status(Sys::timerfd_gettime(fd).map(|now| value.write(now)))
}
