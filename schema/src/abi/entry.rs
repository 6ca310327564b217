//! The kernel entries: `syscall` with the number in RAX, arguments in RDI, RSI, RDX, R10.
//!
//! The kernel preserves every register but RAX, RDX, RSI, RCX, R11 and those it returns in.

/// `cap_call(submission: *const Submission)`.
/// Returns RAX = status | detail << 32, RDX = value, RSI = results_length.
pub const CAP_CALL: u64 = 0;

/// `cap_enter(submit: u32, minimum: u32, deadline: u64)`: takes up to `submit` new entries from this thread's
/// ring, then waits until `minimum` completions are there or the deadline (Timer nanoseconds; `u64::MAX`
/// none) has passed. With nothing to take and nothing to wait for, it gives up the CPU to others.
/// Returns RAX = status | detail << 32 as above, RDX = entries taken.
pub const CAP_ENTER: u64 = 1;

/// `exit_thread()`. The last thread's exit ends the process with status 0.
pub const EXIT_THREAD: u64 = 2;

/// `exit_process(status: i32)`.
pub const EXIT_PROCESS: u64 = 3;

/// `signal_return(context: *const ucontext_t)`: restores the registers and the mask of blocked signals from a handler's
/// frame. With 0 everything stays; either way signals that are pending are delivered. A context that makes no sense ends
/// the process.
pub const SIGNAL_RETURN: u64 = 4;
