//! What happens between the first instruction and `main`, and around thread pointers.

use crate::types::c_char;
use core::ffi::c_void;

/// What a process is started with.
pub struct Launch {
    pub argc: usize,
    /// `argc` strings and a NULL.
    pub argv: *mut *mut c_char,
    /// Strings `NAME=value` and a NULL.
    pub envp: *mut *mut c_char,
    /// Random bytes for the stack protector and address-keyed hardening.
    pub random: [u8; 16],
}

/// Required family: entering the process.
pub trait Startup {
    /// Decodes the initial state that the kernel left at `stack` (on capOS: the start-up block).
    ///
    /// # Safety
    /// `stack` is the initial stack pointer of the process (capOS: what RDI held), and this is the first call in it.
    unsafe fn launch(stack: *mut usize) -> Launch;

    /// Makes `tcb` the thread pointer (`%fs` base) of the calling thread.
    ///
    /// # Safety
    /// `tcb` points to a thread control block that lives as long as the thread.
    unsafe fn set_thread_pointer(tcb: *mut c_void);

    /// An entry of the auxiliary vector, where the system starts programs with one.
    fn auxiliary(_kind: usize) -> Option<usize> {
        None
    }
}
