//! What each CPU runs, and the switch from one thread to the next.
//!
//! Kernel code is never preempted: a thread leaves the CPU where it blocks, ends, or comes back from user mode
//! and finds that its turn is over.

use alloc::sync::Arc;
use core::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

use capos_hal::sync::{MAX_CPUS, PerCpu, SpinLock};
use capos_hal::task::{self, Task};
use capos_hal::{cpu, paging, time};

use super::RunQueue;
use crate::lock_order::RunQueueLevel;
use crate::memory::AddressSpace;
use crate::thread::Thread;
use crate::timers;

/// How often turns are looked at while others wait, in nanoseconds. A thread keeps the CPU for one to two of
/// these.
const TICK: u64 = 2_000_000;

static CPUS: PerCpu<Cpu> = PerCpu::new([const { Cpu::new() }; MAX_CPUS]);

/// Threads that exist, each with a place in every run queue.
static THREADS: AtomicUsize = AtomicUsize::new(0);

struct Cpu {
    queue: SpinLock<RunQueueLevel, State>,
    /// The current thread's turn is over: it yields before it returns to user mode.
    turn_over: AtomicBool,
}

struct State {
    ready: RunQueue<Arc<Thread>>,
    current: Option<Arc<Thread>>,
    /// Runs when nobody else can.
    idle: Option<Arc<Task>>,
    /// Whether the current thread has its CPU since before the last tick.
    since_tick: bool,
    /// When turns are looked at next.
    tick: Option<u64>,
    /// When the timer interrupt comes.
    interrupt: u64,
}

impl Cpu {
    const fn new() -> Self {
        Cpu { queue: SpinLock::new(State::new()), turn_over: AtomicBool::new(false) }
    }
}

impl State {
    const fn new() -> Self {
        State {
            ready: RunQueue::new(),
            current: None,
            idle: None,
            since_tick: false,
            tick: None,
            interrupt: u64::MAX,
        }
    }

    /// The timer interrupt comes no later than the deadline.
    fn interrupt_by(&mut self, deadline: u64) {
        if deadline < self.interrupt {
            self.interrupt = deadline;
            time::set_timer(deadline);
        }
    }

    /// Others wait for the current thread's turn to end.
    fn ensure_tick(&mut self) {
        if self.tick.is_none() && self.current.is_some() {
            let tick = time::now() + TICK;
            self.tick = Some(tick);
            self.interrupt_by(tick);
        }
    }
}

/// Forgets the threads of a machine that is gone.
#[cfg(test)]
pub fn reset() {
    for cpu in CPUS.all() {
        let old = core::mem::replace(&mut *cpu.queue.lock(), State::new());
        // Threads of that machine unwind by themselves; what they held is not this machine's.
        core::mem::forget(old);
        cpu.turn_over.store(false, Relaxed);
    }
    THREADS.store(0, Relaxed);
}

/// Gives a new thread its places, so that waking it never allocates. `false` without memory.
#[must_use]
pub fn reserve_place() -> bool {
    let threads = THREADS.fetch_add(1, Relaxed) + 1;
    let room = CPUS.all().iter().take(cpu::count()).all(|cpu| cpu.queue.lock().ready.reserve(threads));
    if !room {
        release_place();
    }
    room
}

/// A thread is gone.
pub fn release_place() {
    THREADS.fetch_sub(1, Relaxed);
}

/// The thread can run.
pub fn enqueue(thread: &Arc<Thread>) {
    let cpu = CPUS.get();
    let mut state = cpu.queue.lock();
    let greedy = thread.is_greedy();
    state.ready.push(Arc::clone(thread), greedy);
    if !greedy && state.current.as_ref().is_some_and(|current| current.is_greedy()) {
        cpu.turn_over.store(true, Relaxed);
    }
    state.ensure_tick();
}

/// Whether the current thread shall call [`yield_now`] before it returns to user mode.
#[inline]
pub fn should_yield() -> bool {
    CPUS.get().turn_over.load(Relaxed)
}

/// Lets the next thread run, if there is one; the current thread stays ready.
pub fn yield_now() {
    let cpu = CPUS.get();
    cpu.turn_over.store(false, Relaxed);
    let mut state = cpu.queue.lock();
    let Some(next) = state.ready.pop() else { return };
    let previous = state.current.replace(Arc::clone(&next));
    state.since_tick = false;
    if let Some(previous) = previous {
        previous.set_greedy();
        state.ready.push(previous, true);
    }
    state.ensure_tick();
    drop(state);
    switch(next);
}

/// Lets somebody else run until the current thread is enqueued again.
pub fn leave_cpu() {
    let cpu = CPUS.get();
    cpu.turn_over.store(false, Relaxed);
    let mut state = cpu.queue.lock();
    match state.ready.pop() {
        Some(next) => {
            let previous = state.current.replace(Arc::clone(&next));
            state.since_tick = false;
            drop(state);
            drop(previous);
            switch(next);
        }
        None => {
            let previous = state.current.take();
            let idle = state.idle.clone();
            drop(state);
            drop(previous);
            task::switch_to(idle.expect("the idle task is set before threads run"));
        }
    }
}

/// The current thread never runs again. It has let go of everything: what is left is its stack.
pub fn exit() -> ! {
    release_place();
    paging::deactivate();
    let cpu = CPUS.get();
    cpu.turn_over.store(false, Relaxed);
    let mut state = cpu.queue.lock();
    let next = state.ready.pop();
    let previous = core::mem::replace(&mut state.current, next.clone());
    state.since_tick = false;
    let idle = state.idle.clone();
    drop(state);
    // With this goes the address space, if it was the last thread of its process.
    drop(previous);
    match next {
        Some(next) => {
            next.address_space().activate();
            let task = next.task();
            drop(next);
            task::exit_to(task.expect("threads in a run queue have a task"))
        }
        None => task::exit_to(idle.expect("the idle task is set before threads run")),
    }
}

/// The boot task becomes what this CPU does when nothing is ready.
pub fn become_idle() -> ! {
    CPUS.get().queue.lock().idle = Some(task::current());
    loop {
        let cpu = CPUS.get();
        let mut state = cpu.queue.lock();
        match state.ready.pop() {
            Some(next) => {
                state.current = Some(Arc::clone(&next));
                state.since_tick = false;
                if !state.ready.is_empty() {
                    state.ensure_tick();
                }
                drop(state);
                switch(next);
            }
            None => {
                drop(state);
                cpu::halt_until_interrupt();
            }
        }
    }
}

/// The address space that user addresses mean now.
pub fn current_address_space() -> Option<Arc<AddressSpace>> {
    CPUS.get().queue.lock().current.as_ref().map(|thread| Arc::clone(thread.address_space()))
}

/// The timer interrupt comes no later than the deadline.
pub fn interrupt_by(deadline: u64) {
    CPUS.get().queue.lock().interrupt_by(deadline);
}

/// The timer interrupt: wakes whose deadlines have passed, and ends turns. Must not switch.
pub fn timer_interrupt() {
    let cpu = CPUS.get();
    cpu.queue.lock().interrupt = u64::MAX;
    let next_deadline = timers::fire();
    let now = time::now();
    let mut state = cpu.queue.lock();
    if state.tick.is_some_and(|tick| tick <= now) {
        state.tick = None;
        if !state.ready.is_empty() && core::mem::replace(&mut state.since_tick, true) {
            cpu.turn_over.store(true, Relaxed);
        }
    }
    if !state.ready.is_empty() {
        state.ensure_tick();
    }
    let next = [state.tick, next_deadline].into_iter().flatten().min();
    if let Some(next) = next {
        state.interrupt_by(next);
    }
}

fn switch(next: Arc<Thread>) {
    next.address_space().activate();
    let task = next.task();
    // The thread that sleeps here must not keep the other one alive.
    drop(next);
    task::switch_to(task.expect("threads in a run queue have a task"));
}
