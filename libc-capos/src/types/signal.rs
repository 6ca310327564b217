//! Signal sets, actions and information; layouts as in musl and in Linux's user API.

use super::{c_int, c_long, c_uint, c_ulong, c_void, pid_t, uid_t};

#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct sigset_t {
    pub __bits: [c_ulong; 16],
}

pub type sig_handler_t = Option<unsafe extern "C" fn(c_int)>;

/// cbindgen:ignore
///
/// `union sigval`: a word that is read as an integer or as a pointer.
#[repr(C)]
#[derive(Clone, Copy)]
pub union sigval {
    pub sival_int: c_int,
    pub sival_ptr: *mut c_void,
    /// All of it, to pass on.
    pub word: usize,
}

pub type idtype_t = c_uint;

/// cbindgen:ignore
///
/// `siginfo_t`: its union is laid out as words, which the methods name.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct siginfo_t {
    pub si_signo: c_int,
    pub si_errno: c_int,
    pub si_code: c_int,
    pub si_pad: c_int,
    pub si_fields: [c_long; 14],
}

impl siginfo_t {
    pub const fn new(signal: c_int, code: c_int) -> Self {
        siginfo_t { si_signo: signal, si_errno: 0, si_code: code, si_pad: 0, si_fields: [0; 14] }
    }

    /// `si_pid` and `si_uid`: who sent it, or which child it is about.
    pub fn set_sender(&mut self, pid: pid_t, uid: uid_t) {
        self.si_fields[0] = (u64::from(uid) << 32 | u64::from(pid as u32)) as c_long;
    }

    pub fn pid(&self) -> pid_t {
        self.si_fields[0] as pid_t
    }

    /// `si_value`.
    pub fn set_value(&mut self, value: sigval) {
        // SAFETY: every bit pattern is a word.
        self.si_fields[1] = unsafe { value.word } as c_long;
    }

    /// `si_value`.
    pub fn value(&self) -> sigval {
        sigval { word: self.si_fields[1] as usize }
    }

    /// `si_status`: the exit status of a child, or the signal that changed its state.
    pub fn set_status(&mut self, status: c_int) {
        self.si_fields[1] = c_long::from(status as u32);
    }

    pub fn status(&self) -> c_int {
        self.si_fields[1] as c_int
    }

    /// `si_addr`.
    pub fn set_address(&mut self, address: usize) {
        self.si_fields[0] = address as c_long;
    }
}

/// cbindgen:ignore
///
/// How a thread of a notification runs.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct NotifyCall {
    pub function: Option<unsafe extern "C" fn(sigval)>,
    /// `pthread_attr_t`, or NULL.
    pub attributes: *const c_void,
}

/// cbindgen:ignore
///
/// What `sigev_notify` chooses among.
#[repr(C)]
#[derive(Clone, Copy)]
pub union NotifyHow {
    pub thread_id: pid_t,
    pub call: NotifyCall,
    pub __pad: [c_int; 12],
}

/// cbindgen:ignore
///
/// How something asynchronous tells that it has happened.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct sigevent {
    pub sigev_value: sigval,
    pub sigev_signo: c_int,
    pub sigev_notify: c_int,
    pub how: NotifyHow,
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
