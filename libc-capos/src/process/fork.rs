//! `fork`.

use crate::errno::Errno;
use crate::platform::{Children, Sys, Threads};
use crate::sync;
use crate::thread;
use crate::types::pid_t;
use core::mem;
use core::sync::atomic::{AtomicBool, AtomicPtr, Ordering};

/// Makes the process's copy, with the state of one part of the library held meanwhile.
pub type Around = fn(copy: &mut dyn FnMut());

/// What the streams need; set by `<stdio.h>` when the first stream is used, so that programs without streams do not
/// contain them.
static STREAMS: AtomicPtr<()> = AtomicPtr::new(core::ptr::null_mut());

/// Whether the locks of the library were held where the process was copied last.
static HELD: AtomicBool = AtomicBool::new(false);

/// Names the function that holds the list of streams over `fork`.
pub fn register_streams(around: Around) {
    STREAMS.store(around as *mut (), Ordering::Release);
}

/// `_Fork`: no handlers run, so the child of a process with several threads may only call what signal handlers may.
pub fn fork_plain() -> Result<pid_t, Errno> {
    in_turn(|| {
        thread::without_signals(|| {
            HELD.store(false, Ordering::Relaxed);
            copy()
        })
    })
}

/// A child that shares its memory keeps the turn: it ends where `fork` returns to the parent.
fn in_turn(fork: impl FnOnce() -> Result<pid_t, Errno>) -> Result<pid_t, Errno> {
    let turn = Sys::fork_turn();
    let outcome = fork();
    if outcome == Ok(0) && !Sys::child_is_alone() {
        mem::forget(turn);
    }
    outcome
}

/// Signals must be blocked: a handler that runs in the child before it is in order finds another thread's state.
fn copy() -> Result<pid_t, Errno> {
    // SAFETY: what the library keeps of a thread is brought in order here, and the rest by `fork`.
    let child = unsafe { Sys::fork() }?;
    if child == 0 && Sys::child_is_alone() {
        sync::forget_other_threads();
        thread::tcb().id.set(Sys::thread_id());
    }
    Ok(child)
}

/// `fork`: with the handlers of the program, and the library's locks held over it.
pub fn fork() -> Result<pid_t, Errno> {
    in_turn(fork_with_handlers)
}

fn fork_with_handlers() -> Result<pid_t, Errno> {
    thread::before_fork();
    // Handlers may not run while the locks are held: in the child nobody else would ever let go of them.
    let outcome = thread::without_signals(|| {
        let mut outcome = Err(Errno::ENOSYS);
        with_locks(&mut || {
            HELD.store(true, Ordering::Relaxed);
            outcome = copy();
        });
        if outcome == Ok(0) && Sys::child_is_alone() {
            thread::become_only_thread();
        }
        outcome
    });
    if outcome == Ok(0) {
        thread::after_fork_in_child();
    } else {
        thread::after_fork_in_parent();
    }
    outcome
}

/// Goes back to where the process was copied, in memory where that returned once already, by a function that does not
/// return: what was held there is held again.
pub fn go_back(back: &mut dyn FnMut()) {
    if !HELD.load(Ordering::Relaxed) {
        return back();
    }
    thread::before_fork();
    thread::without_signals(|| with_locks(back));
}

fn with_locks(act: &mut dyn FnMut()) {
    let mut act = || thread::with_locks(&mut *act);
    let around = STREAMS.load(Ordering::Acquire);
    if around.is_null() {
        act();
    } else {
        // SAFETY: only `register_streams` stores here, and it stores a function of this type.
        let around = unsafe { core::mem::transmute::<*mut (), Around>(around) };
        around(&mut act);
    }
}
