//! Barriers.

use super::constants::{PTHREAD_BARRIER_SERIAL_THREAD, PTHREAD_PROCESS_PRIVATE, PTHREAD_PROCESS_SHARED};
use crate::abi::Out;
use crate::errno::Errno;
use crate::types::{c_int, c_uint, pthread_barrier_t, pthread_barrierattr_t};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_barrierattr_init.html>
///
/// # Safety
/// `attr` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_barrierattr_init(attr: *mut pthread_barrierattr_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { attr.write(pthread_barrierattr_t { attributes: 0 }) };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_barrierattr_destroy.html>
#[unsafe(no_mangle)]
pub extern "C" fn pthread_barrierattr_destroy(_attr: *mut pthread_barrierattr_t) -> c_int {
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_barrierattr_getpshared.html>
///
/// # Safety
/// `attr` is initialized, `pshared` writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_barrierattr_getpshared(
    attr: *const pthread_barrierattr_t,
    pshared: *mut c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { Out::new(pshared).write((*attr).attributes as c_int) };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_barrierattr_setpshared.html>
///
/// # Safety
/// `attr` is initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_barrierattr_setpshared(
    attr: *mut pthread_barrierattr_t,
    pshared: c_int,
) -> c_int {
    if !matches!(pshared, PTHREAD_PROCESS_PRIVATE | PTHREAD_PROCESS_SHARED) {
        return Errno::EINVAL.number();
    }
    // SAFETY: the caller's promise.
    unsafe { (*attr).attributes = pshared as u32 };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_barrier_init.html>
///
/// # Safety
/// `barrier` is writable and nobody uses it, `attr` NULL or initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_barrier_init(
    barrier: *mut pthread_barrier_t,
    attr: *const pthread_barrierattr_t,
    count: c_uint,
) -> c_int {
    if count == 0 || count > c_int::MAX as c_uint {
        return Errno::EINVAL.number();
    }
    // SAFETY: the caller's promise.
    unsafe {
        let shared = attr.as_ref().is_some_and(|attributes| attributes.attributes != 0);
        barrier.write(pthread_barrier_t::new(count, shared));
    }
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_barrier_destroy.html>
///
/// # Safety
/// `barrier` is initialized, and nobody uses it afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_barrier_destroy(barrier: *mut pthread_barrier_t) -> c_int {
    // SAFETY: the caller's promise.
    let barrier = unsafe { &*barrier };
    if barrier.is_in_use() {
        return Errno::EBUSY.number();
    }
    barrier.destroy();
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_barrier_wait.html>
///
/// # Safety
/// `barrier` is initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_barrier_wait(barrier: *mut pthread_barrier_t) -> c_int {
    // SAFETY: the caller's promise.
    if unsafe { &*barrier }.wait() { PTHREAD_BARRIER_SERIAL_THREAD } else { 0 }
}
