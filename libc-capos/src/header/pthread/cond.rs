//! Condition variables.

use super::answer::number;
use super::constants::{PTHREAD_PROCESS_PRIVATE, PTHREAD_PROCESS_SHARED};
use crate::abi::Out;
use crate::errno::Errno;
use crate::platform::Deadline;
use crate::thread::cancellation;
use crate::types::{c_int, clockid_t, pthread_cond_t, pthread_condattr_t, pthread_mutex_t, timespec};

const CLOCK_REALTIME: clockid_t = 0;
const CLOCK_MONOTONIC: clockid_t = 1;
/// In the attributes: shared between processes; the rest is the clock.
const SHARED: u32 = 1 << 31;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_condattr_init.html>
///
/// # Safety
/// `attr` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_condattr_init(attr: *mut pthread_condattr_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { attr.write(pthread_condattr_t { attributes: CLOCK_REALTIME as u32 }) };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_condattr_destroy.html>
#[unsafe(no_mangle)]
pub extern "C" fn pthread_condattr_destroy(_attr: *mut pthread_condattr_t) -> c_int {
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_condattr_getclock.html>
///
/// # Safety
/// `attr` is initialized, `clock_id` writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_condattr_getclock(
    attr: *const pthread_condattr_t,
    clock_id: *mut clockid_t,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { Out::new(clock_id).write(((*attr).attributes & !SHARED) as clockid_t) };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_condattr_setclock.html>
///
/// # Safety
/// `attr` is initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_condattr_setclock(
    attr: *mut pthread_condattr_t,
    clock_id: clockid_t,
) -> c_int {
    if !matches!(clock_id, CLOCK_REALTIME | CLOCK_MONOTONIC) {
        return Errno::EINVAL.number();
    }
    // SAFETY: the caller's promise.
    unsafe { (*attr).attributes = ((*attr).attributes & SHARED) | clock_id as u32 };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_condattr_getpshared.html>
///
/// # Safety
/// `attr` is initialized, `pshared` writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_condattr_getpshared(
    attr: *const pthread_condattr_t,
    pshared: *mut c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { Out::new(pshared).write(c_int::from((*attr).attributes & SHARED != 0)) };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_condattr_setpshared.html>
///
/// # Safety
/// `attr` is initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_condattr_setpshared(attr: *mut pthread_condattr_t, pshared: c_int) -> c_int {
    let bit = match pshared {
        PTHREAD_PROCESS_PRIVATE => 0,
        PTHREAD_PROCESS_SHARED => SHARED,
        _ => return Errno::EINVAL.number(),
    };
    // SAFETY: the caller's promise.
    unsafe { (*attr).attributes = ((*attr).attributes & !SHARED) | bit };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_cond_init.html>
///
/// # Safety
/// `cond` is writable and nobody uses it, `attr` NULL or initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_cond_init(
    cond: *mut pthread_cond_t,
    attr: *const pthread_condattr_t,
) -> c_int {
    // SAFETY: the caller's promise.
    let attributes = unsafe { attr.as_ref() }.map_or(0, |attributes| attributes.attributes);
    let new = pthread_cond_t::new((attributes & !SHARED) as clockid_t, attributes & SHARED != 0);
    // SAFETY: the caller's promise.
    unsafe { cond.write(new) };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_cond_destroy.html>
///
/// # Safety
/// `cond` is initialized, and nobody waits for it or uses it afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_cond_destroy(cond: *mut pthread_cond_t) -> c_int {
    // SAFETY: the caller's promise.
    number(unsafe { &*cond }.destroy())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_cond_signal.html>
///
/// # Safety
/// `cond` is initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_cond_signal(cond: *mut pthread_cond_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { &*cond }.signal();
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_cond_broadcast.html>
///
/// # Safety
/// `cond` is initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_cond_broadcast(cond: *mut pthread_cond_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { &*cond }.broadcast();
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_cond_wait.html>
///
/// # Safety
/// Both are initialized, and the caller holds the mutex.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_cond_wait(cond: *mut pthread_cond_t, mutex: *mut pthread_mutex_t) -> c_int {
    // SAFETY: the caller's promise.
    let (cond, mutex) = unsafe { (&*cond, &*mutex) };
    number(cancellation::point(|| cond.wait(mutex, None)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_cond_timedwait.html>
///
/// # Safety
/// Both are initialized, the caller holds the mutex, and `abstime` is a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_cond_timedwait(
    cond: *mut pthread_cond_t,
    mutex: *mut pthread_mutex_t,
    abstime: *const timespec,
) -> c_int {
    // SAFETY: the caller's promise.
    let (cond, mutex, time) = unsafe { (&*cond, &*mutex, *abstime) };
    number(cancellation::point(|| cond.wait(mutex, Some(&Deadline { clock: cond.clock, time }))))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_cond_clockwait.html>
///
/// # Safety
/// Both are initialized, the caller holds the mutex, and `abstime` is a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_cond_clockwait(
    cond: *mut pthread_cond_t,
    mutex: *mut pthread_mutex_t,
    clock_id: clockid_t,
    abstime: *const timespec,
) -> c_int {
    if !matches!(clock_id, CLOCK_REALTIME | CLOCK_MONOTONIC) {
        return Errno::EINVAL.number();
    }
    // SAFETY: the caller's promise.
    let (cond, mutex, time) = unsafe { (&*cond, &*mutex, *abstime) };
    number(cancellation::point(|| cond.wait(mutex, Some(&Deadline { clock: clock_id, time }))))
}
