//! The process itself.

use super::{Capos, path};
use crate::errno::Errno;
use crate::platform::{Process, Signals};
use crate::types::{c_int, gid_t, pid_t, uid_t};
use capos_rt::{entry, startup};

/// User and group of the Namespace. A process without one is nobody in particular, which the super-user is not less
/// than anybody else: there is nothing that it could do.
fn identity() -> (uid_t, gid_t) {
    let identity = path::namespace().ok().and_then(|namespace| namespace.identity(&mut []).ok());
    identity.map_or((0, 0), |(user, group, _)| (user, group))
}

impl Process for Capos {
    fn exit(status: c_int) -> ! {
        // POSIX: a parent sees the low eight bits.
        entry::exit_process(status & 0xff)
    }

    fn getpid() -> pid_t {
        startup::startup().process_id as pid_t
    }

    fn getuid() -> uid_t {
        identity().0
    }

    fn geteuid() -> uid_t {
        identity().0
    }

    fn getgid() -> gid_t {
        identity().1
    }

    fn getegid() -> gid_t {
        identity().1
    }

    fn kill(pid: pid_t, signal: c_int) -> Result<(), Errno> {
        // A process reaches only those whose handle it holds: itself, and its group, which is itself.
        if pid != 0 && pid != Self::getpid() {
            return Err(if pid == -1 { Errno::EPERM } else { Errno::ESRCH });
        }
        if signal == 0 { Ok(()) } else { Self::raise(signal) }
    }
}
