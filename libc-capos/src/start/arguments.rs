//! The program's arguments and its environment block.

use crate::types::{c_char, c_int};
use core::cell::Cell;
use core::ffi::CStr;
use core::ptr;
use core::sync::atomic::{AtomicUsize, Ordering};

const PAGE: usize = 4096;

/// The process's environment, which programs may read and replace.
#[unsafe(no_mangle)]
pub static mut environ: *mut *mut c_char = ptr::null_mut();

struct Arguments {
    count: Cell<c_int>,
    values: Cell<*mut *mut c_char>,
}

// SAFETY: written once at start, before any second thread exists; read-only afterwards.
unsafe impl Sync for Arguments {}

static ARGUMENTS: Arguments = Arguments { count: Cell::new(0), values: Cell::new(ptr::null_mut()) };

/// Stores what the process was started with.
///
/// # Safety
/// Called once at start; `argv` is a NULL-terminated array of `argc` strings, `envp` NULL-terminated.
pub(super) unsafe fn store(argc: c_int, argv: *mut *mut c_char, envp: *mut *mut c_char) {
    ARGUMENTS.count.set(argc);
    ARGUMENTS.values.set(argv);
    STACK_TOP.store((&raw const argc as usize).next_multiple_of(PAGE), Ordering::Relaxed);
    set_environment_block(envp);
}

/// The end of the page that the stack began in: everything from the stack pointer up to there is mapped.
static STACK_TOP: AtomicUsize = AtomicUsize::new(0);

/// Above every frame of the main thread.
pub fn stack_top() -> usize {
    STACK_TOP.load(Ordering::Relaxed)
}

/// `argc` and `argv`.
pub fn arguments() -> (c_int, *mut *mut c_char) {
    (ARGUMENTS.count.get(), ARGUMENTS.values.get())
}

/// The value of `environ`: a NULL-terminated array of `NAME=value`, or NULL (an empty environment).
pub fn environment_block() -> *mut *mut c_char {
    // SAFETY: a plain read of the C variable; the standard leaves races on `environ` to the program.
    unsafe { environ }
}

/// Replaces the value of `environ`.
pub fn set_environment_block(block: *mut *mut c_char) {
    // SAFETY: a plain write of the C variable; the standard leaves races on `environ` to the program.
    unsafe { environ = block }
}

/// `argv[0]`, empty if there is none.
pub fn program_name() -> &'static CStr {
    let (count, values) = arguments();
    if count < 1 {
        return c"";
    }
    // SAFETY: `argv` has `argc` strings; the first exists and lives as long as the process.
    unsafe { CStr::from_ptr(*values) }
}
