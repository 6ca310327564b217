//! `Wire`: what a terminal shares with its far side: the line discipline, and who waits at either end.

use core::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};

use capos_hal::sync::SpinLock;
use capos_hal::{serial, time};

use super::{LineDiscipline, TerminalSignal};
use crate::lock_order::ObjectState;
use crate::object::WaitQueue;

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
    far_side: FarSide,
    /// The far side is gone for ever.
    hung_up: AtomicBool,
    /// Terminals over the wire: none, or one that all its users share.
    terminals: AtomicU32,
    was_opened: AtomicBool,
}

impl Wire {
    fn new(far_side: FarSide) -> Self {
        Wire {
            discipline: SpinLock::new(LineDiscipline::new()),
            waiting: WaitQueue::new(),
            far_side,
            hung_up: AtomicBool::new(false),
            terminals: AtomicU32::new(0),
            was_opened: AtomicBool::new(false),
        }
    }

    pub fn serial() -> Self {
        Wire::new(FarSide::SerialLine)
    }

    pub fn pseudo(number: u32) -> Self {
        Wire::new(FarSide::PseudoTerminal(number))
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

    /// The terminal's side read or wrote: whoever fetches and fills may go on.
    pub fn moved(&self) {
        if !self.is_serial() {
            self.waiting.wake();
        }
    }

    /// Takes what comes from the far side. A program there can wait, so it is asked to when there is no room; the
    /// number of bytes that were taken.
    pub fn receive(&self, bytes: &[u8], mut signal: impl FnMut(TerminalSignal)) -> usize {
        let now = time::now();
        let mut discipline = self.discipline.lock();
        let mut taken = 0;
        for &byte in bytes {
            if !self.is_serial() && !discipline.has_input_room() {
                break;
            }
            if let Some(raised) = discipline.receive(byte, now) {
                signal(raised);
            }
            taken += 1;
        }
        self.transmit(&mut discipline);
        drop(discipline);
        self.waiting.wake();
        taken
    }

    pub fn hang_up(&self) {
        self.hung_up.store(true, Relaxed);
        self.waiting.wake();
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
