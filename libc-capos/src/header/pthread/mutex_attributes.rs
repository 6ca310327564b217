//! Attributes of mutexes.

use super::answer::number;
use super::constants::*;
use crate::abi::Out;
use crate::errno::Errno;
use crate::sync::mutex_kind::{self, CEILING_SHIFT};
use crate::thread::priorities;
use crate::types::{c_int, pthread_mutexattr_t};

const SCHED_FIFO: c_int = 1;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_mutexattr_init.html>
///
/// # Safety
/// `attr` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutexattr_init(attr: *mut pthread_mutexattr_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { attr.write(pthread_mutexattr_t { attributes: 0 }) };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_mutexattr_destroy.html>
#[unsafe(no_mangle)]
pub extern "C" fn pthread_mutexattr_destroy(_attr: *mut pthread_mutexattr_t) -> c_int {
    0
}

/// Replaces the bits of `mask`.
///
/// # Safety
/// `attr` is initialized.
unsafe fn replace(attr: *mut pthread_mutexattr_t, mask: u32, bits: u32) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { (*attr).attributes = ((*attr).attributes & !mask) | bits };
    0
}

/// Reads a value.
///
/// # Safety
/// `attr` is initialized, `out` writable.
unsafe fn read(attr: *const pthread_mutexattr_t, out: *mut c_int, value: fn(u32) -> c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { Out::new(out).write(value((*attr).attributes)) };
    0
}
/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_mutexattr_gettype.html>
///
/// # Safety
/// `attr` is initialized, `type` writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutexattr_gettype(
    attr: *const pthread_mutexattr_t,
    r#type: *mut c_int,
) -> c_int {
    // SAFETY: the same contract.
    unsafe { read(attr, r#type, |bits| (bits & mutex_kind::TYPE) as c_int) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_mutexattr_settype.html>
///
/// # Safety
/// `attr` is initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutexattr_settype(attr: *mut pthread_mutexattr_t, r#type: c_int) -> c_int {
    match r#type {
        // SAFETY: the same contract.
        PTHREAD_MUTEX_NORMAL..=PTHREAD_MUTEX_ERRORCHECK => unsafe {
            replace(attr, mutex_kind::TYPE, r#type as u32)
        },
        _ => Errno::EINVAL.number(),
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_mutexattr_getrobust.html>
///
/// # Safety
/// `attr` is initialized, `robust` writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutexattr_getrobust(
    attr: *const pthread_mutexattr_t,
    robust: *mut c_int,
) -> c_int {
    // SAFETY: the same contract.
    unsafe { read(attr, robust, |bits| c_int::from(bits & mutex_kind::ROBUST != 0)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_mutexattr_setrobust.html>
///
/// # Safety
/// `attr` is initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutexattr_setrobust(attr: *mut pthread_mutexattr_t, robust: c_int) -> c_int {
    let bit = match robust {
        PTHREAD_MUTEX_STALLED => 0,
        PTHREAD_MUTEX_ROBUST => mutex_kind::ROBUST,
        _ => return Errno::EINVAL.number(),
    };
    // SAFETY: the same contract.
    unsafe { replace(attr, mutex_kind::ROBUST, bit) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_mutexattr_getpshared.html>
///
/// # Safety
/// `attr` is initialized, `pshared` writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutexattr_getpshared(
    attr: *const pthread_mutexattr_t,
    pshared: *mut c_int,
) -> c_int {
    // SAFETY: the same contract.
    unsafe { read(attr, pshared, |bits| c_int::from(bits & mutex_kind::SHARED != 0)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_mutexattr_setpshared.html>
///
/// # Safety
/// `attr` is initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutexattr_setpshared(
    attr: *mut pthread_mutexattr_t,
    pshared: c_int,
) -> c_int {
    let bit = match pshared {
        PTHREAD_PROCESS_PRIVATE => 0,
        PTHREAD_PROCESS_SHARED => mutex_kind::SHARED,
        _ => return Errno::EINVAL.number(),
    };
    // SAFETY: the same contract.
    unsafe { replace(attr, mutex_kind::SHARED, bit) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_mutexattr_getprotocol.html>
///
/// # Safety
/// `attr` is initialized, `protocol` writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutexattr_getprotocol(
    attr: *const pthread_mutexattr_t,
    protocol: *mut c_int,
) -> c_int {
    // SAFETY: the same contract.
    unsafe { read(attr, protocol, |_| PTHREAD_PRIO_NONE) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_mutexattr_setprotocol.html>
///
/// Mutexes do not change the priorities of threads here, and so are not made to look as if they did.
#[unsafe(no_mangle)]
pub extern "C" fn pthread_mutexattr_setprotocol(_attr: *mut pthread_mutexattr_t, protocol: c_int) -> c_int {
    number(match protocol {
        PTHREAD_PRIO_NONE => Ok(()),
        PTHREAD_PRIO_INHERIT | PTHREAD_PRIO_PROTECT => Err(Errno::ENOTSUP),
        _ => Err(Errno::EINVAL),
    })
}
/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_mutexattr_getprioceiling.html>
///
/// # Safety
/// `attr` is initialized, `prioceiling` writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutexattr_getprioceiling(
    attr: *const pthread_mutexattr_t,
    prioceiling: *mut c_int,
) -> c_int {
    let lowest = priorities(SCHED_FIFO).map_or(0, |range| *range.start());
    // SAFETY: the caller's promise.
    let value = unsafe { (*attr).attributes >> CEILING_SHIFT } as c_int;
    // SAFETY: the caller's promise.
    unsafe { Out::new(prioceiling) }.write(value.max(lowest));
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_mutexattr_setprioceiling.html>
///
/// # Safety
/// `attr` is initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutexattr_setprioceiling(
    attr: *mut pthread_mutexattr_t,
    prioceiling: c_int,
) -> c_int {
    match priorities(SCHED_FIFO) {
        // SAFETY: the same contract.
        Ok(range) if range.contains(&prioceiling) => unsafe {
            replace(attr, u32::MAX << CEILING_SHIFT, (prioceiling as u32) << CEILING_SHIFT)
        },
        _ => Errno::EINVAL.number(),
    }
}
