//! A real copy of the process, by ProcessForker.
//!
//! The child's thread begins where the kernel is told; the registers that a function preserves are kept in a frame
//! of the parent's, which the child's memory has as well.

use super::{made, own_id};
use crate::errno::Errno;
use crate::types::pid_t;
use capos_rt::{Capability, ProcessForker};
use core::arch::naked_asm;
use core::mem::{ManuallyDrop, MaybeUninit};
use core::ptr::from_mut;

/// What a function preserves (psABI), where it returns to, and the thread pointer.
#[repr(C)]
pub struct Registers {
    rbx: u64,
    rbp: u64,
    r12: u64,
    r13: u64,
    r14: u64,
    r15: u64,
    rsp: u64,
    rip: u64,
    thread_pointer: u64,
    mxcsr: u32,
    x87_control: u32,
}

/// Keeps the registers; answers 0, and the outcome when [`resume_with`] brings them back.
///
/// # Safety
/// The frame that calls this must still be there, as it is now, when it returns for the second time.
#[unsafe(naked)]
pub unsafe extern "C" fn keep(_registers: *mut Registers) -> u64 {
    naked_asm!(
        "mov [rdi], rbx",
        "mov [rdi + 8], rbp",
        "mov [rdi + 16], r12",
        "mov [rdi + 24], r13",
        "mov [rdi + 32], r14",
        "mov [rdi + 40], r15",
        "lea rax, [rsp + 8]",
        "mov [rdi + 48], rax",
        "mov rax, [rsp]",
        "mov [rdi + 56], rax",
        "rdfsbase rax",
        "mov [rdi + 64], rax",
        "stmxcsr [rdi + 72]",
        "fnstcw [rdi + 76]",
        "xor eax, eax",
        "ret",
    )
}

/// Goes back to where [`keep`] was called, which answers 1: the beginning of a copy's thread.
///
/// # Safety
/// As for `keep`.
#[unsafe(naked)]
unsafe extern "C" fn resume(_registers: *const Registers) -> ! {
    naked_asm!("mov esi, 1", "jmp {resume_with}", resume_with = sym resume_with)
}

/// Goes back to where [`keep`] was called, which answers `outcome`. Does without a stack.
///
/// # Safety
/// As for `keep`.
#[unsafe(naked)]
pub unsafe extern "C" fn resume_with(_registers: *const Registers, _outcome: u64) -> ! {
    naked_asm!(
        "mov rax, [rdi + 64]",
        "wrfsbase rax",
        "ldmxcsr [rdi + 72]",
        "fldcw [rdi + 76]",
        "mov rbx, [rdi]",
        "mov rbp, [rdi + 8]",
        "mov r12, [rdi + 16]",
        "mov r13, [rdi + 24]",
        "mov r14, [rdi + 32]",
        "mov r15, [rdi + 40]",
        "mov rsp, [rdi + 48]",
        "mov rax, rsi",
        "jmp [rdi + 56]",
    )
}

impl Registers {
    pub fn stack_pointer(&self) -> usize {
        self.rsp as usize
    }
}

/// Makes the copy; answers its number, and 0 in the copy.
pub fn fork(forker: &ManuallyDrop<Capability<ProcessForker>>) -> Result<pid_t, Errno> {
    let mut registers = MaybeUninit::<Registers>::uninit();
    let kept = from_mut(&mut registers).cast::<Registers>();
    // SAFETY: `keep` writes the whole record; this frame lives, in each process's own memory, until both have returned
    // from here. The child runs `resume` on the record, which does without a stack.
    unsafe {
        if keep(kept) != 0 {
            own_id::forget();
            return Ok(0);
        }
        let stack = (*kept).stack_pointer();
        let child = made(forker.fork(resume as *const () as usize, stack, kept as usize))?;
        Ok(child as pid_t)
    }
}
