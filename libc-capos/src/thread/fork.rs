//! What `fork` does about threads: the handlers of `pthread_atfork`, and locks that the child must be able to use.

use super::{life, space};
use crate::errno::Errno;
use crate::heap;
use crate::platform::{Sys, Threads};
use crate::sync::{Mutex, forget_robust};
use alloc::vec::Vec;

type Function = Option<unsafe extern "C" fn()>;

/// One call of `pthread_atfork`.
#[derive(Clone, Copy)]
pub struct ForkHandlers {
    pub prepare: Function,
    pub parent: Function,
    pub child: Function,
}

static HANDLERS: Mutex<Vec<ForkHandlers>> = Mutex::new(Vec::new());

pub fn register_fork_handlers(handlers: ForkHandlers) -> Result<(), Errno> {
    let mut list = HANDLERS.lock();
    list.try_reserve(1).map_err(|_| Errno::ENOMEM)?;
    list.push(handlers);
    Ok(())
}

fn call(function: Function) {
    if let Some(function) = function {
        // SAFETY: the program registered it to be called around `fork`.
        unsafe { function() };
    }
}

fn handler(index: usize) -> Option<ForkHandlers> {
    HANDLERS.lock().get(index).copied()
}

/// Runs the handlers that come before the process is copied.
pub fn before_fork() {
    let count = HANDLERS.lock().len();
    // Not locked while a handler runs: it may register others.
    for index in (0..count).rev() {
        call(handler(index).and_then(|handlers| handlers.prepare));
    }
}

/// Copies the process with locks held that the child must be able to take. Who holds the list of spaces may need the
/// heap, so that comes first.
pub fn with_locks<T>(copy: impl FnOnce() -> T) -> T {
    let _spaces = space::hold();
    heap::before_fork();
    let outcome = copy();
    // SAFETY: `before_fork` was called, by this thread or the one that it is a copy of.
    unsafe { heap::after_fork() };
    outcome
}

fn call_all(pick: fn(ForkHandlers) -> Function) {
    let mut index = 0;
    while let Some(handlers) = handler(index) {
        call(pick(handlers));
        index += 1;
    }
}

/// To be called in the parent, also where the copy failed.
pub fn after_fork_in_parent() {
    call_all(|handlers| handlers.parent);
}

/// To be called in the child, whose only thread is a copy of the calling one, before a handler of a signal runs there.
pub fn become_only_thread() {
    life::only_me(Sys::thread_id());
    forget_robust();
}

/// To be called in the child, when it is in order.
pub fn after_fork_in_child() {
    call_all(|handlers| handlers.child);
}
