//! The signal that tells a thread it was cancelled, and system calls that it can end.
//!
//! A request may arrive just before a blocking call. So the call is made by a piece of code whose addresses are known:
//! it looks for a request, then enters the kernel; a signal that arrives in between (or while the kernel would restart
//! the call, whose address is that of the instruction again) moves the thread to the end of that piece, as if the call
//! had failed with `ECANCELED`.

use super::Linux;
use super::syscall::{args, int, nr, syscall};
use crate::errno::Errno;
use crate::platform::{Process, Signals};
use crate::sync::Once;
use crate::thread::cancellation::{self, Interruption};
use crate::types::{c_int, c_void, sigaction, sigset_t};
use core::arch::naked_asm;
use core::sync::atomic::AtomicU32;

/// The first real-time signals are the library's own; no program can block or catch them.
const SIGCANCEL: c_int = 33;
const SA_SIGINFO: c_int = 4;
const SA_ONSTACK: c_int = 0x0800_0000;
const SA_RESTART: c_int = 0x1000_0000;
/// Where `ucontext_t` keeps the program counter and the signal mask.
const UCONTEXT_RIP: usize = 168;
const UCONTEXT_MASK: usize = 296;

/// Makes the call unless `*requested` is set, or becomes set before the kernel has begun; `-ECANCELED` then.
///
/// # Safety
/// As for `syscall`.
#[unsafe(naked)]
pub unsafe extern "C" fn call(requested: &AtomicU32, number: usize, arguments: &[usize; 6]) -> isize {
    naked_asm!(
        ".hidden __capos_blocking_begin, __capos_blocking_end, __capos_blocking_cancelled",
        ".globl __capos_blocking_begin, __capos_blocking_end, __capos_blocking_cancelled",
        "mov rax, rsi",
        "mov r11, rdx",
        "mov rcx, rdi",
        "mov rdi, [r11]",
        "mov rsi, [r11 + 8]",
        "mov rdx, [r11 + 16]",
        "mov r10, [r11 + 24]",
        "mov r8, [r11 + 32]",
        "mov r9, [r11 + 40]",
        "__capos_blocking_begin:",
        "cmp dword ptr [rcx], 0",
        "jne __capos_blocking_cancelled",
        "syscall",
        "__capos_blocking_end:",
        "ret",
        "__capos_blocking_cancelled:",
        "mov rax, -125",
        "ret",
    )
}

unsafe extern "C" {
    #[link_name = "__capos_blocking_begin"]
    static BEGIN: [u8; 0];
    #[link_name = "__capos_blocking_end"]
    static END: [u8; 0];
    #[link_name = "__capos_blocking_cancelled"]
    static CANCELLED: [u8; 0];
}

/// # Safety
/// Called by the kernel as a handler with SA_SIGINFO.
unsafe extern "C" fn handler(_signal: c_int, _information: *mut c_void, context: *mut c_void) {
    // SAFETY: the kernel passes a `ucontext_t`, which is laid out as the constants say.
    unsafe {
        let instruction = context.byte_add(UCONTEXT_RIP).cast::<usize>();
        let before_call = (&raw const BEGIN as usize..&raw const END as usize).contains(&*instruction);
        match cancellation::interrupted(before_call) {
            Interruption::Nothing => {}
            Interruption::EndCall => *instruction = &raw const CANCELLED as usize,
            Interruption::Later => {
                // Another handler runs. The signal stays pending until that has returned to what it interrupted,
                // which may be a blocking call.
                let mask = context.byte_add(UCONTEXT_MASK).cast::<u64>();
                *mask |= 1 << (SIGCANCEL - 1);
                let id = crate::thread::tcb().id.get();
                let _ = syscall(nr::TGKILL, args([int(Linux::getpid()), id as usize, int(SIGCANCEL)]));
            }
        }
    }
}

static INSTALLED: Once = Once::new();

/// Sends the signal, after installing its handler at first use.
pub fn interrupt(id: u32) -> Result<(), Errno> {
    INSTALLED.call_once(|| {
        let action = sigaction {
            sa_handler: handler as *const () as usize,
            sa_mask: sigset_t { __bits: [u64::MAX; 16] },
            sa_flags: SA_SIGINFO | SA_ONSTACK | SA_RESTART,
            sa_restorer: 0,
        };
        let outcome = Linux::sigaction(SIGCANCEL, Some(&action));
        debug_assert!(outcome.is_ok(), "the signal exists");
    });
    // SAFETY: no memory is involved.
    unsafe { syscall(nr::TGKILL, args([int(Linux::getpid()), id as usize, int(SIGCANCEL)])) }.map(drop)
}
