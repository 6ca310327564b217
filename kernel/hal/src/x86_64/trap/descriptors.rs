//! The interrupt descriptor table and the registers of the system call instruction.

use core::cell::UnsafeCell;

use x86_64::VirtAddr;
use x86_64::instructions::tables::lidt;
use x86_64::registers::model_specific::{Efer, EferFlags, LStar, SFMask, Star};
use x86_64::registers::rflags::RFlags;
use x86_64::structures::DescriptorTablePointer;

use super::stubs;
use crate::vector;
use crate::x86_64::cpu::local;

const VECTORS: usize = 256;
const NMI: usize = 2;
const DOUBLE_FAULT: usize = 8;
const MACHINE_CHECK: usize = 18;

const KERNEL_CODE: u64 = 0x08;
const PRESENT_INTERRUPT_GATE: u64 = 0x8e;
const USER_MAY_CALL: u64 = 0x60;

struct Table(UnsafeCell<[[u64; 2]; VECTORS]>);
// SAFETY: written only at boot, by the boot CPU, before another one runs.
unsafe impl Sync for Table {}

static TABLE: Table = Table(UnsafeCell::new([[0; 2]; VECTORS]));

fn gate(handler: u64, kind: u64, stack: u8) -> [u64; 2] {
    let low = handler & 0xffff | KERNEL_CODE << 16 | u64::from(stack) << 32 | kind << 40;
    [low | (handler >> 16 & 0xffff) << 48, handler >> 32]
}

fn set(index: usize, gate: [u64; 2]) {
    // SAFETY: only called at boot, with interrupts off; see `Table`.
    unsafe { (*TABLE.0.get())[index] = gate };
}

/// Loads the table and the system call entry.
pub fn init() {
    for index in 0..VECTORS {
        let callable = if index == usize::from(vector::BREAKPOINT) { USER_MAY_CALL } else { 0 };
        set(index, gate(stubs::vector_stub(index), PRESENT_INTERRUPT_GATE | callable, 0));
    }
    // SAFETY: the table is a static and every gate leads to its stub.
    unsafe {
        lidt(&DescriptorTablePointer {
            limit: size_of::<[[u64; 2]; VECTORS]>() as u16 - 1,
            base: VirtAddr::from_ptr(TABLE.0.get()),
        });
    }
    LStar::write(VirtAddr::new(stubs::syscall_stub()));
    // User data is the selector after this base, user code the one after that.
    // SAFETY: the selectors are those of `cpu::segments`.
    unsafe { Star::write_raw(0x10 | 3, KERNEL_CODE as u16) };
    // What the entry code relies on: no interrupts, no single steps, string instructions forwards,
    // user memory out of reach.
    SFMask::write(
        RFlags::INTERRUPT_FLAG
            | RFlags::TRAP_FLAG
            | RFlags::DIRECTION_FLAG
            | RFlags::ALIGNMENT_CHECK
            | RFlags::NESTED_TASK
            | RFlags::RESUME_FLAG,
    );
    // SAFETY: the system call registers are set up.
    unsafe { Efer::update(|flags| *flags |= EferFlags::SYSTEM_CALL_EXTENSIONS) };
}

/// Moves the exceptions that can come at any instruction to stacks of their own.
pub fn use_interrupt_stacks() {
    for (index, stack) in [
        (NMI, local::NMI_STACK),
        (DOUBLE_FAULT, local::DOUBLE_FAULT_STACK),
        (MACHINE_CHECK, local::MACHINE_CHECK_STACK),
    ] {
        set(index, gate(stubs::fatal_stub(index), PRESENT_INTERRUPT_GATE, stack));
    }
}
