//! Clean-up handlers: `pthread_cleanup_push` and `pthread_cleanup_pop`.

use super::tcb;
use crate::types::c_void;
use core::ptr;

/// One handler, in the frame of the function that pushed it: `struct __pthread_cleanup` of `<pthread.h>`.
#[repr(C)]
pub struct Cleanup {
    routine: Option<unsafe extern "C" fn(*mut c_void)>,
    argument: *mut c_void,
    next: *mut Cleanup,
}

impl Cleanup {
    pub const EMPTY: Cleanup = Cleanup { routine: None, argument: ptr::null_mut(), next: ptr::null_mut() };
}

/// # Safety
/// `entry` is writable and stays where it is until it is popped; the routine may be called with the argument.
pub unsafe fn push_cleanup(
    entry: *mut Cleanup,
    routine: Option<unsafe extern "C" fn(*mut c_void)>,
    argument: *mut c_void,
) {
    let me = tcb();
    // SAFETY: the caller's promise.
    unsafe { entry.write(Cleanup { routine, argument, next: me.cleanup.get() }) };
    me.cleanup.set(entry);
}

/// # Safety
/// `entry` is the one that was pushed last.
pub unsafe fn pop_cleanup(entry: *mut Cleanup, execute: bool) {
    // SAFETY: the caller's promise, and that of whoever pushed it.
    unsafe {
        tcb().cleanup.set((*entry).next);
        if execute {
            run(&*entry);
        }
    }
}

/// # Safety
/// The entry was pushed.
unsafe fn run(entry: &Cleanup) {
    if let Some(routine) = entry.routine {
        // SAFETY: whoever pushed it promised that it may be called.
        unsafe { routine(entry.argument) };
    }
}

/// Runs all handlers of a thread that ends, the last pushed first.
pub(super) fn run_all() {
    let me = tcb();
    // SAFETY: entries are in frames of functions that have not returned: this thread ends inside them.
    while let Some(entry) = unsafe { me.cleanup.get().as_ref() } {
        me.cleanup.set(entry.next);
        // SAFETY: it was in the list.
        unsafe { run(entry) };
    }
}
