//! Read-write locks.

use super::answer::number;
use super::constants::{
    PTHREAD_PROCESS_PRIVATE, PTHREAD_PROCESS_SHARED, PTHREAD_RWLOCK_PREFER_READER_NP,
    PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP,
};
use crate::abi::Out;
use crate::errno::Errno;
use crate::platform::Deadline;
use crate::types::{c_int, clockid_t, pthread_rwlock_t, pthread_rwlockattr_t, timespec};

const CLOCK_REALTIME: clockid_t = 0;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_rwlockattr_init.html>
///
/// # Safety
/// `attr` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_rwlockattr_init(attr: *mut pthread_rwlockattr_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { attr.write(pthread_rwlockattr_t { attributes: [0; 2] }) };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_rwlockattr_destroy.html>
#[unsafe(no_mangle)]
pub extern "C" fn pthread_rwlockattr_destroy(_attr: *mut pthread_rwlockattr_t) -> c_int {
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_rwlockattr_getpshared.html>
///
/// # Safety
/// `attr` is initialized, `pshared` writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_rwlockattr_getpshared(
    attr: *const pthread_rwlockattr_t,
    pshared: *mut c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { Out::new(pshared).write((*attr).attributes[0] as c_int) };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_rwlockattr_setpshared.html>
///
/// # Safety
/// `attr` is initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_rwlockattr_setpshared(
    attr: *mut pthread_rwlockattr_t,
    pshared: c_int,
) -> c_int {
    if !matches!(pshared, PTHREAD_PROCESS_PRIVATE | PTHREAD_PROCESS_SHARED) {
        return Errno::EINVAL.number();
    }
    // SAFETY: the caller's promise.
    unsafe { (*attr).attributes[0] = pshared as u32 };
    0
}

/// <https://man7.org/linux/man-pages/man3/pthread_rwlockattr_setkind_np.3.html>
///
/// # Safety
/// `attr` is initialized, `pref` writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_rwlockattr_getkind_np(
    attr: *const pthread_rwlockattr_t,
    pref: *mut c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { Out::new(pref).write((*attr).attributes[1] as c_int) };
    0
}

/// <https://man7.org/linux/man-pages/man3/pthread_rwlockattr_setkind_np.3.html>
///
/// # Safety
/// `attr` is initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_rwlockattr_setkind_np(
    attr: *mut pthread_rwlockattr_t,
    pref: c_int,
) -> c_int {
    if !(PTHREAD_RWLOCK_PREFER_READER_NP..=PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP).contains(&pref) {
        return Errno::EINVAL.number();
    }
    // SAFETY: the caller's promise.
    unsafe { (*attr).attributes[1] = pref as u32 };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_rwlock_init.html>
///
/// # Safety
/// `rwlock` is writable and nobody uses it, `attr` NULL or initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_rwlock_init(
    rwlock: *mut pthread_rwlock_t,
    attr: *const pthread_rwlockattr_t,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        let [shared, kind] = attr.as_ref().map_or([0; 2], |attributes| attributes.attributes);
        rwlock.write(pthread_rwlock_t::new(shared != 0, kind));
    }
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_rwlock_destroy.html>
///
/// # Safety
/// `rwlock` is initialized, and nobody uses it afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_rwlock_destroy(rwlock: *mut pthread_rwlock_t) -> c_int {
    // SAFETY: the caller's promise.
    if unsafe { &*rwlock }.is_locked() { Errno::EBUSY.number() } else { 0 }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_rwlock_rdlock.html>
///
/// # Safety
/// `rwlock` is initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_rwlock_rdlock(rwlock: *mut pthread_rwlock_t) -> c_int {
    // SAFETY: the caller's promise.
    number(unsafe { &*rwlock }.read(None))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_rwlock_tryrdlock.html>
///
/// # Safety
/// `rwlock` is initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_rwlock_tryrdlock(rwlock: *mut pthread_rwlock_t) -> c_int {
    // SAFETY: the caller's promise.
    number(unsafe { &*rwlock }.try_read())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_rwlock_timedrdlock.html>
///
/// # Safety
/// `rwlock` is initialized, `abstime` a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_rwlock_timedrdlock(
    rwlock: *mut pthread_rwlock_t,
    abstime: *const timespec,
) -> c_int {
    // SAFETY: the caller's promise.
    let (lock, time) = unsafe { (&*rwlock, *abstime) };
    number(lock.read(Some(&Deadline { clock: CLOCK_REALTIME, time })))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_rwlock_clockrdlock.html>
///
/// # Safety
/// `rwlock` is initialized, `abstime` a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_rwlock_clockrdlock(
    rwlock: *mut pthread_rwlock_t,
    clock_id: clockid_t,
    abstime: *const timespec,
) -> c_int {
    // SAFETY: the caller's promise.
    let (lock, time) = unsafe { (&*rwlock, *abstime) };
    number(lock.read(Some(&Deadline { clock: clock_id, time })))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_rwlock_wrlock.html>
///
/// # Safety
/// `rwlock` is initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_rwlock_wrlock(rwlock: *mut pthread_rwlock_t) -> c_int {
    // SAFETY: the caller's promise.
    number(unsafe { &*rwlock }.write(None))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_rwlock_trywrlock.html>
///
/// # Safety
/// `rwlock` is initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_rwlock_trywrlock(rwlock: *mut pthread_rwlock_t) -> c_int {
    // SAFETY: the caller's promise.
    number(unsafe { &*rwlock }.try_write())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_rwlock_timedwrlock.html>
///
/// # Safety
/// `rwlock` is initialized, `abstime` a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_rwlock_timedwrlock(
    rwlock: *mut pthread_rwlock_t,
    abstime: *const timespec,
) -> c_int {
    // SAFETY: the caller's promise.
    let (lock, time) = unsafe { (&*rwlock, *abstime) };
    number(lock.write(Some(&Deadline { clock: CLOCK_REALTIME, time })))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_rwlock_clockwrlock.html>
///
/// # Safety
/// `rwlock` is initialized, `abstime` a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_rwlock_clockwrlock(
    rwlock: *mut pthread_rwlock_t,
    clock_id: clockid_t,
    abstime: *const timespec,
) -> c_int {
    // SAFETY: the caller's promise.
    let (lock, time) = unsafe { (&*rwlock, *abstime) };
    number(lock.write(Some(&Deadline { clock: clock_id, time })))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_rwlock_unlock.html>
///
/// # Safety
/// `rwlock` is initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_rwlock_unlock(rwlock: *mut pthread_rwlock_t) -> c_int {
    // SAFETY: the caller's promise.
    number(unsafe { &*rwlock }.unlock())
}
