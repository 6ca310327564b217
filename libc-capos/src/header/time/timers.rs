//! Timers of the process.

use super::thread_timers;
use crate::abi::Out;
use crate::errno;
use crate::notify::Notice;
use crate::platform::{Clock, Sys};
use crate::types::{c_int, clockid_t, itimerspec, sigevent, timer_t};

const SIGEV_THREAD: c_int = 2;

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
    let timer = match event {
        Some(event) if event.sigev_notify == SIGEV_THREAD => {
            // SAFETY: the caller's promise.
            unsafe { Notice::new(event) }.and_then(|notice| thread_timers::create(clockid, notice))
        }
        event => Sys::timer_create(clockid, event),
    };
    errno::status(timer.map(|timer| out.write(timer)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/timer_delete.html>
#[unsafe(no_mangle)]
pub extern "C" fn timer_delete(timerid: timer_t) -> c_int {
    errno::status(if thread_timers::is_one(timerid) {
        thread_timers::delete(timerid)
    } else {
        Sys::timer_delete(timerid)
    })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/timer_gettime.html>
///
/// # Safety
/// `value` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn timer_gettime(timerid: timer_t, value: *mut itimerspec) -> c_int {
    // SAFETY: the caller's promise.
    let mut out = unsafe { Out::new(value) };
    let setting = if thread_timers::is_one(timerid) {
        thread_timers::get(timerid)
    } else {
        Sys::timer_gettime(timerid)
    };
    errno::status(setting.map(|setting| out.write(setting)))
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
    let before = if thread_timers::is_one(timerid) {
        thread_timers::set(timerid, absolute, &value)
    } else {
        Sys::timer_settime(timerid, absolute, &value)
    };
    errno::status(before.map(|before| out.write(before)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/timer_getoverrun.html>
#[unsafe(no_mangle)]
pub extern "C" fn timer_getoverrun(timerid: timer_t) -> c_int {
    errno::result(if thread_timers::is_one(timerid) {
        thread_timers::overrun(timerid)
    } else {
        Sys::timer_getoverrun(timerid)
    })
}
