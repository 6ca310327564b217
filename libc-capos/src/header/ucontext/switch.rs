//! Storing a context and going on with one: the registers that a call preserves, those of arguments, the rounding and the
//! masks of both floating-point units, and the signal mask.

use super::context::{RBX, mcontext_t, ucontext_t};
use crate::platform::{SignalChange, Signals, Sys};
use crate::types::c_int;
use core::arch::naked_asm;
use core::mem::offset_of;

/// Where the registers are, and the pointer to the floating-point state and that state itself.
const REGISTERS: usize = offset_of!(ucontext_t, uc_mcontext) + offset_of!(mcontext_t, gregs);
const STATE: usize = offset_of!(ucontext_t, uc_mcontext) + offset_of!(mcontext_t, fpregs);
const MEMORY: usize = offset_of!(ucontext_t, fpregs_mem);

const _: () = assert!(REGISTERS == 40 && RBX == 11);

/// Stores the signal mask.
unsafe extern "C" fn save_mask(context: *mut ucontext_t) {
    if let Ok(mask) = Sys::sigprocmask(None) {
        // SAFETY: the entries pass their own argument, a writable record.
        unsafe { (*context).uc_sigmask = mask };
    }
}

/// Puts the signal mask of a context in force.
unsafe extern "C" fn restore_mask(context: *const ucontext_t) {
    // SAFETY: the entries pass their own argument, a context. Setting a mask by these values cannot fail.
    let _ = Sys::sigprocmask(Some((SignalChange::Set, unsafe { &(*context).uc_sigmask })));
}

/// Stores in the context at rdi the state in which this function's caller returns 0 to its own. Changes rcx only.
#[unsafe(naked)]
unsafe extern "C" fn save_registers() {
    naked_asm!(
        "mov [rdi + {at}], r8",
        "mov [rdi + {at} + 8], r9",
        "mov [rdi + {at} + 32], r12",
        "mov [rdi + {at} + 40], r13",
        "mov [rdi + {at} + 48], r14",
        "mov [rdi + {at} + 56], r15",
        "mov [rdi + {at} + 64], rdi",
        "mov [rdi + {at} + 72], rsi",
        "mov [rdi + {at} + 80], rbp",
        "mov [rdi + {at} + 88], rbx",
        "mov [rdi + {at} + 96], rdx",
        "mov qword ptr [rdi + {at} + 104], 0",
        "mov [rdi + {at} + 112], rcx",
        // On the stack are this function's return address and its caller's.
        "lea rcx, [rsp + 16]",
        "mov [rdi + {at} + 120], rcx",
        "mov rcx, [rsp + 8]",
        "mov [rdi + {at} + 128], rcx",
        "lea rcx, [rdi + {memory}]",
        "mov [rdi + {state}], rcx",
        "fnstenv [rcx]",
        // Storing the environment has masked all exceptions.
        "fldenv [rcx]",
        "stmxcsr [rcx + 24]",
        "ret",
        at = const REGISTERS,
        state = const STATE,
        memory = const MEMORY,
    )
}

/// Goes on with the context at rdi, whose signal mask is in force.
#[unsafe(naked)]
unsafe extern "C" fn restore_registers() -> ! {
    naked_asm!(
        "mov rcx, [rdi + {state}]",
        "fldenv [rcx]",
        "ldmxcsr [rcx + 24]",
        "mov r8, [rdi + {at}]",
        "mov r9, [rdi + {at} + 8]",
        "mov r12, [rdi + {at} + 32]",
        "mov r13, [rdi + {at} + 40]",
        "mov r14, [rdi + {at} + 48]",
        "mov r15, [rdi + {at} + 56]",
        "mov rsi, [rdi + {at} + 72]",
        "mov rbp, [rdi + {at} + 80]",
        "mov rbx, [rdi + {at} + 88]",
        "mov rdx, [rdi + {at} + 96]",
        "mov rcx, [rdi + {at} + 112]",
        "mov rsp, [rdi + {at} + 120]",
        "push qword ptr [rdi + {at} + 128]",
        "mov rdi, [rdi + {at} + 64]",
        "xor eax, eax",
        "ret",
        at = const REGISTERS,
        state = const STATE,
    )
}

/// <https://pubs.opengroup.org/onlinepubs/009695399/functions/getcontext.html>
///
/// # Safety
/// `context` is writable.
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub unsafe extern "C" fn getcontext(context: *mut ucontext_t) -> c_int {
    naked_asm!(
        "call {save}",
        "sub rsp, 8",
        "call {save_mask}",
        "add rsp, 8",
        "xor eax, eax",
        "ret",
        save = sym save_registers,
        save_mask = sym save_mask,
    )
}

/// <https://pubs.opengroup.org/onlinepubs/009695399/functions/setcontext.html>
///
/// # Safety
/// `context` was made by `getcontext` in a function that has not returned, by `makecontext`, or for a signal handler.
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub unsafe extern "C" fn setcontext(context: *const ucontext_t) -> c_int {
    naked_asm!(
        "push rdi",
        "call {restore_mask}",
        "pop rdi",
        "jmp {restore}",
        restore_mask = sym restore_mask,
        restore = sym restore_registers,
    )
}

/// <https://pubs.opengroup.org/onlinepubs/009695399/functions/swapcontext.html>
///
/// # Safety
/// `old` is writable, `new` as for [`setcontext`].
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub unsafe extern "C" fn swapcontext(old: *mut ucontext_t, new: *const ucontext_t) -> c_int {
    naked_asm!(
        "call {save}",
        "push rsi",
        "call {save_mask}",
        "mov rdi, [rsp]",
        "call {restore_mask}",
        "pop rdi",
        "jmp {restore}",
        save = sym save_registers,
        save_mask = sym save_mask,
        restore_mask = sym restore_mask,
        restore = sym restore_registers,
    )
}

/// Goes on with `context` from Rust.
///
/// # Safety
/// As for [`setcontext`].
#[unsafe(naked)]
pub(super) unsafe extern "C" fn resume(context: *const ucontext_t) -> ! {
    naked_asm!(
        "push rdi",
        "call {restore_mask}",
        "pop rdi",
        "jmp {restore}",
        restore_mask = sym restore_mask,
        restore = sym restore_registers,
    )
}
