//! Tasks: kernel stacks and switching between them.

mod deep_stack;
mod switch;

pub use deep_stack::on_deep_stack;

use alloc::boxed::Box;
use alloc::sync::Arc;
use core::cell::UnsafeCell;

use super::context::save_before_switch;
use super::stack::Stack;
use crate::sync::{MAX_CPUS, PerCpu, assert_none_held};

/// A kernel stack with what runs on it.
pub struct Task {
    /// The stack pointer while the task does not run.
    stack_pointer: UnsafeCell<u64>,
    /// None for the stack that boot runs on.
    _stack: Option<Stack>,
}

// SAFETY: `stack_pointer` is touched only by the CPU that switches from or to the task, and a task runs on one CPU at
// a time: whoever holds it to run it got it from a scheduler that hands it out once.
unsafe impl Sync for Task {}
// SAFETY: the stack holds a `Send` closure and kernel frames, which are not bound to a CPU.
unsafe impl Send for Task {}

type Main = Box<dyn FnOnce() -> Arc<Task> + Send>;

/// What each CPU runs.
struct Running {
    current: Option<Arc<Task>>,
    /// The task that was left by the last switch: dropped on the new stack, since it may be the last reference.
    left: Option<Arc<Task>>,
}

struct CpuCell(UnsafeCell<Running>);
// SAFETY: reached only through `PerCpu::get` by its own CPU, which interrupts do not disturb.
unsafe impl Sync for CpuCell {}

static RUNNING: PerCpu<CpuCell> =
    PerCpu::new([const { CpuCell(UnsafeCell::new(Running { current: None, left: None })) }; MAX_CPUS]);

impl Task {
    /// A task that calls the function when first switched to. When the function returns, the task that it names runs, and
    /// this one never again: its stack is freed. `None` if no memory is left for the stack.
    pub fn new(main: Main) -> Option<Arc<Task>> {
        let stack = Stack::new()?;
        let argument = Box::into_raw(Box::new(main));
        // SAFETY: the stack is new and nobody else's; `start` takes the box back.
        let stack_pointer = unsafe { switch::prepare(stack.top(), start, argument as u64) };
        Some(Arc::new(Task { stack_pointer: UnsafeCell::new(stack_pointer), _stack: Some(stack) }))
    }
}

/// The stack that boot runs on becomes a task.
pub(super) fn adopt_boot_stack() {
    let task = Arc::new(Task { stack_pointer: UnsafeCell::new(0), _stack: None });
    // SAFETY: see `CpuCell`; no reference into it is alive.
    unsafe { (*RUNNING.get().0.get()).current = Some(task) };
}

/// The running task; what runs since boot is one as well.
pub fn current() -> Arc<Task> {
    // SAFETY: see `CpuCell`; the reference ends with the statement.
    let current = unsafe { (*RUNNING.get().0.get()).current.clone() };
    current.expect("boot made its stack a task")
}

/// Runs the other task in this one's place, and returns when somebody switches back.
pub fn switch_to(next: Arc<Task>) {
    assert_none_held();
    debug_assert!(!deep_stack::is_deep(), "a switch of tasks on the deep stack");
    save_before_switch();
    let to = next.stack_pointer.get();
    // SAFETY: see `CpuCell`; the references end with the block.
    let from = unsafe {
        let running = &mut *RUNNING.get().0.get();
        let current = running.current.replace(next).expect("boot made its stack a task");
        let from = current.stack_pointer.get();
        if from == to {
            return;
        }
        running.left = Some(current);
        from
    };
    // SAFETY: `next` does not run, so its stack pointer is one that `switch` or `prepare` left; both tasks are kept
    // alive by `current` and `left`.
    unsafe { switch::switch(from, to) };
    finish();
}

/// The first thing on a stack after a switch: lets go of the task that was left.
fn finish() {
    // SAFETY: see `CpuCell`; the reference ends with the statement, before anything is dropped.
    let left = unsafe { (*RUNNING.get().0.get()).left.take() };
    drop(left);
}

/// The first function on a new stack.
extern "C" fn start(argument: u64) -> ! {
    finish();
    // SAFETY: `Task::new` made the pointer from a box, and a task starts once.
    let main = unsafe { *Box::from_raw(argument as *mut Main) };
    // With the call goes what the function was kept in.
    let next = main();
    switch_to(next);
    unreachable!("a task that exited was switched to");
}
