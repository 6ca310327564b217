//! Scheduling, clocks and names of threads.

use super::answer::number;
use crate::abi::{Out, cstr};
use crate::errno::Errno;
use crate::thread::{self, priorities};
use crate::types::{c_char, c_int, clockid_t, pthread_t, sched_param, size_t};
use core::sync::atomic::{AtomicI32, Ordering};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_getschedparam.html>
///
/// # Safety
/// `thread` is a thread, the other two are writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_getschedparam(
    thread: pthread_t,
    policy: *mut c_int,
    param: *mut sched_param,
) -> c_int {
    // SAFETY: the caller's promise.
    let (target, mut policy, mut param) = unsafe { (&*thread, Out::new(policy), Out::new(param)) };
    number(thread::scheduling(target).map(|(which, priority)| {
        policy.write(which);
        param.write(sched_param { sched_priority: priority, ..sched_param::default() });
    }))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_setschedparam.html>
///
/// # Safety
/// `thread` is a thread, `param` readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_setschedparam(
    thread: pthread_t,
    policy: c_int,
    param: *const sched_param,
) -> c_int {
    // SAFETY: the caller's promise.
    let (target, priority) = unsafe { (&*thread, (*param).sched_priority) };
    if !priorities(policy).is_ok_and(|range| range.contains(&priority)) {
        return Errno::EINVAL.number();
    }
    number(thread::set_scheduling(target, policy, priority))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_setschedprio.html>
///
/// # Safety
/// `thread` is a thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_setschedprio(thread: pthread_t, prio: c_int) -> c_int {
    // SAFETY: the caller's promise.
    let target = unsafe { &*thread };
    number(thread::scheduling(target).and_then(|(policy, _)| {
        if !priorities(policy)?.contains(&prio) {
            return Err(Errno::EINVAL);
        }
        thread::set_scheduling(target, policy, prio)
    }))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_getcpuclockid.html>
///
/// # Safety
/// `thread` is a thread, `clock_id` writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_getcpuclockid(thread: pthread_t, clock_id: *mut clockid_t) -> c_int {
    // SAFETY: the caller's promise.
    let (target, mut out) = unsafe { (&*thread, Out::new(clock_id)) };
    number(thread::processor_clock(target).map(|clock| out.write(clock)))
}

/// What the program asked for. Every thread is one of the kernel's, so that there is nothing to adjust.
static CONCURRENCY: AtomicI32 = AtomicI32::new(0);

/// <https://pubs.opengroup.org/onlinepubs/9699919799/functions/pthread_getconcurrency.html>
#[unsafe(no_mangle)]
pub extern "C" fn pthread_getconcurrency() -> c_int {
    CONCURRENCY.load(Ordering::Relaxed)
}

/// <https://pubs.opengroup.org/onlinepubs/9699919799/functions/pthread_setconcurrency.html>
#[unsafe(no_mangle)]
pub extern "C" fn pthread_setconcurrency(new_level: c_int) -> c_int {
    if new_level < 0 {
        return Errno::EINVAL.number();
    }
    CONCURRENCY.store(new_level, Ordering::Relaxed);
    0
}
/// GNU: names a thread.
///
/// # Safety
/// `thread` is a thread, `name` a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_setname_np(thread: pthread_t, name: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    let (target, name) = unsafe { (&*thread, cstr(name)) };
    number(thread::set_name(target, name.to_bytes()))
}

/// GNU: the name of a thread.
///
/// # Safety
/// `thread` is a thread, `name` has room for `size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_getname_np(thread: pthread_t, name: *mut c_char, size: size_t) -> c_int {
    // SAFETY: the caller's promise.
    let known = thread::name(unsafe { &*thread });
    let length = known.iter().position(|&byte| byte == 0).map_or(known.len(), |end| end + 1);
    if size < length {
        return Errno::ERANGE.number();
    }
    // SAFETY: the caller's promise.
    unsafe { known.as_ptr().copy_to_nonoverlapping(name.cast(), length) };
    0
}
