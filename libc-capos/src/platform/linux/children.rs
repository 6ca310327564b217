//! Making processes, replacing programs, waiting for children.

use super::syscall::{args, blocking, int, nr, syscall};
use super::{Linux, spawn};
use crate::errno::Errno;
use crate::platform::{Children, Spawn, StringArray};
use crate::types::{c_int, id_t, idtype_t, pid_t, rusage, siginfo_t};
use core::ffi::CStr;
use core::ptr::from_mut;

const AT_EMPTY_PATH: usize = 0x1000;

/// A call that returns on failure only.
fn failed(outcome: Result<usize, Errno>) -> Errno {
    outcome.err().unwrap_or(Errno::EIO)
}

impl Children for Linux {
    unsafe fn fork() -> Result<pid_t, Errno> {
        // SAFETY: the child gets copies of all memory; the caller brings them in order.
        unsafe { syscall(nr::FORK, [0; 6]) }.map(|pid| pid as pid_t)
    }

    unsafe fn execve(path: &CStr, arguments: StringArray, environment: StringArray) -> Errno {
        let arguments = args([path.as_ptr() as usize, arguments as usize, environment as usize]);
        // SAFETY: the caller's promise about the arrays.
        failed(unsafe { syscall(nr::EXECVE, arguments) })
    }

    unsafe fn fexecve(fd: c_int, arguments: StringArray, environment: StringArray) -> Errno {
        let empty = c"".as_ptr() as usize;
        let arguments = args([int(fd), empty, arguments as usize, environment as usize, AT_EMPTY_PATH]);
        // SAFETY: the caller's promise about the arrays.
        failed(unsafe { syscall(nr::EXECVEAT, arguments) })
    }

    unsafe fn spawn_process(what: &Spawn<'_>) -> Result<pid_t, Errno> {
        // SAFETY: the same contract.
        unsafe { spawn::spawn(what) }
    }

    fn wait4(pid: pid_t, options: c_int, usage: Option<&mut rusage>) -> Result<(pid_t, c_int), Errno> {
        let mut status: c_int = 0;
        let usage = usage.map_or(0, |usage| from_mut(usage) as usize);
        // SAFETY: the status is a writable int; the record is null or begins with the kernel's.
        let child = unsafe { blocking(nr::WAIT4, args([int(pid), &raw mut status as usize, int(options), usage])) }?;
        Ok((child as pid_t, status))
    }

    fn waitid(kind: idtype_t, id: id_t, options: c_int) -> Result<siginfo_t, Errno> {
        let mut info = siginfo_t::new(0, 0);
        let arguments = args([kind as usize, id as usize, &raw mut info as usize, int(options), 0]);
        // SAFETY: the record has the kernel's layout; no record of resources is asked for.
        unsafe { blocking(nr::WAITID, arguments) }?;
        Ok(info)
    }
}
