//! What a context consists of; musl's layout, which is that of the kernel of Linux.

use crate::types::{c_long, c_ulong, sigset_t, stack_t};

/// The places of registers in `gregs`.
pub const RBX: usize = 11;
pub const RBP: usize = 10;
pub const RSP: usize = 15;
pub const RIP: usize = 16;
/// Where the first six arguments of a function go: rdi, rsi, rdx, rcx, r8, r9.
pub const ARGUMENTS: [usize; 6] = [8, 9, 12, 14, 0, 1];

#[repr(C)]
pub struct mcontext_t {
    pub gregs: [c_long; 23],
    /// Where the state of the floating-point units is.
    pub fpregs: *mut c_ulong,
    pub reserved: [c_ulong; 8],
}

/// Its C text stands with those of `<signal.h>`.
#[repr(C)]
pub struct ucontext_t {
    pub uc_flags: c_ulong,
    pub uc_link: *mut ucontext_t,
    pub uc_stack: stack_t,
    pub uc_mcontext: mcontext_t,
    pub uc_sigmask: sigset_t,
    pub fpregs_mem: [c_ulong; 64],
}

const _: () = assert!(size_of::<ucontext_t>() == 936);
