//! Policies and parameters of processes: those of their first thread.

use crate::abi::Out;
use crate::errno::{self, Errno};
use crate::platform::{Resources, Sys, Threads};
use crate::types::{c_int, pid_t, sched_param, timespec};

const SCHED_OTHER: c_int = 0;
const SCHED_FIFO: c_int = 1;
const SCHED_RR: c_int = 2;
const SCHED_BATCH: c_int = 3;
const SCHED_IDLE: c_int = 5;

fn id(pid: pid_t) -> Result<u32, Errno> {
    u32::try_from(pid).map_err(|_| Errno::EINVAL)
}

/// Priorities of a policy, lowest and highest.
fn range(policy: c_int) -> Result<(c_int, c_int), Errno> {
    match policy {
        SCHED_FIFO | SCHED_RR => Ok((1, 99)),
        SCHED_OTHER | SCHED_BATCH | SCHED_IDLE => Ok((0, 0)),
        _ => Err(Errno::EINVAL),
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sched_get_priority_max.html>
#[unsafe(no_mangle)]
pub extern "C" fn sched_get_priority_max(policy: c_int) -> c_int {
    errno::result(range(policy).map(|(_, highest)| highest))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sched_get_priority_max.html>
#[unsafe(no_mangle)]
pub extern "C" fn sched_get_priority_min(policy: c_int) -> c_int {
    errno::result(range(policy).map(|(lowest, _)| lowest))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sched_getparam.html>
///
/// # Safety
/// `parameters` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sched_getparam(pid: pid_t, parameters: *mut sched_param) -> c_int {
    // SAFETY: the caller's promise.
    let mut out = unsafe { Out::new(parameters) };
    errno::status(id(pid).and_then(Sys::scheduling).map(|(_, found)| out.write(found)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sched_getscheduler.html>
#[unsafe(no_mangle)]
pub extern "C" fn sched_getscheduler(pid: pid_t) -> c_int {
    errno::result(id(pid).and_then(Sys::scheduling).map(|(policy, _)| policy))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sched_setparam.html>
///
/// # Safety
/// `parameters` is readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sched_setparam(pid: pid_t, parameters: *const sched_param) -> c_int {
    // SAFETY: the caller's promise.
    let parameters = unsafe { &*parameters };
    let outcome =
        id(pid).and_then(|id| Sys::scheduling(id).and_then(|(policy, _)| Sys::set_scheduling(id, policy, parameters)));
    errno::status(outcome)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sched_setscheduler.html>
///
/// # Safety
/// `parameters` is readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sched_setscheduler(pid: pid_t, policy: c_int, parameters: *const sched_param) -> c_int {
    // SAFETY: the caller's promise.
    let parameters = unsafe { &*parameters };
    let outcome = id(pid).and_then(|id| {
        let (lowest, highest) = range(policy)?;
        if !(lowest..=highest).contains(&parameters.sched_priority) {
            return Err(Errno::EINVAL);
        }
        let (before, _) = Sys::scheduling(id)?;
        Sys::set_scheduling(id, policy, parameters).map(|()| before)
    });
    errno::result(outcome)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sched_rr_get_interval.html>
///
/// # Safety
/// `interval` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sched_rr_get_interval(pid: pid_t, interval: *mut timespec) -> c_int {
    // SAFETY: the caller's promise.
    let mut out = unsafe { Out::new(interval) };
    errno::status(Sys::round_robin_interval(pid).map(|found| out.write(found)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sched_yield.html>
#[unsafe(no_mangle)]
pub extern "C" fn sched_yield() -> c_int {
    Sys::sched_yield();
    0
}
