//! `Dispositions`: what a process does with each signal, as its own memory says.

use alloc::sync::Arc;
use core::mem::offset_of;

use capos_hal::{UserAddress, user};
use capos_schema::abi::signal::{ProcessSignals, ThreadSignals, flags};

use super::{SignalSet, number};
use crate::process::jobs;
use crate::thread::Thread;

/// The blocks of the calling thread, read once. A process that registered none has those it was started with.
#[derive(Clone, Copy, Debug)]
pub struct Dispositions {
    pub process: ProcessSignals,
    pub thread: ThreadSignals,
    is_registered: bool,
}

/// What becomes of a signal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Action {
    Ignore,
    Catch,
    Terminate,
    Stop,
}

/// The process's blocks lie where it has no memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unreadable;

impl Dispositions {
    /// Of the current thread: its memory is the active one.
    pub fn read(thread: &Thread) -> Result<Self, Unreadable> {
        let (process_block, thread_block) = (thread.process().signal_block(), thread.signal_block());
        if process_block == 0 || thread_block == 0 {
            let process =
                ProcessSignals { ignored: thread.process().start_ignored().0, ..ProcessSignals::default() };
            let thread = ThreadSignals { blocked: thread.start_blocked().0, ..ThreadSignals::default() };
            return Ok(Dispositions { process, thread, is_registered: false });
        }
        let mut process = [0; ProcessSignals::SIZE];
        let mut own = [0; ThreadSignals::SIZE];
        user::copy_in(UserAddress::new(process_block), &mut process).map_err(|_| Unreadable)?;
        user::copy_in(UserAddress::new(thread_block), &mut own).map_err(|_| Unreadable)?;
        Ok(Dispositions {
            process: ProcessSignals::decode(&process),
            thread: ThreadSignals::decode(&own),
            is_registered: true,
        })
    }

    /// Blocked while the thread runs.
    pub fn blocked(&self) -> SignalSet {
        SignalSet(self.thread.blocked) & !SignalSet::UNSTOPPABLE
    }

    /// Blocked while the thread waits in a call.
    pub fn blocked_waiting(&self) -> SignalSet {
        if self.waits_with_mask() {
            SignalSet(self.thread.wait_mask) & !SignalSet::UNSTOPPABLE
        } else {
            self.blocked()
        }
    }

    pub fn waits_with_mask(&self) -> bool {
        self.thread.use_wait_mask != 0
    }

    pub fn forgets_children(&self) -> bool {
        self.process.flags & flags::NO_CHILD_WAIT != 0
    }

    /// Whether SIGCHLD of that code is not wanted.
    pub fn is_unwanted_child(&self, code: i32) -> bool {
        self.process.flags & flags::NO_CHILD_STOP != 0
            && matches!(code, super::code::CHILD_STOPPED | super::code::CHILD_CONTINUED)
    }

    pub fn ignores(&self, signal: u8) -> bool {
        SignalSet(self.process.ignored).contains(signal) && !SignalSet::UNSTOPPABLE.contains(signal)
    }

    pub fn action(&self, thread: &Arc<Thread>, signal: u8) -> Action {
        if SignalSet::UNSTOPPABLE.contains(signal) {
            return if signal == number::STOP { Action::Stop } else { Action::Terminate };
        }
        if SignalSet(self.process.caught).contains(signal) {
            return Action::Catch;
        }
        if self.ignores(signal) || SignalSet::HARMLESS.contains(signal) {
            return Action::Ignore;
        }
        if SignalSet::STOPPING.contains(signal) {
            // Nobody is there who would continue it.
            let orphaned = jobs::is_orphaned(thread.process().id());
            return if orphaned { Action::Ignore } else { Action::Stop };
        }
        Action::Terminate
    }

    pub fn enters_on_stack(&self, signal: u8) -> bool {
        SignalSet(self.process.on_stack).contains(signal) && self.thread.stack_size != 0
    }

    /// Tells the thread what is pending and blocked.
    pub fn publish_pending(&self, thread: &Thread, pending: SignalSet) {
        if self.is_registered && self.thread.pending != pending.0 {
            // A thread that took its block away harms itself.
            let _ = write(thread, offset_of!(ThreadSignals, pending), pending.0);
        }
        thread.set_tells_pending(self.is_registered && !pending.is_empty());
    }
}

/// Changes the calling thread's mask; nothing happens without a block.
pub fn set_blocked(thread: &Thread, blocked: SignalSet) -> Result<(), Unreadable> {
    write(thread, offset_of!(ThreadSignals, blocked), blocked.0)
}

pub fn end_wait_mask(thread: &Thread) -> Result<(), Unreadable> {
    write(thread, offset_of!(ThreadSignals, use_wait_mask), 0)
}

fn write(thread: &Thread, offset: usize, value: u64) -> Result<(), Unreadable> {
    match thread.signal_block() {
        0 => Ok(()),
        block => user::write_u64(UserAddress::new(block + offset as u64), value).map_err(|_| Unreadable),
    }
}
