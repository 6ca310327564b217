//! Waiting for many descriptors: sets, and events.

use super::{c_int, c_ulong};

/// A set of descriptors below 1024.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct fd_set {
    pub __fds_bits: [c_ulong; 16],
}

/// What `epoll` watches for or tells, and the watcher's own word.
#[repr(C, packed)]
#[derive(Clone, Copy)]
pub struct epoll_event {
    pub events: u32,
    pub data: u64,
}

pub type eventfd_t = u64;

/// What reading a `signalfd` gives for each signal.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct signalfd_siginfo {
    pub ssi_signo: u32,
    pub ssi_errno: i32,
    pub ssi_code: i32,
    pub ssi_pid: u32,
    pub ssi_uid: u32,
    pub ssi_fd: i32,
    pub ssi_tid: u32,
    pub ssi_band: u32,
    pub ssi_overrun: u32,
    pub ssi_trapno: u32,
    pub ssi_status: i32,
    pub ssi_int: c_int,
    pub ssi_ptr: u64,
    pub ssi_utime: u64,
    pub ssi_stime: u64,
    pub ssi_addr: u64,
    pub ssi_addr_lsb: u16,
    pub __pad2: u16,
    pub ssi_syscall: i32,
    pub ssi_call_addr: u64,
    pub ssi_arch: u32,
    pub __pad: [u8; 28],
}
