//! Using semaphores, and those without names.

use crate::abi::Out;
use crate::errno::{self, Errno};
use crate::platform::Deadline;
use crate::sync::semaphore;
use crate::thread::cancellation;
use crate::types::{c_int, c_uint, clockid_t, sem_t, timespec};

const CLOCK_REALTIME: clockid_t = 0;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sem_init.html>
///
/// # Safety
/// `sem` is writable, and nobody uses it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sem_init(sem: *mut sem_t, pshared: c_int, value: c_uint) -> c_int {
    if value > semaphore::MOST {
        return errno::status(Err(Errno::EINVAL));
    }
    // SAFETY: the caller's promise.
    unsafe { sem.write(sem_t::new(value, pshared != 0)) };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sem_destroy.html>
#[unsafe(no_mangle)]
pub extern "C" fn sem_destroy(_sem: *mut sem_t) -> c_int {
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sem_post.html>
///
/// # Safety
/// `sem` is a semaphore.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sem_post(sem: *mut sem_t) -> c_int {
    // SAFETY: the caller's promise.
    errno::status(unsafe { &*sem }.post())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sem_trywait.html>
///
/// # Safety
/// `sem` is a semaphore.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sem_trywait(sem: *mut sem_t) -> c_int {
    // SAFETY: the caller's promise.
    errno::status(unsafe { &*sem }.try_wait())
}

/// # Safety
/// `sem` is a semaphore.
unsafe fn wait(sem: *mut sem_t, until: Option<Deadline>) -> c_int {
    // SAFETY: the caller's promise.
    let semaphore = unsafe { &*sem };
    errno::status(cancellation::point(|| semaphore.wait(until.as_ref())))
}
/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sem_wait.html>
///
/// # Safety
/// `sem` is a semaphore.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sem_wait(sem: *mut sem_t) -> c_int {
    // SAFETY: the same contract.
    unsafe { wait(sem, None) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sem_timedwait.html>
///
/// # Safety
/// `sem` is a semaphore, `abstime` a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sem_timedwait(sem: *mut sem_t, abstime: *const timespec) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { wait(sem, Some(Deadline { clock: CLOCK_REALTIME, time: *abstime })) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sem_clockwait.html>
///
/// # Safety
/// `sem` is a semaphore, `abstime` a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sem_clockwait(
    sem: *mut sem_t,
    clock_id: clockid_t,
    abstime: *const timespec,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { wait(sem, Some(Deadline { clock: clock_id, time: *abstime })) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sem_getvalue.html>
///
/// # Safety
/// `sem` is a semaphore, `sval` writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sem_getvalue(sem: *mut sem_t, sval: *mut c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { Out::new(sval).write((*sem).value() as c_int) };
    0
}
