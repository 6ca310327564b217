//! Traps taken in kernel mode: interrupts of the idle halt, faults of user copies, and bugs.

use x86_64::registers::control::Cr2;

use super::handler;
use crate::callbacks::Access;
use crate::x86_64::stack::Stack;
use crate::x86_64::{layout, user};
use crate::{UserAddress, vector};

const FIRST_INTERRUPT: u64 = 32;
const NMI: u64 = 2;
const DOUBLE_FAULT: u64 = 8;
const MACHINE_CHECK: u64 = 18;

/// What the stubs push, lowest address first.
#[derive(Debug)]
#[repr(C)]
pub struct TrapFrame {
    pub r15: u64,
    pub r14: u64,
    pub r13: u64,
    pub r12: u64,
    pub r11: u64,
    pub r10: u64,
    pub r9: u64,
    pub r8: u64,
    pub rbp: u64,
    pub rdi: u64,
    pub rsi: u64,
    pub rdx: u64,
    pub rcx: u64,
    pub rbx: u64,
    pub rax: u64,
    pub vector: u64,
    pub error_code: u64,
    pub rip: u64,
    pub cs: u64,
    pub rflags: u64,
    pub rsp: u64,
    pub ss: u64,
}

/// Called by the stubs for a trap in kernel mode.
pub(super) extern "C" fn kernel_trap(frame: &mut TrapFrame) {
    if frame.vector >= FIRST_INTERRUPT {
        handler::handle_interrupt(frame.vector as u8);
        return;
    }
    if frame.vector == u64::from(vector::PAGE_FAULT) && user::is_copy(frame.rip) {
        let address = Cr2::read_raw();
        let access = Access::from_page_fault(frame.error_code as u32);
        // The copies check their ranges, so the address is one of user space.
        if !handler::callbacks().is_some_and(|core| core.page_fault(UserAddress::new(address), access)) {
            user::fail_copy(frame, address);
        }
        return;
    }
    fatal_trap(frame)
}

/// Called by the stubs for the exceptions with their own stacks, which are never recovered from.
pub(super) extern "C" fn fatal_trap(frame: &TrapFrame) -> ! {
    let TrapFrame { vector, error_code, rip, rsp, rbp, .. } = *frame;
    let address = Cr2::read_raw();
    crate::x86_64::panic::trapped(rip, rbp);
    match vector {
        NMI => panic!("non-maskable interrupt at {rip:#x}"),
        MACHINE_CHECK => panic!("machine check at {rip:#x}"),
        DOUBLE_FAULT if overflowed(rsp) || overflowed(address) => panic!("kernel stack overflow at {rip:#x}"),
        DOUBLE_FAULT => panic!("double fault at {rip:#x}, stack {rsp:#x}"),
        14 => {
            panic!("kernel page fault at {rip:#x}: address {address:#x}, error {error_code:#x}\n{frame:#x?}")
        }
        _ => panic!("exception {vector} in kernel mode at {rip:#x}: error {error_code:#x}\n{frame:#x?}"),
    }
}

fn overflowed(address: u64) -> bool {
    let guard = layout::boot_guard();
    Stack::is_guard(address) || (guard..guard + crate::PAGE_SIZE as u64).contains(&address)
}
