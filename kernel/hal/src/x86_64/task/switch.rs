//! The switch from one kernel stack to another.

use core::arch::naked_asm;

/// Saves what the calling convention preserves on this stack and its pointer in `from`, and continues where the stack
/// pointer in `to` was saved.
///
/// # Safety
/// `to` holds a pointer that `switch` or [`prepare`] left, on a stack that nobody runs on; both pointers stay valid.
#[unsafe(naked)]
pub unsafe extern "C" fn switch(from: *mut u64, to: *const u64) {
    naked_asm!(
        "push rbp",
        "push rbx",
        "push r12",
        "push r13",
        "push r14",
        "push r15",
        "mov [rdi], rsp",
        "mov rsp, [rsi]",
        "pop r15",
        "pop r14",
        "pop r13",
        "pop r12",
        "pop rbx",
        "pop rbp",
        "ret",
    )
}

/// Lays out a new stack so that the first `switch` to it calls the function with the argument.
///
/// # Safety
/// `top` is the 16-byte aligned end of a mapped stack that nobody uses.
pub unsafe fn prepare(top: u64, function: extern "C" fn(u64) -> !, argument: u64) -> u64 {
    // From high to low: a zero return address that ends backtraces, the address `switch` returns to, then RBP, RBX
    // and R12 to R15 as it pops them.
    let frame = [0, 0, argument, function as usize as u64, 0, 0, trampoline as *const () as u64, 0];
    let bottom = top - size_of_val(&frame) as u64;
    // SAFETY: the words below `top` are in the stack.
    unsafe { (bottom as *mut [u64; 8]).write(frame) };
    bottom
}

/// Moves the argument from a preserved register to where the function wants it.
#[unsafe(naked)]
extern "C" fn trampoline() {
    // After `ret` the stack pointer is 8 below `top`, as after a call.
    naked_asm!("mov rdi, r13", "jmp r12")
}
