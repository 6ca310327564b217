//! User mode: here, functions that a test set with [`Machine::set_program`].

use super::machine::Machine;
use crate::address::UserAddress;
use crate::registers::{Registers, UserExit};
use crate::sync::assert_none_held;

/// The registers of one user thread: general, segment bases, and floating point and vector state.
pub struct UserContext {
    registers: Registers,
    entry: u64,
    extended: [u8; 576],
}

impl UserContext {
    /// Starts at `entry` with the stack pointer and, in RDI, the argument; every other register is zero.
    /// `None` if no memory is left.
    pub fn new(entry: UserAddress, stack: UserAddress, argument: u64) -> Option<UserContext> {
        let registers =
            Registers { rip: entry.get(), rsp: stack.get(), rdi: argument, ..Registers::default() };
        Some(UserContext { registers, entry: entry.get(), extended: [0; 576] })
    }

    /// Runs user code on the active page table until it asks for the kernel.
    pub fn run(&mut self) -> UserExit {
        assert_none_held();
        let machine = Machine::current();
        machine.check_power();
        if machine.take_interrupts() {
            return UserExit::Interrupt;
        }
        let program = machine.state().programs.get(&self.entry).cloned();
        match program {
            Some(program) => program(&mut self.registers),
            None => UserExit::Fault {
                vector: crate::vector::PAGE_FAULT,
                error_code: 0x14,
                address: self.registers.rip,
            },
        }
    }

    /// The entry number of a system call.
    pub fn syscall_number(&self) -> u64 {
        self.registers.rax
    }

    /// RDI, RSI, RDX, R10 of a system call.
    pub fn syscall_arguments(&self) -> [u64; 4] {
        [self.registers.rdi, self.registers.rsi, self.registers.rdx, self.registers.r10]
    }

    /// RAX, RDX and RSI as the system call returns them.
    pub fn set_syscall_results(&mut self, rax: u64, rdx: u64, rsi: u64) {
        self.registers.rax = rax;
        self.registers.rdx = rdx;
        self.registers.rsi = rsi;
    }

    pub fn registers(&self) -> &Registers {
        &self.registers
    }

    /// To change any register. The flags that user mode may not set are ignored; an instruction pointer outside
    /// of user space faults on the next run.
    pub fn registers_mut(&mut self) -> &mut Registers {
        &mut self.registers
    }

    /// The floating-point and vector state as an XSAVE area.
    pub fn extended_state(&mut self) -> &[u8] {
        &self.extended
    }

    /// Lets `fill` write such an area, and takes it over as far as the CPU can load it.
    pub fn replace_extended_state<E>(
        &mut self,
        fill: impl FnOnce(&mut [u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        fill(&mut self.extended)
    }

    /// The base of the FS segment: the thread pointer.
    pub fn set_fs_base(&mut self, _base: UserAddress) {}
}
