//! A context that begins with a call.
//!
//! Its stack, from the top: the context that follows, then the arguments beyond the sixth, then the return address, which
//! is [`after`]. `rbx`, which functions preserve, points to the first of these.

use super::context::{ARGUMENTS, RBP, RBX, RIP, RSP, ucontext_t};
use super::switch::resume;
use crate::abi::va::VaArgs;
use crate::thread;
use crate::types::{c_int, c_long};
use capos_libc_engine::format::Arguments;
use core::arch::naked_asm;
use core::ptr::null_mut;

/// What the function returns to: the stack is that of before the call, `rbx` the place of the context that follows.
#[unsafe(naked)]
unsafe extern "C" fn after() -> ! {
    naked_asm!("mov rdi, [rbx]", "mov rsp, rbx", "and rsp, -16", "call {follow}", "ud2", follow = sym follow)
}

/// Goes on with the context that follows, or ends the thread.
unsafe extern "C" fn follow(context: *const ucontext_t) -> ! {
    if context.is_null() {
        thread::end(null_mut());
    }
    // SAFETY: `makecontext` was given it as the context to follow.
    unsafe { resume(context) }
}

/// <https://pubs.opengroup.org/onlinepubs/009695399/functions/makecontext.html>
///
/// # Safety
/// `context` was filled by `getcontext` and given a stack and a successor, `argc` words follow, which `function` takes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn makecontext(
    context: *mut ucontext_t,
    function: Option<unsafe extern "C" fn()>,
    argc: c_int,
    mut arguments: ...
) {
    // SAFETY: the caller's promise. Arguments are `int`s; whole words are passed on, as pointers are what programs pass.
    let (context, mut arguments) = unsafe { (&mut *context, VaArgs::of(&mut arguments)) };
    let words = usize::try_from(argc).unwrap_or(0);
    let on_stack = words.saturating_sub(ARGUMENTS.len());
    let top = context.uc_stack.ss_sp.cast::<u8>().wrapping_add(context.uc_stack.ss_size);
    // Where the arguments on the stack begin is where a call has its stack aligned to 16 bytes.
    let first = (top.wrapping_sub((on_stack + 1) * 8).addr()) & !15;
    let stack = top.with_addr(first).cast::<usize>();
    let registers = &mut context.uc_mcontext.gregs;
    for index in 0..words {
        let word = arguments.long() as usize;
        match ARGUMENTS.get(index) {
            Some(&register) => registers[register] = word as c_long,
            // SAFETY: inside the caller's stack, which is large enough.
            None => unsafe { stack.add(index - ARGUMENTS.len()).write(word) },
        }
    }
    // SAFETY: as above.
    unsafe {
        stack.add(on_stack).cast::<*mut ucontext_t>().write(context.uc_link);
        stack.sub(1).write(after as *const () as usize);
    }
    registers[RBX] = stack.wrapping_add(on_stack) as c_long;
    registers[RBP] = 0;
    registers[RSP] = stack.wrapping_sub(1) as c_long;
    registers[RIP] = function.map_or(0, |function| function as usize) as c_long;
}
