//! What threads know of each other.

use super::create::Start;
use super::space::Space;
use super::tcb;
use crate::platform::{SignalChange, Signals, Sys};
use crate::sync::Mutex;
use crate::types::{c_void, sigset_t};
use core::cell::Cell;
use core::ptr;
use core::sync::atomic::{AtomicU32, AtomicU64, AtomicUsize, Ordering};

/// Somebody may still ask for the result.
pub(super) const JOINABLE: u32 = 0;
/// Nobody will: the thread leaves its space to others itself.
pub(super) const DETACHED: u32 = 1;
/// Ended, or about to, and not joined yet.
pub(super) const ENDED: u32 = 2;
/// Joined. As long as nobody else has its space, a program that asks again is told so.
pub(super) const GONE: u32 = 3;
/// The same of a thread that was detached when it ended.
pub(super) const GONE_DETACHED: u32 = 4;

/// The part of a control block that other threads use. The main thread's has no start and no space.
pub struct Thread {
    /// The platform's number of the thread as long as it uses memory, then zero; the kernel clears it.
    pub alive: AtomicU32,
    pub(super) state: AtomicU32,
    /// Whether it can get signals; held while one is sent, so that its number is its own.
    pub(super) reachable: Mutex<bool>,
    /// What `pthread_join` gets; written before the thread ends.
    pub(super) result: Cell<*mut c_void>,
    /// Written before the thread starts.
    pub(super) start: Cell<Option<Start>>,
    pub(super) space: Cell<Option<Space>>,
    /// Lowest address and size of the stack; zero for the main thread, whose stack the platform knows.
    pub(super) stack: Cell<(usize, usize)>,
    /// Fifteen bytes and a zero, so that a name can be read while it is replaced.
    pub(super) name: [AtomicU64; 2],
}

// SAFETY: the cells are written before the thread starts, or before it announces its end by `state` and `alive`.
unsafe impl Sync for Thread {}

impl Thread {
    pub(super) const fn new() -> Self {
        Thread {
            alive: AtomicU32::new(0),
            state: AtomicU32::new(JOINABLE),
            reachable: Mutex::new(true),
            result: Cell::new(ptr::null_mut()),
            start: Cell::new(None),
            space: Cell::new(None),
            stack: Cell::new((0, 0)),
            name: [const { AtomicU64::new(0) }; 2],
        }
    }
}

/// Threads that run.
static RUNNING: AtomicUsize = AtomicUsize::new(1);

pub(super) fn one_more() {
    RUNNING.fetch_add(1, Ordering::Relaxed);
}

/// The caller, or a thread that could not start, is gone; whether it was the last.
pub(super) fn one_less() -> bool {
    RUNNING.fetch_sub(1, Ordering::AcqRel) == 1
}

/// In the child of `fork` there is one thread, which has a new number.
pub(super) fn only_me(id: u32) {
    RUNNING.store(1, Ordering::Relaxed);
    let me = tcb();
    me.id.set(id);
    me.thread.alive.store(id, Ordering::Relaxed);
}

/// Runs something that no signal handler may interrupt.
pub fn without_signals<T>(operation: impl FnOnce() -> T) -> T {
    let before = block_all_signals();
    let outcome = operation();
    if let Some(mask) = before {
        // The mask was the thread's.
        let _ = Sys::sigprocmask(Some((SignalChange::Set, &mask)));
    }
    outcome
}

/// Blocks every signal, the library's own included; the mask before.
pub(super) fn block_all_signals() -> Option<sigset_t> {
    let all = sigset_t { __bits: [u64::MAX; 16] };
    Sys::sigprocmask(Some((SignalChange::Set, &all))).ok()
}
