//! How a thread ends.

use super::control_block::ControlBlock;
use super::life::{self, DETACHED, ENDED, GONE_DETACHED};
use super::{cancellation, cleanup, destructors, keys, tcb};
use crate::heap;
use crate::platform::{Sys, Threads};
use crate::start;
use crate::sync::robust_thread_ends;
use crate::types::c_void;
use core::ptr;
use core::sync::atomic::Ordering;

/// `PTHREAD_CANCELED`.
pub const CANCELED: *mut c_void = ptr::without_provenance_mut(usize::MAX);

/// Ends the calling thread: clean-up handlers, destructors, and with the last thread the process.
pub fn end(result: *mut c_void) -> ! {
    let me = tcb();
    cancellation::disable();
    cleanup::run_all();
    destructors::run();
    keys::run_destructors();
    me.thread.result.set(result);
    leave(me)
}

/// What [`cancellation`] calls.
pub(super) fn end_cancelled() -> ! {
    end(CANCELED)
}

/// The part without the program's functions.
pub(super) fn leave(me: &ControlBlock) -> ! {
    if life::one_less() {
        start::exit(0);
    }
    life::block_all_signals();
    robust_thread_ends();
    keys::free_values();
    *me.thread.reachable.lock() = false;
    if me.thread.state.swap(ENDED, Ordering::AcqRel) == DETACHED
        && let Some(space) = me.thread.space.get()
    {
        me.thread.state.store(GONE_DETACHED, Ordering::Release);
        space.leave(me);
    }
    heap::thread_ends();
    Sys::exit_thread(&me.thread.alive)
}
