//! `Thread`: what runs. Its kernel side is a task of the hardware layer.

use alloc::boxed::Box;
use alloc::sync::Arc;
use core::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};

use capos_hal::UserAddress;
use capos_hal::context::UserContext;
use capos_hal::sync::SpinLock;
use capos_hal::task::Task;

use super::{ThreadEnd, Times, run};
use crate::lock_order::ThreadState;
use crate::memory::AddressSpace;
use crate::process::{Process, ProcessUsage};
use crate::quota::Charge;
use crate::scheduler::{self, Policy, PolicyCell};
use crate::signal::{SignalQueue, SignalSet};
use crate::spawn::unmap_ring;

/// Kernel pages behind one thread, charged like its process's own: the stack (8), message buffers (4), registers and
/// the notes about both (2).
const KERNEL_PAGES: u64 = 14;

pub struct Thread {
    id: u32,
    process: Arc<Process>,
    address_space: Arc<AddressSpace>,
    ring: UserAddress,
    run_state: SpinLock<ThreadState, RunState>,
    /// Pending operations of the ring to try again, a bit each.
    woken_operations: [AtomicU64; 2],
    /// Whether it used up its last turn; one that waits a lot goes first.
    greedy: AtomicBool,
    /// Where it had its last turn in the line of those who use theirs up.
    place: AtomicU64,
    policy: PolicyCell,
    signals: SignalQueue,
    /// Address of its `ThreadSignals`, 0 for none, and what it blocks without one.
    signal_block: AtomicU64,
    start_blocked: AtomicU64,
    /// Address of its list of locks, 0 for none.
    robust_list: AtomicU64,
    /// It looks at its signals before it next runs the program.
    attention: AtomicBool,
    /// Its block tells of signals that are pending.
    tells_pending: AtomicBool,
    /// It leaves, though its process may go on.
    dismissed: AtomicBool,
    /// A signal has ended its wait, and is to be delivered as the wait's mask permits.
    interrupted: AtomicBool,
    times: Times,
    end: Arc<ThreadEnd>,
    /// Its ring goes with it.
    owns_ring: AtomicBool,
    _charge: Charge,
}

/// Where a thread begins.
#[derive(Clone, Copy, Debug)]
pub struct Start {
    pub entry: UserAddress,
    pub stack: UserAddress,
    /// What it finds in its argument register.
    pub argument: u64,
    pub ring: UserAddress,
    /// Base of FS; 0 where the program sets it itself.
    pub thread_pointer: UserAddress,
    pub blocked_signals: SignalSet,
}

#[derive(Default)]
struct RunState {
    /// Its stack; set before it starts.
    task: Option<Arc<Task>>,
    blocked: bool,
    /// Came while the thread was not blocked: the next block returns at once.
    notified: bool,
}

/// Why a thread could not be made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ThreadError {
    QuotaExceeded,
    NoMemory,
}

impl Thread {
    /// A thread that has a place in its process and in the run queues, and does not run yet.
    pub fn new(
        process: &Arc<Process>,
        address_space: &Arc<AddressSpace>,
        id: u32,
        start: Start,
    ) -> Result<Arc<Self>, ThreadError> {
        let charge = Charge::new(&process.quota().memory, KERNEL_PAGES).ok_or(ThreadError::QuotaExceeded)?;
        let mut context =
            UserContext::new(start.entry, start.stack, start.argument).ok_or(ThreadError::NoMemory)?;
        context.set_fs_base(start.thread_pointer);
        context.registers_mut().rsi = start.ring.get();
        let thread = Arc::new(Thread {
            id,
            process: Arc::clone(process),
            address_space: Arc::clone(address_space),
            ring: start.ring,
            run_state: SpinLock::default(),
            woken_operations: [const { AtomicU64::new(0) }; 2],
            greedy: AtomicBool::new(false),
            place: AtomicU64::new(0),
            policy: PolicyCell::default(),
            signals: SignalQueue::default(),
            signal_block: AtomicU64::new(0),
            start_blocked: AtomicU64::new(start.blocked_signals.0),
            robust_list: AtomicU64::new(0),
            attention: AtomicBool::new(false),
            tells_pending: AtomicBool::new(false),
            dismissed: AtomicBool::new(false),
            interrupted: AtomicBool::new(false),
            times: Times::default(),
            end: Arc::default(),
            owns_ring: AtomicBool::new(false),
            _charge: charge,
        });
        if !scheduler::reserve_place() {
            return Err(ThreadError::NoMemory);
        }
        if !process.add_thread(Arc::clone(&thread)) {
            scheduler::release_place();
            return Err(ThreadError::NoMemory);
        }
        let own = Arc::clone(&thread);
        match Task::new(Box::new(move || run::main(own, context))) {
            Some(task) => {
                thread.run_state.lock().task = Some(task);
                Ok(thread)
            }
            None => {
                process.remove_thread(&thread);
                scheduler::release_place();
                Err(ThreadError::NoMemory)
            }
        }
    }

    /// Makes a new thread compete for the CPU.
    pub fn start(self: &Arc<Self>) {
        scheduler::enqueue(self);
    }

    /// No other thread has the same; of a process's first thread it is the process's.
    pub fn id(&self) -> u32 {
        self.id
    }

    #[inline]
    pub fn process(&self) -> &Arc<Process> {
        &self.process
    }

    #[inline]
    pub fn address_space(&self) -> &Arc<AddressSpace> {
        &self.address_space
    }

    /// Where its ring is in its address space.
    pub fn ring(&self) -> UserAddress {
        self.ring
    }

    /// What others can know when it has ended.
    pub fn end(&self) -> &Arc<ThreadEnd> {
        &self.end
    }

    /// The thread's ring was mapped for it alone.
    pub(crate) fn own_ring(&self) {
        self.owns_ring.store(true, Relaxed);
    }

    /// The thread has left the program for ever.
    pub(super) fn note_end(&self) {
        if self.owns_ring.load(Relaxed) {
            unmap_ring(&self.address_space, self.ring);
        }
        self.end.note(self.times.get());
    }

    /// Makes the thread look again at what it waits for: its own call, or an operation of its ring. Notices
    /// are never lost and may be superfluous.
    pub(crate) fn notify(self: &Arc<Self>, operation: Option<u8>) {
        if let Some(operation) = operation {
            self.woken_operations[usize::from(operation / 64)].fetch_or(1 << (operation % 64), Relaxed);
        }
        let mut state = self.run_state.lock();
        if state.blocked {
            state.blocked = false;
            drop(state);
            self.greedy.store(false, Relaxed);
            scheduler::enqueue(self);
        } else {
            state.notified = true;
        }
    }

    /// Waits for a notice. Only the thread itself calls this, with no lock held.
    pub(crate) fn block(&self) {
        let mut state = self.run_state.lock();
        if core::mem::take(&mut state.notified) {
            return;
        }
        state.blocked = true;
        drop(state);
        self.times.count_wait();
        self.times.count_system();
        scheduler::leave_cpu();
        self.times.resume();
    }

    /// Lets others run that are ready, and goes on after them. Only the thread itself calls this.
    pub(crate) fn give_way(&self) {
        self.times.count_preemption();
        self.times.count_system();
        scheduler::yield_now();
        self.times.resume();
    }

    /// Processor time taken so far.
    pub fn times(&self) -> &Times {
        &self.times
    }

    pub fn usage(&self) -> ProcessUsage {
        self.times.usage(self.address_space.usage().peak_pages)
    }

    /// Whether the thread shall not run the program any more; its attention was drawn when that began.
    #[inline]
    pub fn must_leave(&self) -> bool {
        self.process.is_ending() || self.dismissed.load(Relaxed)
    }

    /// The thread leaves before it next runs an instruction of the program.
    pub(crate) fn dismiss(self: &Arc<Self>) {
        self.dismissed.store(true, Relaxed);
        self.draw_attention();
    }

    /// Signals for this thread alone.
    pub fn signals(&self) -> &SignalQueue {
        &self.signals
    }

    pub fn signal_block(&self) -> u64 {
        self.signal_block.load(Relaxed)
    }

    pub fn set_signal_block(&self, address: u64) {
        self.signal_block.store(address, Relaxed);
    }

    pub fn set_robust_list(&self, address: u64) {
        self.robust_list.store(address, Relaxed);
    }

    /// Where the thread lists its locks; there is none afterwards.
    pub(super) fn take_robust_list(&self) -> u64 {
        self.robust_list.swap(0, Relaxed)
    }

    pub fn start_blocked(&self) -> SignalSet {
        SignalSet(self.start_blocked.load(Relaxed))
    }

    /// The thread looks at its signals before it runs the program again, and now if it waits.
    pub(crate) fn draw_attention(self: &Arc<Self>) {
        self.attention.store(true, Relaxed);
        self.notify(None);
    }

    /// As `draw_attention`, by the thread itself.
    pub(crate) fn draw_own_attention(&self) {
        self.attention.store(true, Relaxed);
    }

    #[inline]
    pub(crate) fn has_attention(&self) -> bool {
        self.attention.load(Relaxed)
    }

    pub(crate) fn clear_attention(&self) {
        self.attention.store(false, Relaxed);
    }

    /// Whether its block tells of pending signals; it may be told of none then.
    pub(crate) fn tells_pending(&self) -> bool {
        self.tells_pending.load(Relaxed)
    }

    pub(crate) fn set_tells_pending(&self, tells: bool) {
        self.tells_pending.store(tells, Relaxed);
    }

    pub(crate) fn set_interrupted(&self) {
        self.interrupted.store(true, Relaxed);
    }

    pub(crate) fn take_interrupted(&self) -> bool {
        self.interrupted.swap(false, Relaxed)
    }

    /// Whether anything asks for [`crate::signal::interrupts`] before a wait.
    #[inline]
    pub(crate) fn may_be_interrupted(&self) -> bool {
        self.must_leave()
            || self.process.stopped() != 0
            || !(self.signals.pending() | self.process.signals().pending()).is_empty()
    }

    /// Operations of the ring that were woken since the last time this was asked.
    pub(crate) fn take_woken_operations(&self) -> u128 {
        let low = self.woken_operations[0].swap(0, Relaxed);
        let high = self.woken_operations[1].swap(0, Relaxed);
        u128::from(high) << 64 | u128::from(low)
    }

    pub(crate) fn task(&self) -> Option<Arc<Task>> {
        self.run_state.lock().task.clone()
    }

    pub(crate) fn policy(&self) -> Policy {
        self.policy.get()
    }

    /// Before it runs, or by the scheduler.
    pub(crate) fn keep_policy(&self, policy: Policy) {
        self.policy.set(policy);
    }

    pub(crate) fn is_greedy(&self) -> bool {
        self.greedy.load(Relaxed)
    }

    pub(crate) fn set_greedy(&self) {
        self.greedy.store(true, Relaxed);
    }

    pub(crate) fn place(&self) -> u64 {
        self.place.load(Relaxed)
    }

    pub(crate) fn set_place(&self, place: u64) {
        self.place.store(place, Relaxed);
    }
}
