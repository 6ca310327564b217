//! Clocks: by the function that the kernel lends, else by system calls.

use super::syscall::{args, blocking, int, nr, syscall};
use super::{Linux, timers, vdso};
use crate::abi::Out;
use crate::errno::Errno;
use crate::header::time::CLOCK_REALTIME;
use crate::platform::Clock;
use crate::types::{c_int, clockid_t, itimerspec, sigevent, time_t, timer_t, timespec};

const TIMER_ABSTIME: usize = 1;

impl Clock for Linux {
    fn clock_gettime(clock: clockid_t) -> Result<timespec, Errno> {
        let mut time = timespec::default();
        // SAFETY: the vDSO's function takes any clock, and `time` is a live timespec for it to fill.
        let read = vdso::clock_gettime().map(|read| unsafe { read(clock, &raw mut time) });
        if read == Some(0) {
            // SAFETY: as above. Field by field: one read of both would wait for the function's two writes.
            let (tv_sec, tv_nsec) = unsafe {
                ((&raw const time.tv_sec).read_volatile(), (&raw const time.tv_nsec).read_volatile())
            };
            return Ok(timespec { tv_sec, tv_nsec });
        }
        // SAFETY: `time` is a live timespec for the kernel to fill.
        unsafe { syscall(nr::CLOCK_GETTIME, args([int(clock), &raw mut time as usize])) }?;
        Ok(time)
    }

    #[inline]
    unsafe fn clock_gettime_into(clock: clockid_t, time: *mut timespec) -> Result<(), Errno> {
        // SAFETY: the vDSO's function takes any clock, and `time` is the caller's to fill.
        if vdso::clock_gettime().is_some_and(|read| unsafe { read(clock, time) } == 0) {
            return Ok(());
        }
        // SAFETY: as above.
        Self::clock_gettime(clock).map(|now| unsafe { time.write(now) })
    }

    #[inline]
    unsafe fn seconds(place: *mut time_t) -> Result<time_t, Errno> {
        if let Some(read) = vdso::time() {
            // SAFETY: the vDSO's function takes a null pointer, or one to a place.
            return Ok(unsafe { read(place) });
        }
        let now = now_by_call()?.tv_sec;
        // SAFETY: the caller's promise.
        unsafe { Out::new(place) }.write(now);
        Ok(now)
    }

    fn clock_getres(clock: clockid_t) -> Result<timespec, Errno> {
        let mut time = timespec::default();
        // SAFETY: `time` is a live timespec for the kernel to fill.
        unsafe { syscall(nr::CLOCK_GETRES, args([int(clock), &raw mut time as usize])) }?;
        Ok(time)
    }

    fn clock_nanosleep(
        clock: clockid_t,
        absolute: bool,
        until: &timespec,
        remaining: Option<&mut timespec>,
    ) -> Result<(), Errno> {
        let flags = if absolute { TIMER_ABSTIME } else { 0 };
        let remaining = remaining.map_or(0, |r| core::ptr::from_mut(r) as usize);
        // SAFETY: `until` is readable, `remaining` null or writable.
        unsafe {
            blocking(
                nr::CLOCK_NANOSLEEP,
                args([int(clock), flags, core::ptr::from_ref(until) as usize, remaining]),
            )
        }?;
        Ok(())
    }

    fn clock_settime(clock: clockid_t, time: &timespec) -> Result<(), Errno> {
        // SAFETY: `time` is readable.
        unsafe { syscall(nr::CLOCK_SETTIME, args([int(clock), core::ptr::from_ref(time) as usize])) }?;
        Ok(())
    }

    fn timer_create(clock: clockid_t, event: Option<&sigevent>) -> Result<timer_t, Errno> {
        timers::create(clock, event)
    }

    fn timer_delete(timer: timer_t) -> Result<(), Errno> {
        timers::delete(timer)
    }

    fn timer_gettime(timer: timer_t) -> Result<itimerspec, Errno> {
        timers::setting(timer)
    }

    fn timer_settime(timer: timer_t, absolute: bool, new: &itimerspec) -> Result<itimerspec, Errno> {
        timers::set(timer, absolute, new)
    }

    fn timer_getoverrun(timer: timer_t) -> Result<c_int, Errno> {
        timers::overrun(timer)
    }
}

/// The time without the kernel's function: a function of its own, so that the usual way saves no registers for this.
#[cold]
#[inline(never)]
fn now_by_call() -> Result<timespec, Errno> {
    Linux::clock_gettime(CLOCK_REALTIME)
}
