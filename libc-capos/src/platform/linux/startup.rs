//! Process entry: the kernel's initial stack and the thread pointer.

use super::Linux;
use super::syscall::{args, nr, syscall};
use crate::platform::{Launch, Startup};
use core::ffi::c_void;

const AT_NULL: usize = 0;
const AT_RANDOM: usize = 25;
const ARCH_SET_FS: usize = 0x1002;

impl Startup for Linux {
    unsafe fn launch(stack: *mut usize) -> Launch {
        // SAFETY: the psABI (3.4.1) puts argc at the initial stack pointer, then argv and its NULL, envp and its
        // NULL, and pairs of the auxiliary vector up to AT_NULL.
        unsafe {
            let argc = *stack;
            let argv = stack.add(1);
            let envp = argv.add(argc + 1);
            let mut entry = envp;
            while *entry != 0 {
                entry = entry.add(1);
            }
            entry = entry.add(1);
            let mut random = [0; 16];
            while *entry != AT_NULL {
                if *entry == AT_RANDOM {
                    random = *(*entry.add(1) as *const [u8; 16]);
                }
                entry = entry.add(2);
            }
            Launch { argc, argv: argv.cast(), envp: envp.cast(), random }
        }
    }

    unsafe fn set_thread_pointer(tcb: *mut c_void) {
        // SAFETY: the caller promises a control block that outlives the thread.
        let outcome = unsafe { syscall(nr::ARCH_PRCTL, args([ARCH_SET_FS, tcb as usize])) };
        debug_assert!(outcome.is_ok(), "a user address is always accepted");
    }
}
