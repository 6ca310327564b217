//! Saving a context and going on with one: the registers that calls preserve, those of arguments for `makecontext`, the
//! control words of both floating-point units, and the signal mask.

use crate::platform::{SignalChange, Signals, Sys};
use crate::types::{FloatControl, c_int, mcontext_t, ucontext_t};
use core::arch::naked_asm;
use core::mem::offset_of;

/// Where a register lies, by its place in `gregs`.
const fn register(index: usize) -> usize {
    offset_of!(ucontext_t, uc_mcontext) + offset_of!(mcontext_t, gregs) + 8 * index
}

const FLOAT: usize = offset_of!(ucontext_t, fpregs_mem);

/// Stores the mask, which is the part of a context that a call can get.
unsafe extern "C" fn save_mask(context: *mut ucontext_t) {
    if let Ok(mask) = Sys::sigprocmask(None) {
        // SAFETY: the entries pass their own argument, a writable record.
        unsafe { (*context).uc_sigmask = mask };
    }
}

/// Puts the mask of a context in force.
unsafe extern "C" fn restore_mask(context: *const ucontext_t) {
    // SAFETY: the entries pass their own argument, a context. Setting a mask by these values cannot fail.
    let _ = Sys::sigprocmask(Some((SignalChange::Set, unsafe { &(*context).uc_sigmask })));
}

/// Fills the context such that going on with it returns 0 to its caller's caller once more.
///
/// # Safety
/// `context` points to a writable record.
#[unsafe(naked)]
unsafe extern "C" fn save(context: *mut ucontext_t) -> c_int {
    naked_asm!(
        "mov [rdi + {r12}], r12",
        "mov [rdi + {r13}], r13",
        "mov [rdi + {r14}], r14",
        "mov [rdi + {r15}], r15",
        "mov [rdi + {rbp}], rbp",
        "mov [rdi + {rbx}], rbx",
        "lea rax, [rsp + 8]",
        "mov [rdi + {rsp}], rax",
        "mov rax, [rsp]",
        "mov [rdi + {rip}], rax",
        "lea rax, [rdi + {float}]",
        "mov [rdi + {fpregs}], rax",
        "fnstcw word ptr [rax + {cwd}]",
        "stmxcsr dword ptr [rax + {mxcsr}]",
        "push rdi",
        "call {save_mask}",
        "pop rdi",
        "xor eax, eax",
        "ret",
        r12 = const register(4),
        r13 = const register(5),
        r14 = const register(6),
        r15 = const register(7),
        rbp = const register(10),
        rbx = const register(11),
        rsp = const register(15),
        rip = const register(16),
        float = const FLOAT,
        fpregs = const offset_of!(ucontext_t, uc_mcontext) + offset_of!(mcontext_t, fpregs),
        cwd = const offset_of!(FloatControl, cwd),
        mxcsr = const offset_of!(FloatControl, mxcsr),
        save_mask = sym save_mask,
    )
}

/// Goes on with a context. Signals that its mask lets through are delivered before, on the present stack.
///
/// # Safety
/// `context` was filled by [`save`] in a function that has not returned, or by `makecontext`, or by the kernel for a
/// handler of a signal that came during a call.
#[unsafe(naked)]
pub(super) unsafe extern "C" fn restore(context: *const ucontext_t) -> ! {
    naked_asm!(
        "and rsp, -16",
        "push rdi",
        "sub rsp, 8",
        "call {restore_mask}",
        "mov rax, [rsp + 8]",
        "mov rdx, [rax + {fpregs}]",
        "fldcw word ptr [rdx + {cwd}]",
        "ldmxcsr dword ptr [rdx + {mxcsr}]",
        "mov r8, [rax + {r8}]",
        "mov r9, [rax + {r9}]",
        "mov r12, [rax + {r12}]",
        "mov r13, [rax + {r13}]",
        "mov r14, [rax + {r14}]",
        "mov r15, [rax + {r15}]",
        "mov rdi, [rax + {rdi}]",
        "mov rsi, [rax + {rsi}]",
        "mov rbp, [rax + {rbp}]",
        "mov rbx, [rax + {rbx}]",
        "mov rdx, [rax + {rdx}]",
        "mov rcx, [rax + {rcx}]",
        "mov rsp, [rax + {rsp}]",
        "mov r11, [rax + {rip}]",
        "xor eax, eax",
        "jmp r11",
        restore_mask = sym restore_mask,
        r8 = const register(0),
        r9 = const register(1),
        r12 = const register(4),
        r13 = const register(5),
        r14 = const register(6),
        r15 = const register(7),
        rdi = const register(8),
        rsi = const register(9),
        rbp = const register(10),
        rbx = const register(11),
        rdx = const register(12),
        rcx = const register(14),
        rsp = const register(15),
        rip = const register(16),
        fpregs = const offset_of!(ucontext_t, uc_mcontext) + offset_of!(mcontext_t, fpregs),
        cwd = const offset_of!(FloatControl, cwd),
        mxcsr = const offset_of!(FloatControl, mxcsr),
    )
}

/// <https://pubs.opengroup.org/onlinepubs/009604599/functions/getcontext.html>
///
/// # Safety
/// `context` points to a writable record.
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub unsafe extern "C" fn getcontext(context: *mut ucontext_t) -> c_int {
    naked_asm!("jmp {save}", save = sym save)
}

/// <https://pubs.opengroup.org/onlinepubs/009604599/functions/getcontext.html>
///
/// # Safety
/// `context` is one of `getcontext`'s, in a function that has not returned, of `makecontext`'s, or of a handler's.
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub unsafe extern "C" fn setcontext(context: *const ucontext_t) -> c_int {
    naked_asm!("jmp {restore}", restore = sym restore)
}

/// <https://pubs.opengroup.org/onlinepubs/009604599/functions/makecontext.html>
///
/// # Safety
/// `from` points to a writable record; `to` is as for [`setcontext`].
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub unsafe extern "C" fn swapcontext(from: *mut ucontext_t, to: *const ucontext_t) -> c_int {
    naked_asm!(
        "push rdi",
        "push rsi",
        "sub rsp, 8",
        "call {save}",
        "add rsp, 8",
        "pop rsi",
        "pop rdi",
        // Not to go on here, but where this function returns.
        "lea rax, [rsp + 8]",
        "mov [rdi + {rsp}], rax",
        "mov rax, [rsp]",
        "mov [rdi + {rip}], rax",
        "mov rdi, rsi",
        "jmp {restore}",
        rsp = const register(15),
        rip = const register(16),
        save = sym save,
        restore = sym restore,
    )
}
