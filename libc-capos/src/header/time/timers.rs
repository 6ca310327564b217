//! Timers of the process.

use crate::abi::Out;
use crate::errno;
use crate::platform::{Clock, Sys};
use crate::types::{c_int, clockid_t, itimerspec, sigevent, timer_t};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/timer_create.html>
///
/// # Safety
/// `evp` is NULL or readable; `timerid` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn timer_create(
    clockid: clockid_t,
    evp: *mut sigevent,
    timerid: *mut timer_t,
) -> c_int {
    // SAFETY: the caller's promise.
    let (event, mut out) = unsafe { (evp.as_ref(), Out::new(timerid)) };
    errno::status(Sys::timer_create(clockid, event).map(|timer| out.write(timer)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/timer_delete.html>
#[unsafe(no_mangle)]
pub extern "C" fn timer_delete(timerid: timer_t) -> c_int {
    errno::status(Sys::timer_delete(timerid))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/timer_gettime.html>
///
/// # Safety
/// `value` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn timer_gettime(timerid: timer_t, value: *mut itimerspec) -> c_int {
    // SAFETY: the caller's promise.
    let mut out = unsafe { Out::new(value) };
    errno::status(Sys::timer_gettime(timerid).map(|setting| out.write(setting)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/timer_settime.html>
///
/// # Safety
/// `value` is readable; `ovalue` is NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn timer_settime(
    timerid: timer_t,
    flags: c_int,
    value: *const itimerspec,
    ovalue: *mut itimerspec,
) -> c_int {
    let absolute = flags & super::constants::TIMER_ABSTIME != 0;
    // SAFETY: the caller's promise.
    let (value, mut out) = unsafe { (*value, Out::new(ovalue)) };
    errno::status(Sys::timer_settime(timerid, absolute, &value).map(|before| out.write(before)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/timer_getoverrun.html>
#[unsafe(no_mangle)]
pub extern "C" fn timer_getoverrun(timerid: timer_t) -> c_int {
    errno::result(Sys::timer_getoverrun(timerid))
}
