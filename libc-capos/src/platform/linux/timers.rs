//! Timers of the process. The kernel numbers them from zero; a `timer_t` is that number.

use super::syscall::{args, int, nr, syscall};
use crate::errno::Errno;
use crate::types::{c_int, clockid_t, itimerspec, sigevent, timer_t};
use core::ptr::{from_mut, from_ref, without_provenance_mut};

fn number(timer: timer_t) -> usize {
    timer.addr()
}

pub fn create(clock: clockid_t, event: Option<&sigevent>) -> Result<timer_t, Errno> {
    let mut id: c_int = 0;
    let event = event.map_or(0, |event| from_ref(event) as usize);
    // SAFETY: the record is null or has the kernel's layout; the number is writable.
    unsafe { syscall(nr::TIMER_CREATE, args([int(clock), event, from_mut(&mut id) as usize])) }?;
    Ok(without_provenance_mut(id as usize))
}

pub fn delete(timer: timer_t) -> Result<(), Errno> {
    // SAFETY: no memory is involved.
    unsafe { syscall(nr::TIMER_DELETE, args([number(timer)])) }.map(drop)
}

pub fn setting(timer: timer_t) -> Result<itimerspec, Errno> {
    let mut found = itimerspec::default();
    // SAFETY: the record has the kernel's layout.
    unsafe { syscall(nr::TIMER_GETTIME, args([number(timer), from_mut(&mut found) as usize])) }?;
    Ok(found)
}

pub fn set(timer: timer_t, absolute: bool, new: &itimerspec) -> Result<itimerspec, Errno> {
    let mut before = itimerspec::default();
    let arguments =
        args([number(timer), usize::from(absolute), from_ref(new) as usize, from_mut(&mut before) as usize]);
    // SAFETY: both records have the kernel's layout.
    unsafe { syscall(nr::TIMER_SETTIME, arguments) }?;
    Ok(before)
}

pub fn overrun(timer: timer_t) -> Result<c_int, Errno> {
    // SAFETY: no memory is involved.
    unsafe { syscall(nr::TIMER_GETOVERRUN, args([number(timer)])) }.map(|count| count as c_int)
}
