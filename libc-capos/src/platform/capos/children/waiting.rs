//! Waiting for children, by `SelfProcess.waitChild`.

use crate::errno::Errno;
use crate::platform::Identity;
use crate::platform::capos::{Capos, signals};
use crate::types::{c_int, c_long, id_t, idtype_t, pid_t, rusage, siginfo_t, timeval};
use capos_rt::call::Wait;
use capos_rt::error::ErrorCode;
use capos_rt::{Changes, Child, ChildState, Children, Error, ExitStatus, SelfProcess, startup};

const WNOHANG: c_int = 1;
const WUNTRACED: c_int = 2;
const WEXITED: c_int = 4;
const WCONTINUED: c_int = 8;
const WNOWAIT: c_int = 0x0100_0000;
const P_ALL: idtype_t = 0;
const P_PID: idtype_t = 1;
const P_PGID: idtype_t = 2;
const SIGCHLD: c_int = 17;
const SIGCONT: c_int = 18;
const SIGKILL: c_int = 9;
const CLD_EXITED: c_int = 1;
const CLD_KILLED: c_int = 2;
const CLD_STOPPED: c_int = 5;
const CLD_CONTINUED: c_int = 6;
const NANOSECONDS: u64 = 1_000_000_000;
const PAGE_KIB: u64 = 4;

pub fn wait4(pid: pid_t, options: c_int, usage: Option<&mut rusage>) -> Result<(pid_t, c_int), Errno> {
    if options & !(WNOHANG | WUNTRACED | WCONTINUED) != 0 {
        return Err(Errno::EINVAL);
    }
    let (which, id) = match pid {
        -1 => (Children::Any, 0),
        0 => (Children::Group, 0),
        1.. => (Children::Process, pid as u64),
        _ => (Children::Group, u64::from(pid.unsigned_abs())),
    };
    let changes = Changes {
        ended: true,
        stopped: options & WUNTRACED != 0,
        continued: options & WCONTINUED != 0,
        keep: false,
    };
    let Some(child) = wait(which, id, changes, options)? else { return Ok((0, 0)) };
    if let Some(usage) = usage {
        *usage = usage_of(&child);
    }
    Ok((child.process as pid_t, status(child.state)))
}

pub fn waitid(kind: idtype_t, id: id_t, options: c_int) -> Result<siginfo_t, Errno> {
    const KNOWN: c_int = WNOHANG | WNOWAIT | WEXITED | WUNTRACED | WCONTINUED;
    if options & !KNOWN != 0 || options & (WEXITED | WUNTRACED | WCONTINUED) == 0 {
        return Err(Errno::EINVAL);
    }
    let which = match kind {
        P_ALL => Children::Any,
        P_PID => Children::Process,
        P_PGID => Children::Group,
        _ => return Err(Errno::EINVAL),
    };
    let changes = Changes {
        ended: options & WEXITED != 0,
        stopped: options & WUNTRACED != 0,
        continued: options & WCONTINUED != 0,
        keep: options & WNOWAIT != 0,
    };
    let Some(child) = wait(which, id.into(), changes, options)? else { return Ok(siginfo_t::new(0, 0)) };
    let (code, status) = match child.state {
        ChildState::Ended(ExitStatus::Exited(status)) => (CLD_EXITED, status & 0xff),
        ChildState::Ended(ended) => (CLD_KILLED, signal_of(ended)),
        ChildState::Stopped(signal) => (CLD_STOPPED, signal.into()),
        ChildState::Continued => (CLD_CONTINUED, SIGCONT),
    };
    let mut info = siginfo_t::new(SIGCHLD, code);
    // Children begin with their parent's Namespace, and so with its user.
    info.set_sender(child.process as pid_t, Capos::users()[0]);
    info.set_status(status);
    Ok(info)
}

fn wait(which: Children, id: u64, changes: Changes, options: c_int) -> Result<Option<Child>, Errno> {
    let myself = startup::granted_any::<SelfProcess>().ok_or(Errno::ECHILD)?;
    let patience = if options & WNOHANG != 0 { Wait::Never } else { Wait::Block };
    let waited = signals::interruptible(|| match myself.wait_child(which, id, changes, patience) {
        Ok(child) => Ok(Some(child)),
        Err(Error::Exception(ErrorCode::WouldBlock)) => Ok(None),
        Err(error) => Err(error),
    });
    waited.map_err(|error| if error == Errno::ESRCH { Errno::ECHILD } else { error })
}

/// As `WIFEXITED` and the other macros take it apart.
fn status(state: ChildState) -> c_int {
    match state {
        ChildState::Ended(ExitStatus::Exited(status)) => (status & 0xff) << 8,
        ChildState::Ended(ended) => signal_of(ended),
        ChildState::Stopped(signal) => c_int::from(signal) << 8 | 0x7f,
        ChildState::Continued => 0xffff,
    }
}

fn signal_of(status: ExitStatus) -> c_int {
    match status {
        ExitStatus::Exited(_) => 0,
        ExitStatus::Killed => SIGKILL,
        ExitStatus::Signaled(signal) | ExitStatus::Faulted { signal, .. } => signal.into(),
    }
}

fn usage_of(child: &Child) -> rusage {
    let time = |nanoseconds: u64| timeval {
        tv_sec: (nanoseconds / NANOSECONDS) as i64,
        tv_usec: (nanoseconds % NANOSECONDS / 1000) as c_long,
    };
    rusage {
        ru_utime: time(child.user),
        ru_stime: time(child.system),
        ru_maxrss: (child.max_resident_pages * PAGE_KIB) as c_long,
        ..rusage::default()
    }
}
