//! The process itself.

use super::Capos;
use crate::errno::Errno;
use crate::platform::{Process, Signals};
use crate::types::{c_int, pid_t};
use capos_rt::{entry, startup};

impl Process for Capos {
    fn exit(status: c_int) -> ! {
        // POSIX: a parent sees the low eight bits.
        entry::exit_process(status & 0xff)
    }

    fn getpid() -> pid_t {
        startup::startup().process_id as pid_t
    }

    fn kill(pid: pid_t, signal: c_int) -> Result<(), Errno> {
        // A process reaches only those whose handle it holds: itself, and its group, which is itself.
        if pid != 0 && pid != Self::getpid() {
            return Err(if pid == -1 { Errno::EPERM } else { Errno::ESRCH });
        }
        if signal == 0 { Ok(()) } else { Self::raise(signal) }
    }
}
