//! User mode: the registers of one user thread, and running it.

mod extended_state;

use capos_schema::abi::limits::USER_END;
use extended_state::ExtendedState;
pub(super) use extended_state::{Loaded, save_before_switch};
use x86_64::registers::control::Cr2;

use super::trap::{self, Way};
use crate::UserAddress;
use crate::registers::{Registers, UserExit, vector};
use crate::sync::assert_none_held;

/// Flags that user mode may set: the arithmetic ones, trap, direction, alignment check, identification.
const USER_FLAGS: u64 = 0x0024_0dd5;
/// Interrupts on, and the bit that is always set.
const FIXED_FLAGS: u64 = 0x202;

const FIRST_INTERRUPT: u64 = 32;

/// The registers of one user thread: general, segment bases, and floating point and vector state.
pub struct UserContext {
    registers: Registers,
    way: Way,
    extended: ExtendedState,
}

impl UserContext {
    /// Starts at `entry` with the stack pointer and, in RDI, the argument; every other register is zero.
    /// `None` if no memory is left.
    pub fn new(entry: UserAddress, stack: UserAddress, argument: u64) -> Option<UserContext> {
        let registers =
            Registers { rip: entry.get(), rsp: stack.get(), rdi: argument, ..Registers::default() };
        Some(UserContext { registers, way: Way::Restore, extended: ExtendedState::new()? })
    }

    /// Runs user code on the active page table until it asks for the kernel.
    #[inline]
    pub fn run(&mut self) -> UserExit {
        assert_none_held();
        if self.way == Way::Restore {
            self.registers.rflags = self.registers.rflags & USER_FLAGS | FIXED_FLAGS;
            if self.registers.rip >= USER_END {
                return UserExit::Fault {
                    vector: vector::GENERAL_PROTECTION,
                    error_code: 0,
                    address: self.registers.rip,
                };
            }
        }
        self.extended.load();
        // SAFETY: after a system call (`Way::Return`), RIP follows a SYSCALL instruction, which lies below
        // USER_END, the flags are those of user mode, and nobody had the registers since: `registers_mut` sets
        // `Way::Restore`. In that case both were just checked. `&mut self` keeps others away.
        let exit = unsafe { trap::enter_user(&mut self.registers, self.way) };
        if exit.reason == 0 {
            self.way = Way::Return;
            return UserExit::Syscall;
        }
        self.way = Way::Restore;
        self.trapped(exit)
    }

    #[cold]
    fn trapped(&self, exit: trap::Exit) -> UserExit {
        let number = exit.reason - 1;
        if number >= FIRST_INTERRUPT {
            trap::handle_interrupt(number as u8);
            return UserExit::Interrupt;
        }
        let vector = number as u8;
        let address = if vector == vector::PAGE_FAULT { Cr2::read_raw() } else { self.registers.rip };
        UserExit::Fault { vector, error_code: exit.error_code as u32, address }
    }

    /// The entry number of a system call.
    #[inline]
    pub fn syscall_number(&self) -> u64 {
        self.registers.rax
    }

    /// RDI, RSI, RDX, R10 of a system call.
    #[inline]
    pub fn syscall_arguments(&self) -> [u64; 4] {
        [self.registers.rdi, self.registers.rsi, self.registers.rdx, self.registers.r10]
    }

    /// RAX, RDX and RSI as the system call returns them.
    #[inline]
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
        self.way = Way::Restore;
        &mut self.registers
    }

    /// The floating-point and vector state as an XSAVE area.
    pub fn extended_state(&mut self) -> &[u8] {
        self.extended.bytes()
    }

    /// Lets `fill` write such an area, and takes it over as far as the CPU can load it.
    pub fn replace_extended_state<E>(
        &mut self,
        fill: impl FnOnce(&mut [u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        self.extended.replace_bytes(fill)
    }

    /// The base of the FS segment: the thread pointer.
    pub fn set_fs_base(&mut self, base: UserAddress) {
        self.extended.set_fs_base(base);
    }
}
