//! A context that calls a function on a stack of its own.

use super::switch::restore;
use crate::abi::va::VaArgs;
use crate::thread;
use crate::types::{c_int, c_void, ucontext_t};
use core::arch::naked_asm;
use core::ptr::null_mut;

/// Where the six arguments that go into registers lie in `gregs`: rdi, rsi, rdx, rcx, r8, r9.
const ARGUMENTS: [usize; 6] = [8, 9, 12, 14, 0, 1];
const RBX: usize = 11;
const RSP: usize = 15;
const RIP: usize = 16;

/// Where the function returns to: rbx holds the context to go on with, which calls preserve.
#[unsafe(naked)]
unsafe extern "C" fn finished() -> ! {
    naked_asm!(
        "and rsp, -16",
        "mov rdi, rbx",
        "test rdi, rdi",
        "jnz {restore}",
        "call {end_thread}",
        "ud2",
        restore = sym restore,
        end_thread = sym end_thread,
    )
}

extern "C" fn end_thread() -> ! {
    thread::end(null_mut())
}

/// <https://pubs.opengroup.org/onlinepubs/009604599/functions/makecontext.html>
///
/// Arguments may also be as large as pointers.
///
/// # Safety
/// `context` is one of `getcontext`'s whose stack and link were set since; `function` takes `count` numbers.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn makecontext(
    context: *mut ucontext_t,
    function: Option<unsafe extern "C" fn()>,
    count: c_int,
    mut arguments: ...
) {
    // SAFETY: a word is read for each argument that the caller says it passed.
    let mut passed = unsafe { VaArgs::of(&mut arguments) };
    let mut next = || passed.pointer::<c_void>() as u64;
    // SAFETY: the caller's promise.
    let context = unsafe { &mut *context };
    let gregs = &mut context.uc_mcontext.gregs;
    let count = usize::try_from(count).unwrap_or(0);
    for place in ARGUMENTS.into_iter().take(count) {
        gregs[place] = next();
    }
    let on_stack = count.saturating_sub(ARGUMENTS.len());
    let top = context.uc_stack.ss_sp.cast::<u64>().wrapping_byte_add(context.uc_stack.ss_size & !7);
    // psABI 3.2.2: the first argument on the stack has an address that is a multiple of 16.
    let first = top.wrapping_sub(on_stack).map_addr(|address| address & !15);
    for index in 0..on_stack {
        // SAFETY: the caller's stack has room for the arguments.
        unsafe { first.add(index).write(next()) };
    }
    let entry = first.wrapping_sub(1);
    // SAFETY: as above, for the address to return to.
    unsafe { entry.write(finished as *const () as u64) };
    gregs[RBX] = context.uc_link as u64;
    gregs[RSP] = entry as u64;
    gregs[RIP] = function.map_or(0, |function| function as *const () as u64);
}
