//! Mutexes and condition variables.

use super::answer::{SUCCESS, status};
use crate::errno::Errno;
use crate::platform::Deadline;
use crate::sync::mutex_kind;
use crate::thread::cancellation;
use crate::types::{c_int, clockid_t, cnd_t, mtx_t, pthread_cond_t, pthread_mutex_t, timespec};

const CLOCK_REALTIME: clockid_t = 0;
const MTX_RECURSIVE: c_int = 1;
const MTX_TIMED: c_int = 2;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mtx_init.html>
///
/// # Safety
/// `mtx` is writable, and nobody uses it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mtx_init(mtx: *mut mtx_t, r#type: c_int) -> c_int {
    if r#type & !(MTX_RECURSIVE | MTX_TIMED) != 0 {
        return status(Err(Errno::EINVAL));
    }
    let recursive = r#type & MTX_RECURSIVE != 0;
    let kind = if recursive { mutex_kind::RECURSIVE } else { mutex_kind::NORMAL };
    // SAFETY: the caller's promise.
    unsafe { mtx.write(mtx_t(pthread_mutex_t::new(kind, 0))) };
    SUCCESS
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mtx_destroy.html>
#[unsafe(no_mangle)]
pub extern "C" fn mtx_destroy(_mtx: *mut mtx_t) {
    // A mutex holds nothing.
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mtx_lock.html>
///
/// # Safety
/// `mtx` is initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mtx_lock(mtx: *mut mtx_t) -> c_int {
    // SAFETY: the caller's promise.
    status(unsafe { &(*mtx).0 }.lock(None))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mtx_timedlock.html>
///
/// # Safety
/// `mtx` is initialized, `ts` a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mtx_timedlock(mtx: *mut mtx_t, ts: *const timespec) -> c_int {
    // SAFETY: the caller's promise.
    let (mutex, time) = unsafe { (&(*mtx).0, *ts) };
    status(mutex.lock(Some(&Deadline { clock: CLOCK_REALTIME, time })))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mtx_trylock.html>
///
/// # Safety
/// `mtx` is initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mtx_trylock(mtx: *mut mtx_t) -> c_int {
    // SAFETY: the caller's promise.
    status(unsafe { &(*mtx).0 }.try_lock())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mtx_unlock.html>
///
/// # Safety
/// `mtx` is initialized, and the caller holds it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mtx_unlock(mtx: *mut mtx_t) -> c_int {
    // SAFETY: the caller's promise.
    status(unsafe { &(*mtx).0 }.unlock())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/cnd_init.html>
///
/// # Safety
/// `cond` is writable, and nobody uses it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cnd_init(cond: *mut cnd_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { cond.write(cnd_t(pthread_cond_t::new(CLOCK_REALTIME, false))) };
    SUCCESS
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/cnd_destroy.html>
///
/// # Safety
/// `cond` is initialized, and nobody waits for it or uses it afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cnd_destroy(cond: *mut cnd_t) {
    // The caller promised that nobody waits, and would not hear of it.
    // SAFETY: the caller's promise.
    let _ = unsafe { &(*cond).0 }.destroy();
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/cnd_signal.html>
///
/// # Safety
/// `cond` is initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cnd_signal(cond: *mut cnd_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { &(*cond).0 }.signal();
    SUCCESS
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/cnd_broadcast.html>
///
/// # Safety
/// `cond` is initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cnd_broadcast(cond: *mut cnd_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { &(*cond).0 }.broadcast();
    SUCCESS
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/cnd_wait.html>
///
/// # Safety
/// Both are initialized, and the caller holds the mutex.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cnd_wait(cond: *mut cnd_t, mtx: *mut mtx_t) -> c_int {
    // SAFETY: the caller's promise.
    let (cond, mutex) = unsafe { (&(*cond).0, &(*mtx).0) };
    status(cancellation::point(|| cond.wait(mutex, None)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/cnd_timedwait.html>
///
/// # Safety
/// Both are initialized, the caller holds the mutex, and `ts` is a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cnd_timedwait(cond: *mut cnd_t, mtx: *mut mtx_t, ts: *const timespec) -> c_int {
    // SAFETY: the caller's promise.
    let (cond, mutex, time) = unsafe { (&(*cond).0, &(*mtx).0, *ts) };
    status(cancellation::point(|| cond.wait(mutex, Some(&Deadline { clock: CLOCK_REALTIME, time }))))
}
