//! Signal sets, actions and information; layouts as in musl and in Linux's user API.

use super::{c_int, c_long, c_ulong, c_void};

#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct sigset_t {
    pub __bits: [c_ulong; 16],
}

pub type sig_handler_t = Option<unsafe extern "C" fn(c_int)>;

/// cbindgen:ignore
///
/// The general part of `siginfo_t`; the union of signal-specific fields is `si_fields`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct siginfo_t {
    pub si_signo: c_int,
    pub si_errno: c_int,
    pub si_code: c_int,
    pub si_pad: c_int,
    pub si_fields: [c_long; 14],
}

/// cbindgen:ignore
///
/// `sa_handler` holds either form of the handler, as the union in the C header does.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct sigaction {
    pub sa_handler: usize,
    pub sa_mask: sigset_t,
    pub sa_flags: c_int,
    pub sa_restorer: usize,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct stack_t {
    pub ss_sp: *mut c_void,
    pub ss_flags: c_int,
    pub ss_size: usize,
}

/// What `setjmp` saves: rbx, rbp, r12 to r15, rsp, rip; then the signal mask of the `sig` forms.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct __jmp_buf_tag {
    pub __registers: [c_ulong; 8],
    pub __mask_saved: c_ulong,
    pub __mask: sigset_t,
}
