//! Contexts of execution; the layout is that of Linux's user API.

use super::{c_ulong, sigset_t, stack_t};

/// cbindgen:ignore
#[repr(C)]
pub struct mcontext_t {
    /// r8 to r15, rdi, rsi, rbp, rbx, rdx, rax, rcx, rsp, rip, then what only the kernel fills.
    pub gregs: [u64; 23],
    pub fpregs: *mut FloatControl,
    pub reserved: [c_ulong; 8],
}

/// cbindgen:ignore
#[repr(C)]
pub struct ucontext_t {
    pub uc_flags: c_ulong,
    pub uc_link: *mut ucontext_t,
    pub uc_stack: stack_t,
    pub uc_mcontext: mcontext_t,
    pub uc_sigmask: sigset_t,
    pub fpregs_mem: FloatControl,
}

/// cbindgen:ignore
///
/// The image of FXSAVE, of which calls preserve two words.
#[repr(C)]
pub struct FloatControl {
    pub cwd: u16,
    other: [u16; 11],
    pub mxcsr: u32,
    rest: [u32; 121],
}

const _: () = assert!(size_of::<FloatControl>() == 512 && size_of::<ucontext_t>() == 936);
