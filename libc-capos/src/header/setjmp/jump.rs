//! Non-local jumps: the callee-saved registers of the psABI, and for the `sig` forms the signal mask.

use crate::platform::{SignalChange, Signals, Sys};
use crate::types::{__jmp_buf_tag, c_int};
use core::arch::naked_asm;
use core::mem::offset_of;

/// Where the flag "the mask is saved" lies.
const MASK_SAVED: usize = offset_of!(__jmp_buf_tag, __mask_saved);

const _: () = assert!(offset_of!(__jmp_buf_tag, __registers) == 0);

/// Stores the state in which its caller's caller returns 0; the other entries jump here.
///
/// # Safety
/// `env` points to a writable record.
#[unsafe(naked)]
unsafe extern "C" fn save(env: *mut __jmp_buf_tag) -> c_int {
    naked_asm!(
        "mov [rdi], rbx",
        "mov [rdi + 8], rbp",
        "mov [rdi + 16], r12",
        "mov [rdi + 24], r13",
        "mov [rdi + 32], r14",
        "mov [rdi + 40], r15",
        "lea rdx, [rsp + 8]",
        "mov [rdi + 48], rdx",
        "mov rdx, [rsp]",
        "mov [rdi + 56], rdx",
        "xor eax, eax",
        "ret",
    )
}

/// Returns `value` (1 for 0) once more from the call that filled `env`.
///
/// # Safety
/// `env` was filled by [`save`] in a function that has not returned.
#[unsafe(naked)]
unsafe extern "C" fn restore(env: *const __jmp_buf_tag, value: c_int) -> ! {
    naked_asm!(
        "mov eax, esi",
        "cmp eax, 1",
        "adc eax, 0",
        "mov rbx, [rdi]",
        "mov rbp, [rdi + 8]",
        "mov r12, [rdi + 16]",
        "mov r13, [rdi + 24]",
        "mov r14, [rdi + 32]",
        "mov r15, [rdi + 40]",
        "mov rsp, [rdi + 48]",
        "jmp [rdi + 56]",
    )
}

/// Stores the signal mask in `env`.
unsafe extern "C" fn save_mask(env: *mut __jmp_buf_tag) {
    if let Ok(mask) = Sys::sigprocmask(None) {
        // SAFETY: `sigsetjmp` passes its own argument, a writable record.
        unsafe { (*env).__mask = mask };
    }
}

/// Puts the signal mask of `env` in force.
unsafe extern "C" fn restore_mask(env: *const __jmp_buf_tag) {
    // SAFETY: `siglongjmp` passes its own argument, whose mask is saved. Setting a mask by the values above
    // cannot fail.
    let _ = Sys::sigprocmask(Some((SignalChange::Set, unsafe { &(*env).__mask })));
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/setjmp.html>
///
/// # Safety
/// `env` points to a writable record.
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub unsafe extern "C" fn setjmp(env: *mut __jmp_buf_tag) -> c_int {
    naked_asm!("mov dword ptr [rdi + {saved}], 0", "jmp {save}", saved = const MASK_SAVED, save = sym save)
}

/// The form without the signal mask, which here is the same as `setjmp`.
///
/// # Safety
/// As for [`setjmp`].
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub unsafe extern "C" fn _setjmp(env: *mut __jmp_buf_tag) -> c_int {
    naked_asm!("mov dword ptr [rdi + {saved}], 0", "jmp {save}", saved = const MASK_SAVED, save = sym save)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sigsetjmp.html>
///
/// # Safety
/// As for [`setjmp`].
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub unsafe extern "C" fn sigsetjmp(env: *mut __jmp_buf_tag, savemask: c_int) -> c_int {
    naked_asm!(
        "mov dword ptr [rdi + {saved}], esi",
        "test esi, esi",
        "jz {save}",
        "push rdi",
        "call {save_mask}",
        "pop rdi",
        "jmp {save}",
        saved = const MASK_SAVED,
        save_mask = sym save_mask,
        save = sym save,
    )
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/longjmp.html>
///
/// # Safety
/// `env` was filled by `setjmp` in a function that has not returned.
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub unsafe extern "C" fn longjmp(env: *mut __jmp_buf_tag, value: c_int) -> ! {
    naked_asm!("jmp {restore}", restore = sym restore)
}

/// The form without the signal mask, which here is the same as `longjmp`.
///
/// # Safety
/// As for [`longjmp`].
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub unsafe extern "C" fn _longjmp(env: *mut __jmp_buf_tag, value: c_int) -> ! {
    naked_asm!("jmp {restore}", restore = sym restore)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/siglongjmp.html>
///
/// # Safety
/// As for [`longjmp`], with `sigsetjmp`.
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub unsafe extern "C" fn siglongjmp(env: *mut __jmp_buf_tag, value: c_int) -> ! {
    naked_asm!(
        "cmp dword ptr [rdi + {saved}], 0",
        "je {restore}",
        "push rdi",
        "push rsi",
        "sub rsp, 8",
        "call {restore_mask}",
        "add rsp, 8",
        "pop rsi",
        "pop rdi",
        "jmp {restore}",
        saved = const MASK_SAVED,
        restore_mask = sym restore_mask,
        restore = sym restore,
    )
}
