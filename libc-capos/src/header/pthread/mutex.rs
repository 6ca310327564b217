//! Mutexes.

use super::answer::number;
use crate::abi::Out;
use crate::errno::Errno;
use crate::platform::Deadline;
use crate::sync::mutex_kind;
use crate::types::{c_int, clockid_t, pthread_mutex_t, pthread_mutexattr_t, timespec};

const CLOCK_REALTIME: clockid_t = 0;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_mutex_init.html>
///
/// # Safety
/// `mutex` is writable and nobody uses it, `attr` NULL or initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutex_init(
    mutex: *mut pthread_mutex_t,
    attr: *const pthread_mutexattr_t,
) -> c_int {
    // SAFETY: the caller's promise.
    let attributes = unsafe { attr.as_ref() }.map_or(0, |attributes| attributes.attributes);
    let ceiling = (attributes >> mutex_kind::CEILING_SHIFT) as c_int;
    let kind = attributes & ((1 << mutex_kind::CEILING_SHIFT) - 1);
    // SAFETY: the caller's promise.
    unsafe { mutex.write(pthread_mutex_t::new(kind, ceiling)) };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_mutex_destroy.html>
///
/// # Safety
/// `mutex` is initialized, and nobody uses it afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutex_destroy(mutex: *mut pthread_mutex_t) -> c_int {
    // SAFETY: the caller's promise.
    if unsafe { &*mutex }.is_locked() { Errno::EBUSY.number() } else { 0 }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_mutex_lock.html>
///
/// # Safety
/// `mutex` is initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutex_lock(mutex: *mut pthread_mutex_t) -> c_int {
    // SAFETY: the caller's promise.
    number(unsafe { &*mutex }.lock(None))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_mutex_trylock.html>
///
/// # Safety
/// `mutex` is initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutex_trylock(mutex: *mut pthread_mutex_t) -> c_int {
    // SAFETY: the caller's promise.
    number(unsafe { &*mutex }.try_lock())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_mutex_unlock.html>
///
/// # Safety
/// `mutex` is initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutex_unlock(mutex: *mut pthread_mutex_t) -> c_int {
    // SAFETY: the caller's promise.
    number(unsafe { &*mutex }.unlock())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_mutex_timedlock.html>
///
/// # Safety
/// `mutex` is initialized, `abstime` a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutex_timedlock(
    mutex: *mut pthread_mutex_t,
    abstime: *const timespec,
) -> c_int {
    // SAFETY: the caller's promise.
    let (mutex, time) = unsafe { (&*mutex, *abstime) };
    number(mutex.lock(Some(&Deadline { clock: CLOCK_REALTIME, time })))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_mutex_clocklock.html>
///
/// # Safety
/// `mutex` is initialized, `abstime` a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutex_clocklock(
    mutex: *mut pthread_mutex_t,
    clock_id: clockid_t,
    abstime: *const timespec,
) -> c_int {
    // SAFETY: the caller's promise.
    let (mutex, time) = unsafe { (&*mutex, *abstime) };
    number(mutex.lock(Some(&Deadline { clock: clock_id, time })))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_mutex_consistent.html>
///
/// # Safety
/// `mutex` is initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutex_consistent(mutex: *mut pthread_mutex_t) -> c_int {
    // SAFETY: the caller's promise.
    number(unsafe { &*mutex }.make_consistent())
}

/// Ceilings are of mutexes with the protocol `PTHREAD_PRIO_PROTECT`, which no mutex has here.
fn ceiling(_mutex: *const pthread_mutex_t) -> Result<c_int, Errno> {
    Err(Errno::EINVAL)
}
/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_mutex_getprioceiling.html>
///
/// # Safety
/// `mutex` is initialized, `prioceiling` writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutex_getprioceiling(
    mutex: *const pthread_mutex_t,
    prioceiling: *mut c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    let mut out = unsafe { Out::new(prioceiling) };
    number(ceiling(mutex).map(|value| out.write(value)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_mutex_setprioceiling.html>
///
/// # Safety
/// `mutex` is initialized, `old_ceiling` NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutex_setprioceiling(
    mutex: *mut pthread_mutex_t,
    _prioceiling: c_int,
    old_ceiling: *mut c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    let mut out = unsafe { Out::new(old_ceiling) };
    number(ceiling(mutex).map(|value| out.write(value)))
}
