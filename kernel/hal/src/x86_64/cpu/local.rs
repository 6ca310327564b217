//! Each CPU's own block, at the base of its GS segment; the entry code knows its layout.

use core::arch::asm;
use core::cell::Cell;
use core::mem::offset_of;

use x86_64::VirtAddr;
use x86_64::registers::model_specific::GsBase;

use super::segments;
use crate::x86_64::stack::Stack;
use crate::x86_64::{layout, trap};

/// The task state segment: only the stacks that interrupts switch to.
#[repr(C, packed(4))]
pub struct TaskState {
    reserved: u32,
    /// Where interrupts from user mode start; also where system calls do.
    pub kernel_stack: u64,
    kernel_stack_1: u64,
    kernel_stack_2: u64,
    reserved_1: u64,
    /// The stacks of the exceptions that can come at any instruction.
    pub interrupt_stacks: [u64; 7],
    reserved_2: u64,
    reserved_3: u16,
    io_permissions: u16,
}

#[repr(C)]
pub struct Local {
    /// The user stack pointer on the way into a system call.
    user_stack: Cell<u64>,
    /// The `Registers` of the context in user mode.
    registers: Cell<u64>,
    /// The index, and padding that puts the stack pointer in `task_state` on a multiple of 8.
    index: Cell<u32>,
    task_state: Cell<TaskState>,
    /// Owned by `context`: whose floating point and segment state the CPU holds.
    pub extended_state: Cell<crate::x86_64::context::Loaded>,
}

pub const USER_STACK: usize = offset_of!(Local, user_stack);
pub const REGISTERS: usize = offset_of!(Local, registers);
pub const INDEX: usize = offset_of!(Local, index);
pub const KERNEL_STACK: usize = offset_of!(Local, task_state) + offset_of!(TaskState, kernel_stack);

const _: () = assert!(KERNEL_STACK.is_multiple_of(8));

/// Exceptions with a stack of their own, with its number in the task state (from 1).
pub const DOUBLE_FAULT_STACK: u8 = 1;
pub const NMI_STACK: u8 = 2;
pub const MACHINE_CHECK_STACK: u8 = 3;

struct BootLocal(Local);
// SAFETY: only the CPU whose GS base names the block uses it, and interrupts never come in the middle.
unsafe impl Sync for BootLocal {}

static BOOT: BootLocal = BootLocal(Local {
    user_stack: Cell::new(0),
    registers: Cell::new(0),
    index: Cell::new(0),
    task_state: Cell::new(TaskState {
        reserved: 0,
        kernel_stack: 0,
        kernel_stack_1: 0,
        kernel_stack_2: 0,
        reserved_1: 0,
        interrupt_stacks: [0; 7],
        reserved_2: 0,
        reserved_3: 0,
        io_permissions: size_of::<TaskState>() as u16,
    }),
    extended_state: Cell::new(crate::x86_64::context::Loaded::NONE),
});

/// Loads the segments and the GS base.
///
/// # Safety
/// Called once, by the boot CPU, before anything else.
pub unsafe fn init_boot_cpu() {
    segments::load(BOOT.0.task_state.as_ptr() as u64);
    GsBase::write(VirtAddr::from_ptr(&raw const BOOT));
}

/// Gives the exceptions that can come anywhere their stacks, and tells the entry code's paths.
pub fn init_stacks() {
    for stack in [DOUBLE_FAULT_STACK, NMI_STACK, MACHINE_CHECK_STACK] {
        // They are the CPU's for good.
        let top = core::mem::ManuallyDrop::new(Stack::new().expect("memory for the exception stacks")).top();
        // The entry code finds the CPU's block at the top of the stack: GS is not to be trusted there.
        let top = top - 16;
        // SAFETY: the 16 bytes are the top of the new stack, which nobody uses yet.
        unsafe { *(top as *mut u64) = &raw const BOOT as u64 };
        let state = BOOT.0.task_state.as_ptr();
        // SAFETY: the block is this CPU's own; the field is packed, so it is written through its address.
        unsafe { (&raw mut (*state).interrupt_stacks[usize::from(stack) - 1]).write_unaligned(top) };
    }
    trap::use_interrupt_stacks();
}

/// This CPU's block.
#[inline]
pub fn local() -> &'static Local {
    let address: u64;
    // SAFETY: reads a register; `init_boot_cpu` set it to the block's address.
    unsafe { asm!("rdgsbase {}", out(reg) address, options(nomem, nostack, preserves_flags)) };
    // SAFETY: as above; the block is a static.
    unsafe { &*(address as *const Local) }
}

/// Which CPU this is, below [`MAX_CPUS`](crate::sync::MAX_CPUS).
#[inline]
pub fn index() -> usize {
    let index: u32;
    // SAFETY: GS is this CPU's block since the first Rust code.
    unsafe {
        asm!("mov {:e}, gs:[{}]", out(reg) index, const INDEX, options(pure, readonly, nostack, preserves_flags))
    };
    index as usize
}

/// CPUs that run.
pub fn count() -> usize {
    1
}

/// Whether a word of a kernel stack is at the address.
pub fn is_stack(address: u64) -> bool {
    layout::boot_stack().contains(&address) || Stack::is_mapped(address)
}
