//! `Process`: what its threads share, and its end.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::mem;
use core::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering};

use capos_hal::sync::SpinLock;
use capos_schema::Interface;
use capos_schema::capos_capnp::ErrorCode;

use super::attributes::{Attributes, INFINITY, resource};
use super::processor_limit::ProcessorLimit;
use super::{ExitStatus, ProcessUsage, family};
use crate::capability_table::CapabilityTable;
use crate::file_system::{FileLocks, LockOwner};
use crate::lock_order::{CapabilityTableLevel, LockedFiles, ProcessName, ProcessState};
use crate::object::WaitQueue;
use crate::quota::{Charge, Quota};
use crate::signal::{SignalQueue, SignalSet};
use crate::thread::Thread;

static NEXT_ID: AtomicU64 = AtomicU64::new(1);

/// Files that one process can have range locks on.
const MAX_LOCKED_FILES: usize = 1024;

/// A process. Its address space belongs to its threads and goes with the last of them; what remains is the
/// identity and the exit status, for as long as somebody holds a ProcessHandle. That remainder is charged to
/// the parent's quota of processes, so that nobody piles up the dead.
pub struct Process {
    id: u64,
    name: SpinLock<ProcessName, Arc<str>>,
    quota: Quota,
    capabilities: SpinLock<CapabilityTableLevel, CapabilityTable>,
    state: SpinLock<ProcessState, State>,
    /// Files on which it took advisory locks of its own.
    locked_files: SpinLock<LockedFiles, Vec<Arc<FileLocks>>>,
    /// Whether the threads shall leave: read on every way back to user mode.
    ending: AtomicBool,
    signals: SignalQueue,
    /// Wakes when a signal came, for it or for one of its threads.
    signals_queue: WaitQueue,
    attributes: Attributes,
    /// Address of its `ProcessSignals`, 0 for none.
    signal_block: AtomicU64,
    /// What it ignores while it has no block.
    start_ignored: AtomicU64,
    /// The signal that stopped it, 0 while it runs.
    stopped: AtomicU8,
    end_queue: WaitQueue,
    /// Wakes when a child has changed.
    children_queue: WaitQueue,
    at_end: Option<fn(ExitStatus)>,
    _charge: Option<Charge>,
}

#[derive(Default)]
struct State {
    threads: Vec<Arc<Thread>>,
    /// Of the threads that have left.
    past: ProcessUsage,
    /// Of the children that it waited for, and of theirs.
    children: ProcessUsage,
    processor_limit: ProcessorLimit,
    /// How it will end or has ended; the first cause stands.
    status: Option<ExitStatus>,
    ended: bool,
}

/// What a process is made of.
pub struct ProcessParts<'a> {
    pub name: &'a str,
    /// Signals that it ignores from the start.
    pub ignored_signals: SignalSet,
    pub quota: Quota,
    pub attributes: Attributes,
    /// Its place in the parent's quota of processes; the kernel's own children have none.
    pub charge: Option<Charge>,
    /// Called once it has ended.
    pub at_end: Option<fn(ExitStatus)>,
}

impl Process {
    pub fn new(parts: ProcessParts<'_>) -> Arc<Self> {
        let table = CapabilityTable::new(Arc::clone(&parts.quota.capabilities));
        Arc::new(Process {
            id: NEXT_ID.fetch_add(1, Ordering::Relaxed),
            name: SpinLock::new(parts.name.into()),
            quota: parts.quota,
            capabilities: SpinLock::new(table),
            state: SpinLock::new(State::default()),
            locked_files: SpinLock::new(Vec::new()),
            ending: AtomicBool::new(false),
            signals: SignalQueue::default(),
            signals_queue: WaitQueue::new(),
            attributes: parts.attributes,
            signal_block: AtomicU64::new(0),
            start_ignored: AtomicU64::new(parts.ignored_signals.0),
            stopped: AtomicU8::new(0),
            end_queue: WaitQueue::new(),
            children_queue: WaitQueue::new(),
            at_end: parts.at_end,
            _charge: parts.charge,
        })
    }

    /// Never used twice.
    pub fn id(&self) -> u64 {
        self.id
    }

    /// Of the thread that the process begins with.
    pub fn first_thread_id(&self) -> u32 {
        self.id as u32
    }

    /// For one more thread: numbers of threads and processes are all different.
    pub fn next_thread_id(&self) -> u32 {
        NEXT_ID.fetch_add(1, Ordering::Relaxed) as u32
    }

    /// The last component of the program's path, or the manifest's name for it.
    pub fn name(&self) -> Arc<str> {
        Arc::clone(&self.name.lock())
    }

    /// It runs another program from now on, whose blocks of signals are not known yet.
    pub fn become_program(&self, name: &str, ignored_signals: SignalSet) {
        *self.name.lock() = name.into();
        self.signal_block.store(0, Ordering::Relaxed);
        self.start_ignored.store(ignored_signals.0, Ordering::Relaxed);
    }

    pub fn quota(&self) -> &Quota {
        &self.quota
    }

    pub fn capabilities(&self) -> &SpinLock<CapabilityTableLevel, CapabilityTable> {
        &self.capabilities
    }

    pub fn attributes(&self) -> &Attributes {
        &self.attributes
    }

    /// The limit of processor time has changed, or begins to count for a new process.
    pub fn apply_processor_limit(self: &Arc<Self>) -> Result<(), ErrorCode> {
        let limit = ProcessorLimit::new(self)?;
        let old = mem::replace(&mut self.state.lock().processor_limit, limit);
        drop(old);
        Ok(())
    }

    /// Whether one more process may be made on the account that this one's are charged to.
    pub fn may_have_child(&self) -> bool {
        let limit = self.attributes.soft(resource::NPROC);
        limit == INFINITY || self.quota.processes.used() < limit
    }

    /// Wakes when the process has ended.
    pub fn end_queue(&self) -> &WaitQueue {
        &self.end_queue
    }

    /// How it ended; `None` while it lives.
    pub fn exit_status(&self) -> Option<ExitStatus> {
        let state = self.state.lock();
        if state.ended { state.status } else { None }
    }

    /// Of all its threads, those that have left included.
    pub fn usage(&self) -> ProcessUsage {
        let state = self.state.lock();
        let usage = state.threads.iter().fold(state.past, |sum, thread| sum.plus(thread.times().usage(0)));
        let thread = state.threads.first().cloned();
        drop(state);
        // The address space's lock comes before the process's.
        let peak = thread.map_or(0, |thread| thread.address_space().usage().peak_pages);
        ProcessUsage { max_resident: usage.max_resident.max(peak), ..usage }
    }

    pub fn children_usage(&self) -> ProcessUsage {
        self.state.lock().children
    }

    /// A child that has ended was waited for.
    pub fn add_child_usage(&self, child: &Process) {
        let usage = child.usage().plus(child.children_usage());
        let mut state = self.state.lock();
        state.children = state.children.plus(usage);
    }

    /// Wakes when a child has changed.
    pub fn children_queue(&self) -> &WaitQueue {
        &self.children_queue
    }

    /// Signals pending for whichever thread takes them.
    pub fn signals(&self) -> &SignalQueue {
        &self.signals
    }

    /// Wakes when a signal came, for it or for one of its threads.
    pub fn signals_queue(&self) -> &WaitQueue {
        &self.signals_queue
    }

    /// Hands each thread's queue and the process's own to the function.
    pub fn for_each_queue(&self, mut each: impl FnMut(&SignalQueue)) {
        each(&self.signals);
        for thread in &self.state.lock().threads {
            each(thread.signals());
        }
    }

    pub fn signal_block(&self) -> u64 {
        self.signal_block.load(Ordering::Relaxed)
    }

    pub fn set_signal_block(&self, address: u64) {
        self.signal_block.store(address, Ordering::Relaxed);
    }

    pub fn start_ignored(&self) -> SignalSet {
        SignalSet(self.start_ignored.load(Ordering::Relaxed))
    }

    /// The signal that stopped it, 0 while it runs.
    pub fn stopped(&self) -> u8 {
        self.stopped.load(Ordering::Relaxed)
    }

    /// `false` if it was stopped, or not, already.
    pub(crate) fn set_stopped(&self, signal: u8) -> bool {
        let before = self.stopped.swap(signal, Ordering::Relaxed);
        (before == 0) != (signal == 0)
    }

    /// Every thread looks at its signals before it runs the program again, and now if it waits.
    pub fn draw_attention(&self) {
        for thread in &self.state.lock().threads {
            thread.draw_attention();
        }
    }

    pub fn threads(&self) -> usize {
        self.state.lock().threads.len()
    }

    /// The thread of that number.
    pub fn thread(&self, id: u32) -> Option<Arc<Thread>> {
        self.state.lock().threads.iter().find(|thread| thread.id() == id).cloned()
    }

    /// Every other thread leaves, before it next runs an instruction of the program.
    pub(crate) fn dismiss_others(&self, keep: &Thread) {
        for thread in &self.state.lock().threads {
            if !core::ptr::eq(&raw const **thread, keep) {
                thread.dismiss();
            }
        }
    }

    #[inline]
    pub fn is_ending(&self) -> bool {
        self.ending.load(Ordering::Relaxed)
    }

    /// Makes every thread leave, wherever it is: blocked in a call, waiting for a turn, or running. They do so
    /// before they next run an instruction of the program. Later causes change nothing.
    pub fn end(&self, status: ExitStatus) {
        let mut state = self.state.lock();
        if state.status.is_some() {
            return;
        }
        state.status = Some(status);
        self.ending.store(true, Ordering::Relaxed);
        for thread in &state.threads {
            thread.draw_attention();
        }
        drop(state);
        let name = self.name();
        match status {
            ExitStatus::Faulted { .. } => capos_hal::log!("process {name} ({}) {status}", self.id),
            ExitStatus::Exited(_) | ExitStatus::Killed | ExitStatus::Signaled(_) => {
                crate::debug!("process {name} ({}) {status}", self.id)
            }
        }
    }

    /// Notes a file on which the process locks ranges: its end gives them up.
    pub fn note_locks(&self, locks: &Arc<FileLocks>) -> Result<(), ErrorCode> {
        let mut files = self.locked_files.lock();
        if files.iter().any(|known| Arc::ptr_eq(known, locks)) {
            return Ok(());
        }
        if files.len() >= MAX_LOCKED_FILES {
            return Err(ErrorCode::QuotaExceeded);
        }
        files.try_reserve(1).map_err(|_| ErrorCode::NoMemory)?;
        files.push(Arc::clone(locks));
        Ok(())
    }

    fn release_locks(&self) {
        let files = mem::take(&mut *self.locked_files.lock());
        for locks in files {
            locks.release(LockOwner::Process(self.id));
        }
    }

    /// `false` if there is no memory to note the thread.
    #[must_use]
    pub(crate) fn add_thread(&self, thread: Arc<Thread>) -> bool {
        let mut state = self.state.lock();
        if state.threads.try_reserve(1).is_err() {
            return false;
        }
        if state.status.is_some() {
            // It leaves before its first instruction.
            thread.draw_own_attention();
        }
        state.threads.push(thread);
        true
    }

    /// Called by a thread that leaves, when it holds nothing of the process any more. With the last one the
    /// process ends: its capabilities are dropped, and those who wait for it are told.
    pub(crate) fn remove_thread(self: &Arc<Self>, thread: &Arc<Thread>) {
        let usage = thread.usage();
        let mut state = self.state.lock();
        state.threads.retain(|other| !Arc::ptr_eq(other, thread));
        state.past = state.past.plus(usage);
        if !state.threads.is_empty() || state.ended {
            return;
        }
        let status = *state.status.get_or_insert(ExitStatus::Exited(0));
        let processor_limit = mem::take(&mut state.processor_limit);
        self.ending.store(true, Ordering::Relaxed);
        drop(state);
        drop(processor_limit);
        let held = self.capabilities.lock().take_all();
        // Dropping an object may wake others and take any lock: not under the table's.
        let mut could_speak = false;
        for capability in held {
            could_speak |= matches!(capability.interface(), Interface::Console | Interface::TerminalSession);
            drop(capability);
        }
        self.release_locks();
        self.quota.close();
        self.state.lock().ended = true;
        self.end_queue.wake();
        family::end(self, status);
        if let Some(at_end) = self.at_end {
            if !could_speak && matches!(status, ExitStatus::Exited(status) if status != 0) {
                let (name, id) = (self.name(), self.id);
                capos_hal::log!(
                    "process {name} ({id}) {status}; it held no Console and no TerminalSession to say why"
                );
            }
            at_end(status);
        }
    }
}
