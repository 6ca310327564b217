//! The process among others: numbers, groups, sessions.

use super::children::{own_id, shim};
use super::{Capos, signals};
use crate::errno::Errno;
use crate::platform::Process;
use crate::types::{c_int, pid_t};
use capos_rt::{Ids, entry};

/// Numbers of a process; 0 is the caller.
fn ids(pid: pid_t) -> Result<Ids, Errno> {
    let pid = u64::try_from(pid).map_err(|_| Errno::ESRCH)?;
    Ok(signals::this_process()?.ids(pid)?)
}

impl Process for Capos {
    fn exit(status: c_int) -> ! {
        // POSIX: a parent sees the low eight bits.
        let status = status & 0xff;
        if shim::is_recording() {
            shim::exit(status);
        }
        entry::exit_process(status)
    }

    fn getpid() -> pid_t {
        own_id()
    }

    fn getppid() -> pid_t {
        ids(0).map_or(0, |ids| ids.parent as pid_t)
    }

    fn kill(pid: pid_t, signal: c_int) -> Result<(), Errno> {
        signals::kill(pid, signal)
    }

    fn getpgid(pid: pid_t) -> Result<pid_t, Errno> {
        ids(pid).map(|ids| ids.group as pid_t)
    }

    fn setpgid(pid: pid_t, group: pid_t) -> Result<(), Errno> {
        if shim::is_recording() && (pid == 0 || pid == Self::getpid()) {
            return shim::set_group(group);
        }
        let group = u64::try_from(group).map_err(|_| Errno::EINVAL)?;
        let pid = u64::try_from(pid).map_err(|_| Errno::ESRCH)?;
        Ok(signals::this_process()?.set_group(pid, group)?)
    }

    fn getsid(pid: pid_t) -> Result<pid_t, Errno> {
        ids(pid).map(|ids| ids.session as pid_t)
    }

    fn setsid() -> Result<pid_t, Errno> {
        if shim::is_recording() {
            shim::create_session();
            return Ok(Self::getpid());
        }
        Ok(signals::this_process()?.create_session()? as pid_t)
    }
}
