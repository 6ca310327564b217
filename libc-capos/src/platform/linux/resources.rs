//! Limits, use, priorities.

use super::Linux;
use super::syscall::{args, int, nr, syscall};
use crate::errno::Errno;
use crate::platform::Resources;
use crate::types::{c_int, id_t, pid_t, rlimit, rusage, timespec, tms};
use core::ptr::from_ref;

impl Resources for Linux {
    fn limit(resource: c_int, new: Option<&rlimit>) -> Result<rlimit, Errno> {
        let mut old = rlimit { rlim_cur: 0, rlim_max: 0 };
        let new = new.map_or(0, |limit| from_ref(limit) as usize);
        // SAFETY: both records have the kernel's layout.
        unsafe { syscall(nr::PRLIMIT64, args([0, int(resource), new, &raw mut old as usize])) }?;
        Ok(old)
    }

    fn usage(who: c_int) -> Result<rusage, Errno> {
        let mut usage = rusage::default();
        // SAFETY: the record begins with the kernel's, which is smaller.
        unsafe { syscall(nr::GETRUSAGE, args([int(who), &raw mut usage as usize])) }?;
        Ok(usage)
    }

    fn times() -> Result<(tms, i64), Errno> {
        let mut times = tms::default();
        // SAFETY: the record has the kernel's layout.
        let now = unsafe { syscall(nr::TIMES, args([&raw mut times as usize])) }?;
        Ok((times, now as i64))
    }

    fn priority(which: c_int, who: id_t) -> Result<c_int, Errno> {
        // SAFETY: no memory is involved. The call answers 20 less the value, so that no success looks like an error.
        unsafe { syscall(nr::GETPRIORITY, args([int(which), who as usize])) }.map(|raw| 20 - raw as c_int)
    }

    fn set_priority(which: c_int, who: id_t, priority: c_int) -> Result<(), Errno> {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::SETPRIORITY, args([int(which), who as usize, int(priority)])) }.map(drop)
    }

    fn round_robin_interval(pid: pid_t) -> Result<timespec, Errno> {
        let mut interval = timespec::default();
        // SAFETY: the record has the kernel's layout.
        unsafe { syscall(nr::SCHED_RR_GET_INTERVAL, args([int(pid), &raw mut interval as usize])) }?;
        Ok(interval)
    }
}
