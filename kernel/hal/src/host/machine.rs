//! The imitated machine: one per test, found through a thread-local by every thread that acts for it.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::panic::resume_unwind;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::paging::Mappings;
use crate::callbacks::Callbacks;
use crate::registers::{Registers, UserExit};

/// What a process would do between two entries into the kernel: changes its registers and memory (through
/// [`crate::user`], as if it ran in user mode) and says why it stopped.
pub type UserProgram = Arc<dyn Fn(&mut Registers) -> UserExit + Send + Sync>;

/// Unwinds the threads of a machine that has powered off.
pub(super) struct PoweredOff;

#[derive(Default)]
pub(super) struct State {
    pub frame_limit: u64,
    pub frames_used: u64,
    pub callbacks: Option<&'static dyn Callbacks>,
    pub active: Option<Mappings>,
    pub programs: BTreeMap<u64, UserProgram>,
    pub now: u64,
    pub deadline: Option<u64>,
    pub wall_clock_seconds: i64,
    pub output: Vec<u8>,
    pub input: VecDeque<Vec<u8>>,
    pub package: Vec<super::frame::Frame>,
    pub disks: Vec<super::block::HostDisk>,
    pub network: Option<super::net::HostNetwork>,
    pub status: Option<i32>,
}

/// A handle on the imitated machine.
#[derive(Clone)]
pub struct Machine {
    state: Arc<Mutex<State>>,
    off: Arc<Condvar>,
}

thread_local!(static CURRENT: RefCell<Option<Machine>> = const { RefCell::new(None) });

impl Machine {
    /// A machine with so many frames of memory; this thread acts for it from now on.
    pub fn new(frames: u64) -> Machine {
        let state = State { frame_limit: frames, wall_clock_seconds: 1_700_000_000, ..State::default() };
        let machine = Machine { state: Arc::new(Mutex::new(state)), off: Arc::new(Condvar::new()) };
        machine.enter();
        machine
    }

    /// This thread's machine; one of 128 MiB if there is none yet.
    pub fn current() -> Machine {
        let existing = CURRENT.with_borrow(Clone::clone);
        existing.unwrap_or_else(|| Machine::new(32768))
    }

    /// This thread acts for the machine from now on.
    pub fn enter(&self) {
        CURRENT.set(Some(self.clone()));
    }

    /// What runs when user mode is entered at the address, and goes on after each exit whose RIP is still
    /// there.
    pub fn set_program(
        &self,
        entry: u64,
        program: impl Fn(&mut Registers) -> UserExit + Send + Sync + 'static,
    ) {
        self.state().programs.insert(entry, Arc::new(program));
    }

    /// Bytes that arrive on the serial line when the machine next takes interrupts.
    pub fn type_input(&self, bytes: &[u8]) {
        self.state().input.push_back(bytes.to_vec());
    }

    /// What was written to the serial line since the last call.
    pub fn take_output(&self) -> Vec<u8> {
        std::mem::take(&mut self.state().output)
    }

    /// Lets time pass, with the timer callback when a deadline is reached.
    pub fn advance(&self, nanoseconds: u64) {
        let target = self.state().now + nanoseconds;
        while self.take_deadline(target) {
            self.call_timer();
        }
        self.state().now = target;
    }

    /// Runs the kernel's main function as the boot task until the machine powers off; gives the status. Panics
    /// if the kernel does.
    pub fn run(&self, main: impl FnOnce() + Send + 'static) -> i32 {
        let machine = self.clone();
        let boot = std::thread::spawn(move || {
            machine.enter();
            main();
        });
        if let Err(payload) = boot.join() {
            // A power-off ends the boot thread as well, unless it happened there in another way.
            if !payload.is::<PoweredOff>() {
                resume_unwind(payload);
            }
        }
        let mut state = self.state();
        loop {
            if let Some(status) = state.status {
                return status;
            }
            state = self.off.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    pub(super) fn power_off(&self, status: i32) -> ! {
        self.state().status = Some(status);
        self.off.notify_all();
        resume_unwind(Box::new(PoweredOff));
    }

    /// Ends this thread if the machine is off.
    pub(super) fn check_power(&self) {
        if self.state().status.is_some() {
            resume_unwind(Box::new(PoweredOff));
        }
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        // A test that panicked elsewhere is reported there; the state is still whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Interrupts that are pending: input, and a deadline that has passed. Gives whether there was any.
    pub(super) fn take_interrupts(&self) -> bool {
        let input: Vec<_> = self.state().input.drain(..).collect();
        let callbacks = self.state().callbacks;
        let mut any = !input.is_empty();
        for bytes in input {
            if let Some(callbacks) = callbacks {
                callbacks.serial_input(&bytes);
            }
        }
        if self.take_network_interrupt()
            && let Some(callbacks) = callbacks
        {
            callbacks.network();
            any = true;
        }
        let now = self.state().now;
        if self.take_deadline(now) {
            self.call_timer();
            any = true;
        }
        any
    }

    /// Moves the clock to the deadline and clears it, if one is set and not after `latest`.
    pub(super) fn take_deadline(&self, latest: u64) -> bool {
        let mut state = self.state();
        match state.deadline {
            Some(deadline) if deadline <= latest => {
                state.deadline = None;
                state.now = state.now.max(deadline);
                true
            }
            _ => false,
        }
    }

    pub(super) fn call_timer(&self) {
        let callbacks = self.state().callbacks;
        if let Some(callbacks) = callbacks {
            callbacks.timer();
        }
    }
}

pub(crate) fn set_callbacks(callbacks: &'static dyn Callbacks) {
    Machine::current().state().callbacks = Some(callbacks);
}
