//! `Wire`: what a terminal shares with its far side: the line discipline, whose terminal it is, and who waits at either end.

use alloc::sync::{Arc, Weak};
use core::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering::Relaxed};

use capos_hal::sync::SpinLock;
use capos_hal::{serial, time};

use super::attributes::WindowSize;
use super::{JobControl, LineDiscipline, TerminalSignal};
use crate::interfaces::TerminalSession;
use crate::lock_order::ObjectState;
use crate::object::WaitQueue;
use crate::process::{jobs, registry};
use crate::signal::{self, SignalInfo, code, number};

/// Bytes given to the serial line at a time.
const CHUNK: usize = 512;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum FarSide {
    /// Takes everything at once.
    SerialLine,
    /// Fetches; its number.
    PseudoTerminal(u32),
}

pub struct Wire {
    pub discipline: SpinLock<ObjectState, LineDiscipline>,
    pub waiting: WaitQueue,
    /// A session keeps its terminal while nobody has it open.
    pub jobs: JobControl,
    /// The terminal, while anybody has it open.
    terminal: SpinLock<ObjectState, Weak<TerminalSession>>,
    far_side: FarSide,
    /// The far side is gone for ever.
    hung_up: AtomicBool,
    /// Terminals over the wire: none, or one that all its users share.
    terminals: AtomicU32,
    was_opened: AtomicBool,
    /// The process that sends a break now, 0 for none.
    breaking: AtomicU64,
}

impl Wire {
    fn new(far_side: FarSide) -> Self {
        Wire {
            discipline: SpinLock::new(LineDiscipline::new()),
            waiting: WaitQueue::new(),
            jobs: JobControl::default(),
            terminal: SpinLock::new(Weak::new()),
            far_side,
            hung_up: AtomicBool::new(false),
            terminals: AtomicU32::new(0),
            was_opened: AtomicBool::new(false),
            breaking: AtomicU64::new(0),
        }
    }

    pub fn serial() -> Self {
        Wire::new(FarSide::SerialLine)
    }

    pub fn pseudo(number: u32) -> Self {
        Wire::new(FarSide::PseudoTerminal(number))
    }

    /// The terminal at the near side, which all who open it share.
    pub fn open(self: &Arc<Self>) -> Arc<TerminalSession> {
        let mut terminal = self.terminal.lock();
        if let Some(open) = terminal.upgrade() {
            return open;
        }
        let new = Arc::new(TerminalSession::new(Arc::clone(self)));
        *terminal = Arc::downgrade(&new);
        new
    }

    /// Of the PseudoTerminal at the far side.
    pub fn number(&self) -> Option<u32> {
        match self.far_side {
            FarSide::SerialLine => None,
            FarSide::PseudoTerminal(number) => Some(number),
        }
    }

    fn is_serial(&self) -> bool {
        self.far_side == FarSide::SerialLine
    }

    /// Sends what the discipline lets out, if there is somebody to send to. Under its lock, so that the bytes of two
    /// writers keep their order.
    pub fn transmit(&self, discipline: &mut LineDiscipline) {
        let mut chunk = [0; CHUNK];
        while self.is_serial() {
            let count = discipline.take_output(&mut chunk);
            if count == 0 {
                break;
            }
            serial::write(&chunk[..count]);
        }
    }

    /// Whether there is a line that can be interrupted.
    pub fn has_line(&self) -> bool {
        self.is_serial()
    }

    /// Begins a break for the process; `false` while one is sent.
    pub fn begin_break(&self, process: u64) -> bool {
        let begins = self.breaking.compare_exchange(0, process, Relaxed, Relaxed).is_ok();
        if begins {
            serial::set_break(true);
        }
        begins
    }

    /// Ends the break that the process sends, if it does.
    pub fn end_break(&self, process: u64) {
        if self.breaking.compare_exchange(process, 0, Relaxed, Relaxed).is_ok() {
            serial::set_break(false);
            self.waiting.wake();
        }
    }

    /// The terminal's side read or wrote: whoever fetches and fills may go on.
    pub fn moved(&self) {
        if !self.is_serial() {
            self.waiting.wake();
        }
    }

    /// Takes what comes from the far side. A program there can wait, so it is asked to when there is no room; the
    /// number of bytes that were taken.
    pub fn receive(&self, bytes: &[u8]) -> usize {
        let now = time::now();
        let mut discipline = self.discipline.lock();
        let mut taken = 0;
        for &byte in bytes {
            if !self.is_serial() && !discipline.has_input_room() {
                break;
            }
            if let Some(raised) = discipline.receive(byte, now) {
                self.jobs.signal(match raised {
                    TerminalSignal::Interrupt => number::INT,
                    TerminalSignal::Quit => number::QUIT,
                    TerminalSignal::Suspend => number::TSTP,
                });
            }
            taken += 1;
        }
        self.transmit(&mut discipline);
        drop(discipline);
        self.waiting.wake();
        taken
    }

    /// Tells the foreground if the size is another than before.
    pub fn resize(&self, size: WindowSize) {
        let before = {
            let mut discipline = self.discipline.lock();
            let before = discipline.window_size();
            discipline.set_window_size(size);
            before
        };
        if before != size {
            self.jobs.signal(number::WINCH);
        }
    }

    /// The leader of that session has ended: who used the terminal is told.
    pub fn lose_session(&self, session: u64) {
        if self.jobs.session() == session {
            self.jobs.signal(number::HUP);
            self.jobs.signal(number::CONT);
            self.jobs.end();
        }
    }

    /// The far side is gone: whoever used the terminal is told.
    pub fn hang_up(&self) {
        self.hung_up.store(true, Relaxed);
        self.waiting.wake();
        let session = self.jobs.session();
        if session == 0 {
            return;
        }
        if let Some(leader) = registry::find(session) {
            // A standard signal always finds room.
            let _ = signal::post(&leader, SignalInfo::new(number::HUP, code::KERNEL, 0));
        }
        jobs::clear_terminal(session);
        self.lose_session(session);
    }

    pub fn is_hung_up(&self) -> bool {
        self.hung_up.load(Relaxed)
    }

    pub fn add_terminal(&self) {
        self.terminals.fetch_add(1, Relaxed);
        self.was_opened.store(true, Relaxed);
    }

    pub fn remove_terminal(&self) {
        self.terminals.fetch_sub(1, Relaxed);
        self.waiting.wake();
    }

    /// The terminal was opened, and nobody has it open any more.
    pub fn was_left(&self) -> bool {
        self.was_opened.load(Relaxed) && self.terminals.load(Relaxed) == 0
    }
}
