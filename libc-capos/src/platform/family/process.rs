//! The process itself and others.

use crate::errno::Errno;
use crate::types::{c_int, pid_t};

/// Required: ending and naming oneself. Optional: other processes.
pub trait Process {
    /// Ends the process with all its threads.
    fn exit(status: c_int) -> !;

    fn getpid() -> pid_t;

    fn getppid() -> pid_t {
        0
    }

    fn kill(_pid: pid_t, _signal: c_int) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    fn getpgid(_pid: pid_t) -> Result<pid_t, Errno> {
        Err(Errno::ENOSYS)
    }

    fn setpgid(_pid: pid_t, _group: pid_t) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    fn getsid(_pid: pid_t) -> Result<pid_t, Errno> {
        Err(Errno::ENOSYS)
    }

    fn setsid() -> Result<pid_t, Errno> {
        Err(Errno::ENOSYS)
    }
}
