//! Starting, joining and ending threads.

use super::answer::number;
use crate::abi::Out;
use crate::errno::Errno;
use crate::platform::Deadline;
use crate::thread::{self, Routine, cancellation, tcb};
use crate::types::{c_int, c_void, clockid_t, pthread_attr_t, pthread_once_t, pthread_t, timespec};
use core::ptr;
use core::sync::atomic::AtomicU32;

const CLOCK_REALTIME: clockid_t = 0;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_create.html>
///
/// # Safety
/// `thread` is writable, `attr` NULL or initialized; a stack in it is the new thread's alone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_create(
    thread: *mut pthread_t,
    attr: *const pthread_attr_t,
    start_routine: Option<unsafe extern "C" fn(*mut c_void) -> *mut c_void>,
    arg: *mut c_void,
) -> c_int {
    let Some(routine) = start_routine else {
        return Errno::EINVAL.number();
    };
    // SAFETY: the caller's promise.
    let (mut out, attributes) = unsafe { (Out::new(thread), attr.as_ref()) };
    let attributes = attributes.unwrap_or(&thread::DEFAULT_ATTRIBUTES);
    number(thread::create(attributes, Routine::Posix(routine), arg, |id| out.write(id)))
}

/// # Safety
/// `thread` is a thread that is neither detached nor joined, `result` NULL or writable.
unsafe fn join(thread: pthread_t, result: *mut *mut c_void, until: Option<&Deadline>) -> Result<(), Errno> {
    // SAFETY: the caller's promise.
    let (target, mut out) = unsafe { (&*thread, Out::new(result)) };
    cancellation::point(|| thread::join(target, until)).map(|value| out.write(value))
}
/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_join.html>
///
/// # Safety
/// `thread` is a thread that is neither detached nor joined, `value_ptr` NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_join(thread: pthread_t, value_ptr: *mut *mut c_void) -> c_int {
    // SAFETY: the same contract.
    number(unsafe { join(thread, value_ptr, None) })
}

/// GNU: joins a thread that has ended already.
///
/// # Safety
/// As for [`pthread_join`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_tryjoin_np(thread: pthread_t, value_ptr: *mut *mut c_void) -> c_int {
    // SAFETY: the caller's promise.
    let (target, mut out) = unsafe { (&*thread, Out::new(value_ptr)) };
    number(thread::join_now(target).map(|value| out.write(value)))
}

/// GNU: joins until a moment of the realtime clock.
///
/// # Safety
/// As for [`pthread_join`]; `abstime` is NULL or a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_timedjoin_np(
    thread: pthread_t,
    value_ptr: *mut *mut c_void,
    abstime: *const timespec,
) -> c_int {
    // SAFETY: the caller's promise.
    let until = unsafe { abstime.as_ref() }.map(|&time| Deadline { clock: CLOCK_REALTIME, time });
    // SAFETY: the same contract.
    number(unsafe { join(thread, value_ptr, until.as_ref()) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_detach.html>
///
/// # Safety
/// `thread` is a thread that is neither detached nor joined.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_detach(thread: pthread_t) -> c_int {
    // SAFETY: the caller's promise.
    number(thread::detach(unsafe { &*thread }))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_exit.html>
#[unsafe(no_mangle)]
pub extern "C" fn pthread_exit(value_ptr: *mut c_void) -> ! {
    thread::end(value_ptr)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_self.html>
#[unsafe(no_mangle)]
pub extern "C" fn pthread_self() -> pthread_t {
    tcb()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_equal.html>
#[unsafe(no_mangle)]
pub extern "C" fn pthread_equal(t1: pthread_t, t2: pthread_t) -> c_int {
    c_int::from(ptr::eq(t1, t2))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_once.html>
///
/// # Safety
/// `once_control` was initialized with PTHREAD_ONCE_INIT and is used for nothing else.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_once(
    once_control: *mut pthread_once_t,
    init_routine: Option<unsafe extern "C" fn()>,
) -> c_int {
    let Some(routine) = init_routine else {
        return Errno::EINVAL.number();
    };
    // SAFETY: the caller's promise.
    thread::once(unsafe { AtomicU32::from_ptr(once_control.cast()) }, routine);
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_atfork.html>
#[unsafe(no_mangle)]
pub extern "C" fn pthread_atfork(
    prepare: Option<unsafe extern "C" fn()>,
    parent: Option<unsafe extern "C" fn()>,
    child: Option<unsafe extern "C" fn()>,
) -> c_int {
    number(thread::register_fork_handlers(thread::ForkHandlers { prepare, parent, child }))
}
