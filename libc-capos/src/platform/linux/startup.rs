//! Process entry: the kernel's initial stack and the thread pointer.

use super::syscall::{args, nr, syscall};
use super::{Linux, vdso};
use crate::platform::{Launch, Startup};
use core::ffi::c_void;
use core::ptr;
use core::sync::atomic::{AtomicPtr, Ordering};

const AT_NULL: usize = 0;
const AT_RANDOM: usize = 25;
const AT_SYSINFO_EHDR: usize = 33;
const ARCH_SET_FS: usize = 0x1002;

/// Where the kernel left the auxiliary vector: pairs up to `AT_NULL`.
static AUXILIARY: AtomicPtr<usize> = AtomicPtr::new(ptr::null_mut());

impl Startup for Linux {
    unsafe fn launch(stack: *mut usize) -> Launch {
        // SAFETY: the psABI (3.4.1) puts argc at the initial stack pointer, then argv and its NULL, envp and its
        // NULL, and pairs of the auxiliary vector up to AT_NULL, whose values are what their names say.
        unsafe {
            let argc = *stack;
            let argv = stack.add(1);
            let envp = argv.add(argc + 1);
            let mut entry = envp;
            while *entry != 0 {
                entry = entry.add(1);
            }
            entry = entry.add(1);
            AUXILIARY.store(entry, Ordering::Relaxed);
            let mut random = [0; 16];
            while *entry != AT_NULL {
                match *entry {
                    AT_RANDOM => random = *(*entry.add(1) as *const [u8; 16]),
                    AT_SYSINFO_EHDR => vdso::find(*entry.add(1) as *const u8),
                    _ => {}
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

    fn auxiliary(kind: usize) -> Option<usize> {
        let mut entry = AUXILIARY.load(Ordering::Relaxed);
        // SAFETY: `launch` stored where the vector is, which stays as it is as long as the process lives.
        unsafe {
            while *entry != AT_NULL {
                if *entry == kind {
                    return Some(*entry.add(1));
                }
                entry = entry.add(2);
            }
        }
        None
    }
}
