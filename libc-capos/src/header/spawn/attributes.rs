//! Attributes of programs to start. The functions answer an error number and leave `errno` alone.

use super::constants::KNOWN;
use crate::errno::Errno;
use crate::process;
use crate::types::{c_int, c_short, pid_t, posix_spawnattr_t, sched_param, sigset_t};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawnattr_destroy.html>
///
/// # Safety
/// `attributes` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawnattr_init(attributes: *mut posix_spawnattr_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { attributes.write(process::PLAIN) };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawnattr_destroy.html>
#[unsafe(no_mangle)]
pub extern "C" fn posix_spawnattr_destroy(_attributes: *mut posix_spawnattr_t) -> c_int {
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawnattr_getflags.html>
///
/// # Safety
/// `attributes` was initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawnattr_setflags(attributes: *mut posix_spawnattr_t, flags: c_short) -> c_int {
    let flags = c_int::from(flags);
    if flags & !KNOWN != 0 {
        return Errno::EINVAL.number();
    }
    // SAFETY: the caller's promise.
    unsafe { (*attributes).__flags = flags };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawnattr_getflags.html>
///
/// # Safety
/// `attributes` was initialized, `flags` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawnattr_getflags(attributes: *const posix_spawnattr_t, flags: *mut c_short) -> c_int {
    // SAFETY: the caller's promise. All flags fit.
    unsafe { flags.write((*attributes).__flags as c_short) };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawnattr_getpgroup.html>
///
/// # Safety
/// `attributes` was initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawnattr_setpgroup(attributes: *mut posix_spawnattr_t, group: pid_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { (*attributes).__group = group };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawnattr_getpgroup.html>
///
/// # Safety
/// `attributes` was initialized, `group` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawnattr_getpgroup(attributes: *const posix_spawnattr_t, group: *mut pid_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { group.write((*attributes).__group) };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawnattr_getsigmask.html>
///
/// # Safety
/// `attributes` was initialized, `mask` is a set.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawnattr_setsigmask(attributes: *mut posix_spawnattr_t, mask: *const sigset_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { (*attributes).__mask = *mask };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawnattr_getsigmask.html>
///
/// # Safety
/// `attributes` was initialized, `mask` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawnattr_getsigmask(attributes: *const posix_spawnattr_t, mask: *mut sigset_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { mask.write((*attributes).__mask) };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawnattr_getsigdefault.html>
///
/// # Safety
/// `attributes` was initialized, `set` is a set.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawnattr_setsigdefault(attributes: *mut posix_spawnattr_t, set: *const sigset_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { (*attributes).__default = *set };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawnattr_getsigdefault.html>
///
/// # Safety
/// `attributes` was initialized, `set` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawnattr_getsigdefault(attributes: *const posix_spawnattr_t, set: *mut sigset_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { set.write((*attributes).__default) };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawnattr_getschedparam.html>
///
/// # Safety
/// `attributes` was initialized, `parameters` is readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawnattr_setschedparam(
    attributes: *mut posix_spawnattr_t,
    parameters: *const sched_param,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { (*attributes).__priority = (*parameters).sched_priority };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawnattr_getschedparam.html>
///
/// # Safety
/// `attributes` was initialized, `parameters` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawnattr_getschedparam(
    attributes: *const posix_spawnattr_t,
    parameters: *mut sched_param,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        parameters.write(sched_param { sched_priority: (*attributes).__priority, ..sched_param::default() });
    }
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawnattr_getschedpolicy.html>
///
/// # Safety
/// `attributes` was initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawnattr_setschedpolicy(attributes: *mut posix_spawnattr_t, policy: c_int) -> c_int {
    if !(0..=2).contains(&policy) {
        return Errno::EINVAL.number();
    }
    // SAFETY: the caller's promise.
    unsafe { (*attributes).__policy = policy };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawnattr_getschedpolicy.html>
///
/// # Safety
/// `attributes` was initialized, `policy` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawnattr_getschedpolicy(attributes: *const posix_spawnattr_t, policy: *mut c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { policy.write((*attributes).__policy) };
    0
}
