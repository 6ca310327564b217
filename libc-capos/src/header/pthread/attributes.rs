//! Attributes of threads.

use super::constants::*;
use crate::abi::Out;
use crate::errno::Errno;
use crate::thread::{DEFAULT_ATTRIBUTES, attributes_of, priorities};
use crate::types::{c_int, c_void, pthread_attr_t, pthread_t, sched_param, size_t};
use core::ptr;

/// Stacks end at multiples of this.
const ALIGNMENT: usize = 16;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_attr_init.html>
///
/// # Safety
/// `attr` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_attr_init(attr: *mut pthread_attr_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { attr.write(DEFAULT_ATTRIBUTES) };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_attr_destroy.html>
#[unsafe(no_mangle)]
pub extern "C" fn pthread_attr_destroy(_attr: *mut pthread_attr_t) -> c_int {
    0
}

/// GNU: the attributes of a running thread.
///
/// # Safety
/// `thread` is a thread, `attr` writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_getattr_np(thread: pthread_t, attr: *mut pthread_attr_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { attr.write(attributes_of(&*thread)) };
    0
}

/// Sets one of the attributes that have two values.
///
/// # Safety
/// `field` is writable.
unsafe fn choose(field: *mut c_int, value: c_int) -> c_int {
    if !matches!(value, 0 | 1) {
        return Errno::EINVAL.number();
    }
    // SAFETY: the caller's promise.
    unsafe { field.write(value) };
    0
}
/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_attr_getdetachstate.html>
///
/// # Safety
/// `attr` is initialized, `detachstate` writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_attr_getdetachstate(
    attr: *const pthread_attr_t,
    detachstate: *mut c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { Out::new(detachstate).write((*attr).detached) };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_attr_setdetachstate.html>
///
/// # Safety
/// `attr` is initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_attr_setdetachstate(attr: *mut pthread_attr_t, detachstate: c_int) -> c_int {
    // SAFETY: the same contract.
    unsafe { choose(&raw mut (*attr).detached, detachstate) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_attr_getinheritsched.html>
///
/// # Safety
/// `attr` is initialized, `inheritsched` writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_attr_getinheritsched(
    attr: *const pthread_attr_t,
    inheritsched: *mut c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { Out::new(inheritsched).write((*attr).explicit_scheduling) };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_attr_setinheritsched.html>
///
/// # Safety
/// `attr` is initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_attr_setinheritsched(
    attr: *mut pthread_attr_t,
    inheritsched: c_int,
) -> c_int {
    // SAFETY: the same contract.
    unsafe { choose(&raw mut (*attr).explicit_scheduling, inheritsched) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_attr_getscope.html>
///
/// # Safety
/// `contentionscope` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_attr_getscope(
    _attr: *const pthread_attr_t,
    contentionscope: *mut c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { Out::new(contentionscope).write(PTHREAD_SCOPE_SYSTEM) };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_attr_setscope.html>
#[unsafe(no_mangle)]
pub extern "C" fn pthread_attr_setscope(_attr: *mut pthread_attr_t, contentionscope: c_int) -> c_int {
    match contentionscope {
        PTHREAD_SCOPE_SYSTEM => 0,
        PTHREAD_SCOPE_PROCESS => Errno::ENOTSUP.number(),
        _ => Errno::EINVAL.number(),
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_attr_getguardsize.html>
///
/// # Safety
/// `attr` is initialized, `guardsize` writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_attr_getguardsize(
    attr: *const pthread_attr_t,
    guardsize: *mut size_t,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { Out::new(guardsize).write((*attr).guard_size) };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_attr_setguardsize.html>
///
/// # Safety
/// `attr` is initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_attr_setguardsize(attr: *mut pthread_attr_t, guardsize: size_t) -> c_int {
    if guardsize > isize::MAX as usize {
        return Errno::EINVAL.number();
    }
    // SAFETY: the caller's promise.
    unsafe { (*attr).guard_size = guardsize };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_attr_getstacksize.html>
///
/// # Safety
/// `attr` is initialized, `stacksize` writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_attr_getstacksize(
    attr: *const pthread_attr_t,
    stacksize: *mut size_t,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { Out::new(stacksize).write((*attr).stack_size) };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_attr_setstacksize.html>
///
/// # Safety
/// `attr` is initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_attr_setstacksize(attr: *mut pthread_attr_t, stacksize: size_t) -> c_int {
    if !(STACK_MIN..=isize::MAX as usize).contains(&stacksize) {
        return Errno::EINVAL.number();
    }
    // SAFETY: the caller's promise.
    unsafe { (*attr).stack_size = stacksize };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_attr_getstack.html>
///
/// # Safety
/// `attr` is initialized, the other two are writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_attr_getstack(
    attr: *const pthread_attr_t,
    stackaddr: *mut *mut c_void,
    stacksize: *mut size_t,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        let (end, size) = ((*attr).stack_end, (*attr).stack_size);
        let low = if end == 0 { 0 } else { end - size };
        Out::new(stackaddr).write(ptr::with_exposed_provenance_mut(low));
        Out::new(stacksize).write(size);
    }
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_attr_setstack.html>
///
/// # Safety
/// `attr` is initialized; the memory is for one thread at a time that is created with it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_attr_setstack(
    attr: *mut pthread_attr_t,
    stackaddr: *mut c_void,
    stacksize: size_t,
) -> c_int {
    let end = stackaddr.expose_provenance().checked_add(stacksize);
    let Some(end) = end.filter(|end| end.is_multiple_of(ALIGNMENT) && stacksize >= STACK_MIN) else {
        return Errno::EINVAL.number();
    };
    // SAFETY: the caller's promise.
    unsafe {
        (*attr).stack_size = stacksize;
        (*attr).stack_end = end;
    }
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_attr_getschedpolicy.html>
///
/// # Safety
/// `attr` is initialized, `policy` writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_attr_getschedpolicy(
    attr: *const pthread_attr_t,
    policy: *mut c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { Out::new(policy).write((*attr).policy) };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_attr_setschedpolicy.html>
///
/// # Safety
/// `attr` is initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_attr_setschedpolicy(attr: *mut pthread_attr_t, policy: c_int) -> c_int {
    if priorities(policy).is_err() {
        return Errno::EINVAL.number();
    }
    // SAFETY: the caller's promise.
    unsafe { (*attr).policy = policy };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_attr_getschedparam.html>
///
/// # Safety
/// `attr` is initialized, `param` writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_attr_getschedparam(
    attr: *const pthread_attr_t,
    param: *mut sched_param,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        let parameters = sched_param { sched_priority: (*attr).priority, ..sched_param::default() };
        Out::new(param).write(parameters);
    }
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_attr_setschedparam.html>
///
/// # Safety
/// `attr` is initialized, `param` readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_attr_setschedparam(
    attr: *mut pthread_attr_t,
    param: *const sched_param,
) -> c_int {
    // SAFETY: the caller's promise.
    let (attributes, priority) = unsafe { (&mut *attr, (*param).sched_priority) };
    if !priorities(attributes.policy).is_ok_and(|range| range.contains(&priority)) {
        return Errno::EINVAL.number();
    }
    attributes.priority = priority;
    0
}
