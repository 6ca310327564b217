//! `pthread_once` and `call_once`.

use super::cancellation;
use super::cleanup::{Cleanup, pop_cleanup, push_cleanup};
use crate::platform::{Sharing, Sys, Threads};
use crate::types::c_void;
use core::sync::atomic::AtomicU32;
use core::sync::atomic::Ordering::{AcqRel, Acquire, Release};

const NEW: u32 = 0;
const RUNNING: u32 = 1;
const AWAITED: u32 = 2;
const DONE: u32 = 3;

/// Runs `routine` unless it has run; waits if it runs in another thread. Should it be cancelled, it has not run.
#[inline]
pub fn once(control: &AtomicU32, routine: unsafe extern "C" fn()) {
    if control.load(Acquire) != DONE {
        once_slow(control, routine);
    }
}

#[cold]
fn once_slow(control: &AtomicU32, routine: unsafe extern "C" fn()) {
    loop {
        match control.compare_exchange(NEW, RUNNING, AcqRel, Acquire) {
            Ok(_) => {
                let mut undo = Cleanup::EMPTY;
                let argument = control.as_ptr().cast();
                // SAFETY: the entry is popped before its frame ends; the routine is the program's.
                unsafe {
                    push_cleanup(&raw mut undo, Some(cancelled), argument);
                    routine();
                    pop_cleanup(&raw mut undo, false);
                }
                return finish(control, DONE);
            }
            Err(DONE) => return,
            Err(state) => {
                if state == RUNNING && control.compare_exchange(RUNNING, AWAITED, AcqRel, Acquire).is_err() {
                    continue;
                }
                // Woken or interrupted, the loop looks again.
                let _ = cancellation::outside(|| Sys::park(control, AWAITED, Sharing::Private, None));
            }
        }
    }
}

fn finish(control: &AtomicU32, state: u32) {
    if control.swap(state, Release) == AWAITED {
        Sys::unpark(control, u32::MAX, Sharing::Private);
    }
}

/// # Safety
/// The argument is the control word of [`once`].
unsafe extern "C" fn cancelled(control: *mut c_void) {
    // SAFETY: the caller's promise.
    finish(unsafe { AtomicU32::from_ptr(control.cast()) }, NEW);
}
