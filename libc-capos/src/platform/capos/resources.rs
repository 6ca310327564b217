//! Limits and use. Memory is bounded by the quota that the process was started with, descriptors by their table; nothing
//! else has a limit of its own.

use super::descriptors::{self, OPEN_MAX};
use super::{Capos, clock, signals};
use crate::errno::Errno;
use crate::platform::{Resources, Threads};
use crate::types::{c_int, c_long, id_t, pid_t, rlim_t, rlimit, rusage, timespec, timeval, tms};
use capos_rt::schema::abi::limits::PAGE_SIZE;
use capos_rt::{VirtualMemory, startup};

const RLIMIT_STACK: c_int = 3;
const RLIMIT_CORE: c_int = 4;
const RLIMIT_NOFILE: c_int = 7;
const RLIMIT_AS: c_int = 9;
/// Resources that have a number, as on Linux.
const RESOURCES: c_int = 16;
const INFINITY: rlim_t = rlim_t::MAX;
const RUSAGE_SELF: c_int = 0;
const RUSAGE_CHILDREN: c_int = -1;
const RUSAGE_THREAD: c_int = 1;
const PRIO_PROCESS: c_int = 0;
const PRIO_USER: c_int = 2;
const SECOND: u64 = 1_000_000_000;
/// Nanoseconds of a clock tick: `times` counts hundredths of a second.
const TICK: u64 = SECOND / 100;
/// What the scheduler gives a process before others have their turn.
const SLICE: timespec = timespec { tv_sec: 0, tv_nsec: 10_000_000 };

fn to_timeval(nanoseconds: u64) -> timeval {
    timeval { tv_sec: (nanoseconds / SECOND) as i64, tv_usec: (nanoseconds % SECOND / 1000) as i64 }
}

fn usage(children: bool) -> Result<capos_rt::Usage, Errno> {
    Ok(signals::this_process()?.usage(children)?)
}

/// The limit in force.
fn limit(resource: c_int) -> Result<rlimit, Errno> {
    let fixed = |value: rlim_t| Ok(rlimit { rlim_cur: value, rlim_max: value });
    match resource {
        RLIMIT_NOFILE => {
            Ok(rlimit { rlim_cur: descriptors::limit() as rlim_t, rlim_max: OPEN_MAX as rlim_t })
        }
        RLIMIT_CORE => fixed(0),
        RLIMIT_STACK => fixed(Capos::main_stack().1 as rlim_t),
        RLIMIT_AS => {
            let memory = startup::granted_any::<VirtualMemory>().and_then(|memory| memory.usage().ok());
            fixed(memory.map_or(0, |memory| memory.quota_pages * PAGE_SIZE as u64))
        }
        0..RESOURCES => fixed(INFINITY),
        _ => Err(Errno::EINVAL),
    }
}

/// `EINVAL` or `ESRCH` unless the number is the caller's own, which is all that has a priority to tell.
fn check_own(which: c_int, who: id_t) -> Result<(), Errno> {
    match which {
        PRIO_PROCESS..=PRIO_USER if who == 0 => Ok(()),
        PRIO_PROCESS..=PRIO_USER if signals::this_process()?.ids(u64::from(who)).is_ok() => Ok(()),
        PRIO_PROCESS..=PRIO_USER => Err(Errno::ESRCH),
        _ => Err(Errno::EINVAL),
    }
}

impl Resources for Capos {
    fn limit(resource: c_int, new: Option<&rlimit>) -> Result<rlimit, Errno> {
        let old = limit(resource)?;
        match new {
            None => {}
            Some(new) if new.rlim_max > old.rlim_max => return Err(Errno::EPERM),
            Some(new) if resource == RLIMIT_NOFILE => descriptors::set_limit(new.rlim_cur as usize),
            // Of the others only what is there can be asked for.
            Some(new) if *new == old => {}
            Some(_) => return Err(Errno::ENOTSUP),
        }
        Ok(old)
    }

    fn usage(who: c_int) -> Result<rusage, Errno> {
        let used = match who {
            RUSAGE_SELF | RUSAGE_THREAD => usage(false)?,
            RUSAGE_CHILDREN => usage(true)?,
            _ => return Err(Errno::EINVAL),
        };
        Ok(rusage {
            ru_utime: to_timeval(used.user),
            ru_stime: to_timeval(used.system),
            ru_maxrss: (used.max_resident_pages * PAGE_SIZE as u64 / 1024) as c_long,
            ru_minflt: used.faults as c_long,
            ru_nvcsw: used.waits as c_long,
            ru_nivcsw: used.preemptions as c_long,
            ..rusage::default()
        })
    }

    fn times() -> Result<(tms, i64), Errno> {
        let (own, children) = (usage(false)?, usage(true)?);
        let ticks = |nanoseconds: u64| (nanoseconds / TICK) as i64;
        let used = tms {
            tms_utime: ticks(own.user),
            tms_stime: ticks(own.system),
            tms_cutime: ticks(children.user),
            tms_cstime: ticks(children.system),
        };
        Ok((used, ticks(clock::monotonic()?)))
    }

    /// All processes are scheduled alike.
    fn priority(which: c_int, who: id_t) -> Result<c_int, Errno> {
        check_own(which, who).map(|()| 0)
    }

    fn set_priority(which: c_int, who: id_t, priority: c_int) -> Result<(), Errno> {
        check_own(which, who)?;
        // There is no priority but this one.
        if priority == 0 { Ok(()) } else { Err(Errno::EACCES) }
    }

    fn round_robin_interval(pid: pid_t) -> Result<timespec, Errno> {
        check_own(PRIO_PROCESS, id_t::try_from(pid).map_err(|_| Errno::EINVAL)?).map(|()| SLICE)
    }
}
