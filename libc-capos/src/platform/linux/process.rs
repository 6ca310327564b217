//! The process itself.

use super::Linux;
use super::syscall::{args, int, nr, syscall};
use crate::errno::Errno;
use crate::platform::Process;
use crate::types::{c_int, pid_t};

/// A call without arguments that cannot fail.
fn identity(number: usize) -> usize {
    // SAFETY: these calls take no arguments and touch no memory.
    unsafe { syscall(number, [0; 6]) }.unwrap_or(0)
}

impl Process for Linux {
    fn exit(status: c_int) -> ! {
        loop {
            // SAFETY: the process ends; no memory is involved. The loop satisfies the type only.
            let _ = unsafe { syscall(nr::EXIT_GROUP, args([int(status)])) };
        }
    }

    fn getpid() -> pid_t {
        identity(nr::GETPID) as pid_t
    }

    fn getppid() -> pid_t {
        identity(nr::GETPPID) as pid_t
    }

    fn kill(pid: pid_t, signal: c_int) -> Result<(), Errno> {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::KILL, args([int(pid), int(signal)])) }.map(drop)
    }

    fn getpgid(pid: pid_t) -> Result<pid_t, Errno> {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::GETPGID, args([int(pid)])) }.map(|id| id as pid_t)
    }

    fn setpgid(pid: pid_t, group: pid_t) -> Result<(), Errno> {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::SETPGID, args([int(pid), int(group)])) }.map(drop)
    }

    fn getsid(pid: pid_t) -> Result<pid_t, Errno> {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::GETSID, args([int(pid)])) }.map(|id| id as pid_t)
    }

    fn setsid() -> Result<pid_t, Errno> {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::SETSID, [0; 6]) }.map(|id| id as pid_t)
    }
}
