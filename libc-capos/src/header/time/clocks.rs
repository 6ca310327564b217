//! Reading and setting clocks.

use super::constants::{CLOCK_PROCESS_CPUTIME_ID, CLOCKS_PER_SEC, clock_of_base};
use crate::abi::Out;
use crate::errno::{self, Errno};
use crate::platform::{Clock, Process, Sys};
use crate::types::{c_int, clock_t, clockid_t, pid_t, time_t, timespec};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/time.html>
///
/// # Safety
/// `tloc` is NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn time(tloc: *mut time_t) -> time_t {
    // SAFETY: the caller's promise.
    errno::result(unsafe { Sys::seconds(tloc) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/clock.html>
#[unsafe(no_mangle)]
pub extern "C" fn clock() -> clock_t {
    let used = Sys::clock_gettime(CLOCK_PROCESS_CPUTIME_ID).and_then(|used| {
        let whole = used.tv_sec.checked_mul(CLOCKS_PER_SEC).ok_or(Errno::EOVERFLOW)?;
        whole.checked_add(used.tv_nsec / 1000).ok_or(Errno::EOVERFLOW)
    });
    errno::result(used)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/clock_gettime.html>
///
/// # Safety
/// `tp` is NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn clock_gettime(clock_id: clockid_t, tp: *mut timespec) -> c_int {
    if tp.is_null() {
        return errno::status(Sys::clock_gettime(clock_id).map(drop));
    }
    // SAFETY: the caller's promise.
    errno::status(unsafe { Sys::clock_gettime_into(clock_id, tp) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/clock_getres.html>
///
/// # Safety
/// `res` is NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn clock_getres(clock_id: clockid_t, res: *mut timespec) -> c_int {
    // SAFETY: the caller's promise.
    let mut out = unsafe { Out::new(res) };
    errno::status(Sys::clock_getres(clock_id).map(|resolution| out.write(resolution)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/clock_settime.html>
///
/// # Safety
/// `tp` is readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn clock_settime(clock_id: clockid_t, tp: *const timespec) -> c_int {
    // SAFETY: the caller's promise.
    let wanted = unsafe { *tp };
    let outcome = match wanted.tv_nsec {
        0..1_000_000_000 => Sys::clock_settime(clock_id, &wanted),
        _ => Err(Errno::EINVAL),
    };
    errno::status(outcome)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/clock_getcpuclockid.html>
///
/// # Safety
/// `clock_id` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn clock_getcpuclockid(pid: pid_t, clock_id: *mut clockid_t) -> c_int {
    if pid != 0 && pid != Sys::getpid() {
        // Nobody's clock but one's own can be read: to this process the others do not exist.
        return Errno::ESRCH.number();
    }
    // SAFETY: the caller's promise.
    unsafe { *clock_id = CLOCK_PROCESS_CPUTIME_ID };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/timespec_get.html>
///
/// # Safety
/// `ts` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn timespec_get(ts: *mut timespec, base: c_int) -> c_int {
    let Some(Ok(now)) = clock_of_base(base).map(Sys::clock_gettime) else { return 0 };
    // SAFETY: the caller's promise.
    unsafe { ts.write(now) };
    base
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/timespec_getres.html>
///
/// # Safety
/// `ts` is NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn timespec_getres(ts: *mut timespec, base: c_int) -> c_int {
    let Some(Ok(resolution)) = clock_of_base(base).map(Sys::clock_getres) else { return 0 };
    // SAFETY: the caller's promise.
    unsafe { Out::new(ts) }.write(resolution);
    base
}
