//! Interval timers.

use crate::abi::Out;
use crate::errno::{self, Errno};
use crate::platform::{Signals, Sys};
use crate::types::{c_int, itimerval};

/// <https://pubs.opengroup.org/onlinepubs/9699919799/functions/getitimer.html>
///
/// # Safety
/// `value` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getitimer(which: c_int, value: *mut itimerval) -> c_int {
    // SAFETY: the caller's promise.
    let mut out = unsafe { Out::new(value) };
    errno::status(Sys::itimer(which, None).map(|found| out.write(found)))
}

/// <https://pubs.opengroup.org/onlinepubs/9699919799/functions/getitimer.html>
///
/// # Safety
/// `new` is readable, `old` is NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn setitimer(which: c_int, new: *const itimerval, old: *mut itimerval) -> c_int {
    // SAFETY: the caller's promise.
    let (new, mut out) = unsafe { (&*new, Out::new(old)) };
    if [new.it_interval, new.it_value].iter().any(|time| !(0..1_000_000).contains(&time.tv_usec) || time.tv_sec < 0) {
        return errno::status(Err(Errno::EINVAL));
    }
    errno::status(Sys::itimer(which, Some(new)).map(|before| out.write(before)))
}
