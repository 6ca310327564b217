//! What each CPU runs, and the switch from one thread to the next.
//!
//! Kernel code is never preempted: a thread leaves the CPU where it blocks, ends, or comes back from user mode
//! and finds that its turn is over.

use alloc::sync::Arc;
use core::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

use capos_hal::sync::{MAX_CPUS, PerCpu, SpinLock};
use capos_hal::task::{self, Task};
use capos_hal::{cpu, paging, time};

use super::weight::stride;
use super::{Load, Policy, Rule, RunQueue, chores};
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
    load: Load,
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
            load: Load::new(),
        }
    }

    /// The timer interrupt comes no later than the deadline.
    fn interrupt_by(&mut self, deadline: u64) {
        if deadline < self.interrupt {
            self.interrupt = deadline;
            time::set_timer(deadline);
        }
    }

    /// Queues a thread that can run. `made_room`: it leaves the CPU to somebody more urgent.
    fn push(&mut self, thread: Arc<Thread>, greedy: bool, made_room: bool) {
        match thread.policy() {
            policy if policy.is_urgent() => self.ready.push_urgent(thread, policy.priority, made_room),
            _ if greedy => {
                let stride = stride(thread.process().attributes().nice());
                let queued = Arc::clone(&thread);
                thread.set_place(self.ready.push_greedy(queued, thread.place(), stride));
            }
            _ => self.ready.push(thread),
        }
    }

    fn current_policy(&self) -> Policy {
        self.current.as_ref().map(|current| current.policy()).unwrap_or_default()
    }

    /// A tick is over while others are ready; whether it ends the current thread's turn.
    fn ends_turn(&mut self) -> bool {
        let had_whole_turn = core::mem::replace(&mut self.since_tick, true);
        let policy = self.current_policy();
        match policy.rule {
            // Also where urgent threads wait: this turn was due.
            Rule::Ordinary => had_whole_turn,
            Rule::Fifo => self.ready.urgent_tick(),
            Rule::RoundRobin => {
                self.ready.urgent_tick() || (had_whole_turn && self.ready.highest() == policy.priority)
            }
        }
    }

    fn sample_load(&mut self) {
        let running = self.ready.len() + usize::from(self.current.is_some());
        self.load.sample(time::now(), running);
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
    chores::reset();
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
    let (policy, current) = (thread.policy(), state.current_policy());
    state.push(Arc::clone(thread), greedy, false);
    let goes_before_the_greedy =
        !current.is_urgent() && !greedy && state.current.as_ref().is_some_and(|current| current.is_greedy());
    if policy.priority > current.priority || goes_before_the_greedy {
        cpu.turn_over.store(true, Relaxed);
    }
    state.ensure_tick();
}

/// Gives a thread another policy, by which it is queued from now on.
pub fn set_policy(thread: &Arc<Thread>, policy: Policy) {
    for cpu in CPUS.all().iter().take(cpu::count()) {
        let mut state = cpu.queue.lock();
        let queued = state.ready.remove(|queued| Arc::ptr_eq(queued, thread));
        thread.keep_policy(policy);
        if let Some(queued) = queued {
            let greedy = queued.is_greedy();
            state.push(queued, greedy, false);
        }
        let (highest, current) = (state.ready.highest(), state.current_policy().priority);
        // Who changes its own goes behind those who are as urgent already.
        let is_own = state.current.as_ref().is_some_and(|current| Arc::ptr_eq(current, thread));
        if highest > current || (is_own && policy.is_urgent() && highest == current) {
            cpu.turn_over.store(true, Relaxed);
            state.ensure_tick();
        }
    }
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
    if chores::are_due() {
        chores::run();
    }
    let mut state = cpu.queue.lock();
    let (policy, highest) = (state.current_policy(), state.ready.highest());
    if policy.is_urgent() && highest < policy.priority && !state.ready.is_ordinary_due() {
        return;
    }
    if state.ready.is_empty() {
        return;
    }
    let previous = state.current.take();
    if let Some(previous) = &previous {
        if !policy.is_urgent() {
            previous.set_greedy();
        }
        state.push(Arc::clone(previous), true, highest != policy.priority);
    }
    let Some(next) = state.ready.pop() else { return };
    // Among nicer ones the next turn may be its own.
    let stays = previous.is_some_and(|previous| Arc::ptr_eq(&previous, &next));
    state.current = Some(Arc::clone(&next));
    state.since_tick = false;
    state.ensure_tick();
    drop(state);
    if !stays {
        switch(next);
    }
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

/// The current thread never runs again. It has let go of everything: what is left is its stack, on which this gives who runs
/// next.
pub fn exit() -> Arc<Task> {
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
            task.expect("threads in a run queue have a task")
        }
        None => idle.expect("the idle task is set before threads run"),
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
            None if chores::are_due() => {
                drop(state);
                chores::run();
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
    {
        let mut state = cpu.queue.lock();
        state.interrupt = u64::MAX;
        state.sample_load();
    }
    let next_deadline = timers::fire();
    let now = time::now();
    let mut state = cpu.queue.lock();
    if state.tick.is_some_and(|tick| tick <= now) {
        state.tick = None;
        if !state.ready.is_empty() && state.ends_turn() {
            cpu.turn_over.store(true, Relaxed);
        }
    }
    if !state.ready.is_empty() {
        state.ensure_tick();
    }
    // Those that are due wait for the end of the turn, or for nothing if this CPU is idle.
    let chores = chores::deadline().filter(|&due| due > now);
    if chores.is_none() && chores::are_due() {
        cpu.turn_over.store(true, Relaxed);
    }
    let next = [state.tick, next_deadline, chores].into_iter().flatten().min();
    if let Some(next) = next {
        state.interrupt_by(next);
    }
}

/// How many threads wanted to run over the last 1, 5 and 15 minutes, in 65536ths.
pub fn load() -> [u32; 3] {
    let mut sum = [0; 3];
    for cpu in CPUS.all().iter().take(cpu::count()) {
        let mut state = cpu.queue.lock();
        state.sample_load();
        for (sum, average) in sum.iter_mut().zip(state.load.averages()) {
            *sum += average;
        }
    }
    sum
}

fn switch(next: Arc<Thread>) {
    next.address_space().activate();
    let task = next.task();
    // The thread that sleeps here must not keep the other one alive.
    drop(next);
    task::switch_to(task.expect("threads in a run queue have a task"));
}
