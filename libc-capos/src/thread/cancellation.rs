//! Cancellation: requests, and the points where threads act on them.
//!
//! One mechanism serves all cancellation points. An entry that is one wraps its operation in [`point`]. Within it, a
//! blocking call of the platform ends with `ECANCELED` when a request is there or arrives; the error travels up
//! through ordinary returns, so that locks are released and memory is freed on the way, and `point` ends the thread.
//! Operations inside the library that are not cancellation points never see any of it.

use super::{is_alone, tcb};
use crate::errno::Errno;
use crate::platform::{Sys, Threads};
use crate::types::c_int;
use core::cell::Cell;
use core::sync::atomic::{AtomicPtr, AtomicU32, Ordering};

/// A thread's cancelability. Only `requested` is set by others.
pub struct Cancellation {
    requested: AtomicU32,
    state: Cell<c_int>,
    asynchronous: Cell<bool>,
    at_point: Cell<bool>,
}

/// `PTHREAD_CANCEL_ENABLE`, `PTHREAD_CANCEL_DISABLE`, `PTHREAD_CANCEL_MASKED`.
pub const ENABLED: c_int = 0;
pub const DISABLED: c_int = 1;
/// Cancellation points fail with `ECANCELED` in place of ending the thread, the first one that does disables them.
pub const MASKED: c_int = 2;

impl Cancellation {
    pub(super) const fn new() -> Self {
        Cancellation {
            requested: AtomicU32::new(0),
            state: Cell::new(ENABLED),
            asynchronous: Cell::new(false),
            at_point: Cell::new(false),
        }
    }

    /// Whether it is the first request.
    pub(super) fn request(&self) -> bool {
        self.requested.swap(1, Ordering::SeqCst) == 0
    }

    fn is_pending(&self) -> bool {
        self.requested.load(Ordering::SeqCst) != 0
    }
}

/// What a thread that learns of a request in the middle of something has to do.
pub enum Interruption {
    Nothing,
    /// End the blocking call that it is about to make.
    EndCall,
    /// Ask again when what it does now is over.
    Later,
}

/// Ends the calling thread as cancelled. Stored by the first request, so that programs without cancellation do not
/// contain the end of threads.
static END: AtomicPtr<()> = AtomicPtr::new(core::ptr::null_mut());

/// Names the function that ends a cancelled thread.
pub(super) fn set_end(end: fn() -> !) {
    END.store(end as *mut (), Ordering::Release);
}

fn end() -> ! {
    let function = END.load(Ordering::Acquire);
    // SAFETY: whoever made the request called `set_end` before.
    let function: fn() -> ! = unsafe { core::mem::transmute(function) };
    function()
}

/// Runs the operation of a cancellation point.
#[inline]
pub fn point<T>(operation: impl FnOnce() -> Result<T, Errno>) -> Result<T, Errno> {
    if is_alone() { operation() } else { point_among_threads(operation) }
}

fn point_among_threads<T>(operation: impl FnOnce() -> Result<T, Errno>) -> Result<T, Errno> {
    let cancellation = &tcb().cancellation;
    if cancellation.state.get() == DISABLED {
        return operation();
    }
    test();
    let before = cancellation.at_point.replace(true);
    let outcome = if cancellation.state.get() == MASKED && cancellation.is_pending() {
        Err(Errno::ECANCELED)
    } else {
        operation()
    };
    cancellation.at_point.set(before);
    if matches!(outcome, Err(Errno::ECANCELED)) && cancellation.is_pending() {
        test();
        // Masked: this once.
        cancellation.state.set(DISABLED);
    }
    outcome
}

/// Runs something that is not to be cut short although it happens within a cancellation point: waiting for a lock.
pub fn outside<T>(operation: impl FnOnce() -> T) -> T {
    if is_alone() {
        return operation();
    }
    let cancellation = &tcb().cancellation;
    let before = cancellation.at_point.replace(false);
    let outcome = operation();
    cancellation.at_point.set(before);
    outcome
}

/// `pthread_testcancel`.
pub fn test() {
    let cancellation = &tcb().cancellation;
    if cancellation.state.get() == ENABLED && cancellation.is_pending() {
        end();
    }
}

/// The word that tells of a request, if the calling thread is at a cancellation point.
#[inline]
pub fn request() -> Option<&'static AtomicU32> {
    if is_alone() {
        return None;
    }
    let cancellation = &tcb().cancellation;
    cancellation.at_point.get().then_some(&cancellation.requested)
}

/// Whether a request is there.
pub fn is_requested(word: &AtomicU32) -> bool {
    word.load(Ordering::SeqCst) != 0
}

/// Called in a thread that learns of a request; `before_call` tells whether it is about to enter a blocking call of a
/// cancellation point. Does not return where cancellation is asynchronous.
pub fn interrupted(before_call: bool) -> Interruption {
    let cancellation = &tcb().cancellation;
    if !cancellation.is_pending() || cancellation.state.get() == DISABLED {
        Interruption::Nothing
    } else if before_call {
        Interruption::EndCall
    } else if cancellation.asynchronous.get() && cancellation.state.get() == ENABLED {
        end()
    } else {
        Interruption::Later
    }
}

/// `pthread_setcancelstate`: the state before.
pub fn set_state(state: c_int) -> Result<c_int, Errno> {
    if !(ENABLED..=MASKED).contains(&state) {
        return Err(Errno::EINVAL);
    }
    let cancellation = &tcb().cancellation;
    let before = cancellation.state.replace(state);
    if cancellation.asynchronous.get() {
        Sys::cancelability_changed();
        test();
    }
    Ok(before)
}

/// `pthread_setcanceltype`: whether it was asynchronous before.
pub fn set_asynchronous(asynchronous: bool) -> bool {
    let before = tcb().cancellation.asynchronous.replace(asynchronous);
    if asynchronous != before {
        Sys::cancelability_changed();
    }
    if asynchronous {
        test();
    }
    before
}

/// Whether the thread is cancelled at once, wherever it is.
pub fn acts_at_once() -> bool {
    let cancellation = &tcb().cancellation;
    cancellation.asynchronous.get() && cancellation.state.get() == ENABLED
}

/// A thread that ends is not cancelled any more.
pub(super) fn disable() {
    let cancellation = &tcb().cancellation;
    cancellation.state.set(DISABLED);
    cancellation.asynchronous.set(false);
    cancellation.at_point.set(false);
}
