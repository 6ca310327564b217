//! `SignalInfo`: what is known about one signal that was sent, and its `siginfo_t`.

use capos_schema::abi::signal::INFO_SIZE;
use capos_schema::capos_capnp::signal_info;

use super::number;
use crate::process::Process;

/// Values of `si_code` (POSIX.1-2024, `<signal.h>`; numbers as on Linux).
pub mod code {
    /// By kill() or raise().
    pub const USER: i32 = 0;
    /// By the kernel itself.
    pub const KERNEL: i32 = 0x80;
    pub const TIMER: i32 = -2;
    pub const CHILD_EXITED: i32 = 1;
    pub const CHILD_KILLED: i32 = 2;
    pub const CHILD_STOPPED: i32 = 5;
    pub const CHILD_CONTINUED: i32 = 6;
    pub const NOT_MAPPED: i32 = 1;
    pub const NOT_PERMITTED: i32 = 2;
    pub const MISALIGNED: i32 = 1;
    pub const NO_SUCH_ADDRESS: i32 = 2;
    pub const ILLEGAL_OPERAND: i32 = 2;
    pub const TRACE: i32 = 2;
    pub const INTEGER_DIVISION: i32 = 1;
    pub const DIVISION: i32 = 3;
    pub const OVERFLOW: i32 = 4;
    pub const UNDERFLOW: i32 = 5;
    pub const INEXACT: i32 = 6;
    pub const INVALID: i32 = 7;
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct SignalInfo {
    pub signal: u8,
    pub code: i32,
    /// The sender, or the child it is about, and whom it acts for.
    pub process: u64,
    pub user: u32,
    /// `si_value`, a child's status, or the address that a fault is about.
    pub value: u64,
    /// Expirations of a timer that no signal told of.
    pub overrun: u32,
}

impl SignalInfo {
    pub fn new(signal: u8, code: i32, process: u64) -> Self {
        SignalInfo { signal, code, process, ..SignalInfo::default() }
    }

    /// About that process.
    pub fn of(process: &Process, signal: u8, code: i32) -> Self {
        SignalInfo { user: process.attributes().user(), ..SignalInfo::new(signal, code, process.id()) }
    }

    pub fn fill(&self, mut to: signal_info::Builder<'_>) {
        to.set_signal(self.signal);
        to.set_code(self.code);
        to.set_process(self.process);
        to.set_value(self.value);
        to.set_user(self.user);
    }

    /// As `siginfo_t` lies in memory.
    pub fn encode(&self) -> [u8; INFO_SIZE] {
        let mut bytes = [0; INFO_SIZE];
        let mut put =
            |offset: usize, value: &[u8]| bytes[offset..offset + value.len()].copy_from_slice(value);
        put(0, &i32::from(self.signal).to_le_bytes());
        put(8, &self.code.to_le_bytes());
        let is_fault =
            matches!(self.signal, number::SEGV | number::BUS | number::ILL | number::FPE | number::TRAP);
        if is_fault && self.code > 0 {
            put(16, &self.value.to_le_bytes());
        } else if self.code == code::TIMER {
            put(20, &self.overrun.to_le_bytes());
            put(24, &self.value.to_le_bytes());
        } else {
            put(16, &(self.process as u32).to_le_bytes());
            put(20, &self.user.to_le_bytes());
            put(24, &self.value.to_le_bytes());
        }
        bytes
    }
}
