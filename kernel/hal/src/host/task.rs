//! Tasks: here, threads that hand a baton on, so that one runs at a time.

use std::cell::RefCell;
use std::panic::resume_unwind;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use super::machine::Machine;
use crate::sync::assert_none_held;

/// A kernel stack with what runs on it.
pub struct Task {
    machine: Machine,
    running: Mutex<bool>,
    changed: Condvar,
}

/// Unwinds the thread of a task that has exited.
struct Exited;

thread_local!(static CURRENT: RefCell<Option<Arc<Task>>> = const { RefCell::new(None) });

impl Task {
    /// A task that calls the function when first switched to. When the function returns, the task that it names runs, and
    /// this one never again: its stack is freed. `None` if no memory is left for the stack.
    pub fn new(main: Box<dyn FnOnce() -> Arc<Task> + Send>) -> Option<Arc<Task>> {
        let task = Task::with_state(false);
        let own = Arc::clone(&task);
        std::thread::Builder::new()
            .spawn(move || {
                own.machine.enter();
                CURRENT.set(Some(Arc::clone(&own)));
                own.wait();
                drop(own);
                let next = main();
                assert_none_held();
                next.resume();
                drop(next);
                resume_unwind(Box::new(Exited));
            })
            .ok()?;
        Some(task)
    }

    fn with_state(running: bool) -> Arc<Task> {
        let machine = Machine::current();
        Arc::new(Task { machine, running: Mutex::new(running), changed: Condvar::new() })
    }

    fn resume(&self) {
        *self.running.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.changed.notify_all();
    }

    /// Waits for the baton.
    fn wait(&self) {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        while !*running {
            let limit = std::time::Duration::from_millis(50);
            let waited = self.changed.wait_timeout(running, limit);
            running = waited.unwrap_or_else(PoisonError::into_inner).0;
            // A machine that went off hands the baton to nobody.
            self.machine.check_power();
        }
    }
}

/// The running task; what runs since boot is one as well.
pub fn current() -> Arc<Task> {
    CURRENT.with_borrow_mut(|current| Arc::clone(current.get_or_insert_with(|| Task::with_state(true))))
}

/// Runs the other task in this one's place, and returns when somebody switches back.
pub fn switch_to(next: Arc<Task>) {
    assert_none_held();
    let own = current();
    if Arc::ptr_eq(&own, &next) {
        return;
    }
    *own.running.lock().unwrap_or_else(PoisonError::into_inner) = false;
    next.resume();
    drop(next);
    own.wait();
}

/// Runs the function on a deeper stack; the threads here have deep ones.
pub fn on_deep_stack<R>(function: impl FnOnce() -> R) -> R {
    function()
}
