//! Limits, use and nice values. The kernel keeps the limits, so that children and programs that follow inherit them; memory
//! is bounded by the quota that the process was started with as well, and descriptors by their table.

use super::descriptors::{self, OPEN_MAX};
use super::{Capos, clock, signals};
use crate::errno::Errno;
use crate::platform::{Identity, Resources, Threads};
use crate::types::{c_int, c_long, id_t, pid_t, rlim_t, rlimit, rusage, timespec, timeval, tms};
use capos_rt::schema::abi::limits::PAGE_SIZE;
use capos_rt::{Target, VirtualMemory, startup};

const RLIMIT_DATA: c_int = 2;
const RLIMIT_STACK: c_int = 3;
const RLIMIT_CORE: c_int = 4;
const RLIMIT_NOFILE: c_int = 7;
/// Resources that have a number, as on Linux.
const RESOURCES: c_int = 16;
const INFINITY: rlim_t = rlim_t::MAX;
const RUSAGE_SELF: c_int = 0;
const RUSAGE_CHILDREN: c_int = -1;
const RUSAGE_THREAD: c_int = 1;
const PRIO_PROCESS: c_int = 0;
const PRIO_PGRP: c_int = 1;
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

/// What there is of a resource whatever limit is set.
fn most(resource: c_int) -> rlim_t {
    match resource {
        RLIMIT_NOFILE => OPEN_MAX as rlim_t,
        RLIMIT_CORE => 0,
        // Addresses are no memory: what is only reserved, or another's file, costs nothing.
        RLIMIT_DATA => {
            let memory = startup::granted_any::<VirtualMemory>().and_then(|memory| memory.usage().ok());
            memory.map_or(0, |memory| memory.quota_pages * PAGE_SIZE as u64)
        }
        _ => INFINITY,
    }
}

/// The limit in force.
fn limit(resource: c_int) -> Result<rlimit, Errno> {
    let number = u8::try_from(resource).ok().filter(|_| resource < RESOURCES).ok_or(Errno::EINVAL)?;
    let set = signals::this_process().and_then(|this| Ok(this.limit(number)?));
    let (soft, hard) = set.unwrap_or((INFINITY, INFINITY));
    let most = most(resource);
    let soft =
        if resource == RLIMIT_STACK && soft == INFINITY { Capos::main_stack().1 as rlim_t } else { soft };
    Ok(rlimit { rlim_cur: soft.min(most), rlim_max: hard.min(most) })
}

/// Whom the numbers mean to the kernel.
fn target(which: c_int, who: id_t) -> Result<(Target, u64), Errno> {
    match which {
        PRIO_PROCESS => Ok((Target::Process, who.into())),
        PRIO_PGRP => Ok((Target::Group, who.into())),
        PRIO_USER if who == 0 || who == Capos::users()[0] => Ok((Target::All, 0)),
        PRIO_USER => Err(Errno::ESRCH),
        _ => Err(Errno::EINVAL),
    }
}

impl Resources for Capos {
    fn limit(resource: c_int, new: Option<&rlimit>) -> Result<rlimit, Errno> {
        let old = limit(resource)?;
        let Some(new) = new else { return Ok(old) };
        if new.rlim_cur > new.rlim_max {
            return Err(Errno::EINVAL);
        }
        if new.rlim_max > old.rlim_max {
            return Err(Errno::EPERM);
        }
        signals::this_process()?.set_limit(resource as u8, new.rlim_cur, new.rlim_max)?;
        if resource == RLIMIT_NOFILE {
            descriptors::set_limit(new.rlim_cur);
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

    fn priority(which: c_int, who: id_t) -> Result<c_int, Errno> {
        let (target, id) = target(which, who)?;
        Ok(signals::this_process()?.priority(target, id)?.into())
    }

    fn set_priority(which: c_int, who: id_t, priority: c_int) -> Result<(), Errno> {
        let (target, id) = target(which, who)?;
        let nice = priority.clamp(i8::MIN.into(), i8::MAX.into()) as i8;
        Ok(signals::this_process()?.set_priority(target, id, nice)?)
    }

    fn round_robin_interval(pid: pid_t) -> Result<timespec, Errno> {
        let process = u64::try_from(pid).map_err(|_| Errno::EINVAL)?;
        signals::this_process()?.ids(process)?;
        Ok(SLICE)
    }
}
