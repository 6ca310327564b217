//! Between instants and broken-down times.

use crate::errno::{self, Errno};
use crate::time_zone::{self, from_c, to_c};
use crate::types::{c_double, time_t, tm};
use capos_libc_engine::time::Tm;
use core::cell::UnsafeCell;
use core::ptr;

/// The result of `gmtime` and `localtime`, which the standard lets every call overwrite.
struct Shared(UnsafeCell<tm>);

// SAFETY: programs that call the functions without `_r` from several threads race on the result by contract.
unsafe impl Sync for Shared {}

static SHARED: Shared = Shared(UnsafeCell::new(tm {
    tm_sec: 0,
    tm_min: 0,
    tm_hour: 0,
    tm_mday: 0,
    tm_mon: 0,
    tm_year: 0,
    tm_wday: 0,
    tm_yday: 0,
    tm_isdst: 0,
    tm_gmtoff: 0,
    tm_zone: ptr::null(),
}));

/// UTC of an instant.
#[inline]
pub fn utc(seconds: time_t) -> Result<tm, Errno> {
    let fields = Tm::from_epoch(seconds, 0, false).ok_or(Errno::EOVERFLOW)?;
    Ok(to_c(&fields, c"UTC".as_ptr()))
}

/// Local time of an instant, by the zone that `TZ` names now.
pub fn local(seconds: time_t) -> Result<tm, Errno> {
    time_zone::refresh().local(seconds).ok_or(Errno::EOVERFLOW)
}

/// Local time of an instant, by the zone as it was last set: `localtime_r` need not look at `TZ`.
fn local_as_set(seconds: time_t) -> Result<tm, Errno> {
    time_zone::lock().local(seconds).ok_or(Errno::EOVERFLOW)
}

/// Stores a result and returns where.
///
/// # Safety
/// `result` is writable.
#[inline]
unsafe fn store(result: *mut tm, value: Result<tm, Errno>) -> *mut tm {
    errno::pointer(value.map(|value| {
        // SAFETY: the caller's promise.
        unsafe { result.write(value) };
        result
    }))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/gmtime.html>
///
/// # Safety
/// `timer` is readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gmtime(timer: *const time_t) -> *mut tm {
    // SAFETY: the caller's promise.
    unsafe { store(SHARED.0.get(), utc(*timer)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/gmtime.html>
///
/// # Safety
/// `timer` is readable and `result` writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gmtime_r(timer: *const time_t, result: *mut tm) -> *mut tm {
    // SAFETY: the caller's promise.
    unsafe { store(result, utc(*timer)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/localtime.html>
///
/// # Safety
/// `timer` is readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn localtime(timer: *const time_t) -> *mut tm {
    // SAFETY: the caller's promise.
    unsafe { store(SHARED.0.get(), local(*timer)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/localtime.html>
///
/// # Safety
/// `timer` is readable and `result` writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn localtime_r(timer: *const time_t, result: *mut tm) -> *mut tm {
    // SAFETY: the caller's promise.
    unsafe { store(result, local_as_set(*timer)) }
}

/// Replaces `*value` by the normal fields of the instant it names, and returns the instant.
///
/// # Safety
/// `value` is readable and writable.
unsafe fn normalise(value: *mut tm, outcome: Result<(time_t, tm), Errno>) -> time_t {
    errno::result(outcome.map(|(seconds, normal)| {
        // SAFETY: the caller's promise.
        unsafe { *value = normal };
        seconds
    }))
}

/// # Safety
/// `timeptr` is readable and writable.
unsafe fn make_local(timeptr: *mut tm) -> time_t {
    let mut zone = time_zone::refresh();
    // SAFETY: the caller's promise.
    unsafe {
        let outcome =
            zone.instant(&from_c(&*timeptr)).and_then(|seconds| Some((seconds, zone.local(seconds)?)));
        normalise(timeptr, outcome.ok_or(Errno::EOVERFLOW))
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mktime.html>
///
/// # Safety
/// `timeptr` is readable and writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mktime(timeptr: *mut tm) -> time_t {
    // SAFETY: the caller's promise.
    unsafe { make_local(timeptr) }
}

/// `mktime` by the name that goes with `timegm`.
///
/// # Safety
/// `timeptr` is readable and writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn timelocal(timeptr: *mut tm) -> time_t {
    // SAFETY: the caller's promise.
    unsafe { make_local(timeptr) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/timegm.html>
///
/// # Safety
/// `timeptr` is readable and writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn timegm(timeptr: *mut tm) -> time_t {
    // SAFETY: the caller's promise.
    unsafe {
        let fields = from_c(&*timeptr);
        if let Some((seconds, wday, yday)) = fields.normal_utc() {
            let tm = &mut *timeptr;
            (tm.tm_wday, tm.tm_yday, tm.tm_isdst) = (wday, yday, 0);
            (tm.tm_gmtoff, tm.tm_zone) = (0, c"UTC".as_ptr());
            return seconds;
        }
        let seconds = fields.to_epoch_utc();
        normalise(timeptr, utc(seconds).map(|normal| (seconds, normal)))
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/tzset.html>
#[unsafe(no_mangle)]
pub extern "C" fn tzset() {
    time_zone::refresh();
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/difftime.html>
#[unsafe(no_mangle)]
pub extern "C" fn difftime(time1: time_t, time0: time_t) -> c_double {
    // In 128 bits the difference is exact, and the conversion rounds once.
    (i128::from(time1) - i128::from(time0)) as c_double
}
