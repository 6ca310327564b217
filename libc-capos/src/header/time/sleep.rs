//! Sleeping.

use super::constants::{CLOCK_MONOTONIC, CLOCK_THREAD_CPUTIME_ID, TIMER_ABSTIME};
use crate::abi::Out;
use crate::errno::{self, Errno};
use crate::platform::{Clock, Sys};
use crate::thread::cancellation;
use crate::types::{c_int, clockid_t, timespec};

/// Sleeps; where a signal ends a relative sleep, the rest goes to `rmtp`.
///
/// # Safety
/// `rqtp` is readable; `rmtp` is NULL or writable.
unsafe fn sleep(
    clock: clockid_t,
    absolute: bool,
    rqtp: *const timespec,
    rmtp: *mut timespec,
) -> Result<(), Errno> {
    // SAFETY: the caller's promise.
    let request = unsafe { *rqtp };
    if request.tv_sec < 0 && !absolute || !(0..1_000_000_000).contains(&request.tv_nsec) {
        return Err(Errno::EINVAL);
    }
    let mut remaining = timespec::default();
    let outcome =
        cancellation::point(|| Sys::clock_nanosleep(clock, absolute, &request, Some(&mut remaining)));
    if outcome == Err(Errno::EINTR) && !absolute {
        // SAFETY: the caller's promise.
        unsafe { Out::new(rmtp) }.write(remaining);
    }
    outcome
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/nanosleep.html>
///
/// # Safety
/// `rqtp` is readable; `rmtp` is NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nanosleep(rqtp: *const timespec, rmtp: *mut timespec) -> c_int {
    // The standard names the realtime clock, and says that setting it does not matter: so the other one does.
    // SAFETY: the caller's promise.
    errno::status(unsafe { sleep(CLOCK_MONOTONIC, false, rqtp, rmtp) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/clock_nanosleep.html>
///
/// # Safety
/// `rqtp` is readable; `rmtp` is NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn clock_nanosleep(
    clock_id: clockid_t,
    flags: c_int,
    rqtp: *const timespec,
    rmtp: *mut timespec,
) -> c_int {
    if clock_id == CLOCK_THREAD_CPUTIME_ID {
        return Errno::EINVAL.number();
    }
    // SAFETY: the caller's promise.
    match unsafe { sleep(clock_id, flags & TIMER_ABSTIME != 0, rqtp, rmtp) } {
        Ok(()) => 0,
        Err(error) => error.number(),
    }
}
