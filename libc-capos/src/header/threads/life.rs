//! Starting, joining and ending threads.

use super::answer::status;
use crate::abi::Out;
use crate::errno::Errno;
use crate::platform::{Clock, Sys, Threads};
use crate::thread::{self, DEFAULT_ATTRIBUTES, Routine, cancellation, tcb};
use crate::types::{c_int, c_void, clockid_t, once_flag, thrd_start_t, thrd_t, timespec};
use core::ptr;
use core::sync::atomic::AtomicU32;

const CLOCK_REALTIME: clockid_t = 0;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/thrd_create.html>
///
/// # Safety
/// `thr` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn thrd_create(thr: *mut thrd_t, func: thrd_start_t, arg: *mut c_void) -> c_int {
    let Some(function) = func else {
        return status(Err(Errno::EINVAL));
    };
    // SAFETY: the caller's promise.
    let mut out = unsafe { Out::new(thr) };
    status(thread::create(&DEFAULT_ATTRIBUTES, Routine::C(function), arg, |id| out.write(id)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/thrd_join.html>
///
/// # Safety
/// `thr` is a thread that is neither detached nor joined, `res` NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn thrd_join(thr: thrd_t, res: *mut c_int) -> c_int {
    // SAFETY: the caller's promise.
    let (target, mut out) = unsafe { (&*thr, Out::new(res)) };
    let joined = cancellation::point(|| thread::join(target, None));
    status(joined.map(|value| out.write(value.addr() as c_int)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/thrd_detach.html>
///
/// # Safety
/// `thr` is a thread that is neither detached nor joined.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn thrd_detach(thr: thrd_t) -> c_int {
    // SAFETY: the caller's promise.
    status(thread::detach(unsafe { &*thr }))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/thrd_exit.html>
#[unsafe(no_mangle)]
pub extern "C" fn thrd_exit(res: c_int) -> ! {
    thread::end(res as isize as *mut c_void)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/thrd_current.html>
#[unsafe(no_mangle)]
pub extern "C" fn thrd_current() -> thrd_t {
    tcb()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/thrd_equal.html>
#[unsafe(no_mangle)]
pub extern "C" fn thrd_equal(lhs: thrd_t, rhs: thrd_t) -> c_int {
    c_int::from(ptr::eq(lhs, rhs))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/thrd_yield.html>
#[unsafe(no_mangle)]
pub extern "C" fn thrd_yield() {
    Sys::sched_yield();
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/thrd_sleep.html>
///
/// # Safety
/// `duration` is a time, `remaining` NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn thrd_sleep(duration: *const timespec, remaining: *mut timespec) -> c_int {
    // SAFETY: the caller's promise.
    let (duration, mut out) = unsafe { (*duration, Out::new(remaining)) };
    let mut left = timespec::default();
    match cancellation::point(|| Sys::clock_nanosleep(CLOCK_REALTIME, false, &duration, Some(&mut left))) {
        Ok(()) => 0,
        Err(Errno::EINTR) => {
            out.write(left);
            -1
        }
        Err(_) => -2,
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/call_once.html>
///
/// # Safety
/// `flag` was initialized with ONCE_FLAG_INIT and is used for nothing else.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn call_once(flag: *mut once_flag, func: Option<unsafe extern "C" fn()>) {
    if let Some(function) = func {
        // SAFETY: the caller's promise.
        thread::once(unsafe { AtomicU32::from_ptr(flag.cast()) }, function);
    }
}
