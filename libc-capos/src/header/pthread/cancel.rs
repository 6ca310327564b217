//! Cancellation and clean-up handlers.

use super::answer::number;
use super::constants::{PTHREAD_CANCEL_ASYNCHRONOUS, PTHREAD_CANCEL_DEFERRED};
use crate::abi::Out;
use crate::errno::Errno;
use crate::thread::{self, Cleanup as __pthread_cleanup, cancellation};
use crate::types::{c_int, c_void, pthread_t};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_cancel.html>
///
/// # Safety
/// `thread` is a thread that was not joined and, if detached, has not ended.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_cancel(thread: pthread_t) -> c_int {
    // SAFETY: the caller's promise.
    number(thread::cancel(unsafe { &*thread }))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_setcancelstate.html>
///
/// # Safety
/// `oldstate` is NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_setcancelstate(state: c_int, oldstate: *mut c_int) -> c_int {
    // SAFETY: the caller's promise.
    let mut out = unsafe { Out::new(oldstate) };
    number(cancellation::set_state(state).map(|old| out.write(old)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_setcanceltype.html>
///
/// # Safety
/// `oldtype` is NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_setcanceltype(r#type: c_int, oldtype: *mut c_int) -> c_int {
    let asynchronous = match r#type {
        PTHREAD_CANCEL_DEFERRED => false,
        PTHREAD_CANCEL_ASYNCHRONOUS => true,
        _ => return Errno::EINVAL.number(),
    };
    let old = cancellation::set_asynchronous(asynchronous);
    // SAFETY: the caller's promise.
    unsafe { Out::new(oldtype) }.write(c_int::from(old));
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_testcancel.html>
#[unsafe(no_mangle)]
pub extern "C" fn pthread_testcancel() {
    cancellation::test();
}

/// What the macro `pthread_cleanup_push` calls.
///
/// # Safety
/// `cleanup` is in the frame of the function that pushes, and popped there.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _pthread_cleanup_push(
    cleanup: *mut __pthread_cleanup,
    routine: Option<unsafe extern "C" fn(*mut c_void)>,
    argument: *mut c_void,
) {
    // SAFETY: the caller's promise.
    unsafe { thread::push_cleanup(cleanup, routine, argument) }
}

/// What the macro `pthread_cleanup_pop` calls.
///
/// # Safety
/// `cleanup` was pushed last.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _pthread_cleanup_pop(cleanup: *mut __pthread_cleanup, execute: c_int) {
    // SAFETY: the caller's promise.
    unsafe { thread::pop_cleanup(cleanup, execute != 0) }
}
