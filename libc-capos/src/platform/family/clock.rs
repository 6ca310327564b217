//! Clocks and sleeping.

use crate::abi::Out;
use crate::errno::Errno;
use crate::header::time::CLOCK_REALTIME;
use crate::types::{c_int, clockid_t, itimerspec, sigevent, time_t, timer_t, timespec};

/// Required family: every program may ask for the time.
pub trait Clock {
    fn clock_gettime(clock: clockid_t) -> Result<timespec, Errno>;

    /// The same for a caller who has a place for the time.
    ///
    /// # Safety
    /// `time` is writable.
    #[inline]
    unsafe fn clock_gettime_into(clock: clockid_t, time: *mut timespec) -> Result<(), Errno> {
        // SAFETY: the caller's promise.
        Self::clock_gettime(clock).map(|now| unsafe { time.write(now) })
    }

    /// The seconds of `CLOCK_REALTIME`, which may be a tick of the system's behind; they also go to `place`.
    ///
    /// # Safety
    /// `place` is null or writable.
    #[inline]
    unsafe fn seconds(place: *mut time_t) -> Result<time_t, Errno> {
        Self::clock_gettime(CLOCK_REALTIME).map(|now| {
            // SAFETY: the caller's promise.
            unsafe { Out::new(place) }.write(now.tv_sec);
            now.tv_sec
        })
    }

    fn clock_getres(clock: clockid_t) -> Result<timespec, Errno>;

    /// Sleeps until `clock` reaches `until` (`absolute`) or for that long. On `EINTR` of a relative sleep the time
    /// left is in `remaining`.
    fn clock_nanosleep(
        clock: clockid_t,
        absolute: bool,
        until: &timespec,
        remaining: Option<&mut timespec>,
    ) -> Result<(), Errno>;

    fn clock_settime(_clock: clockid_t, _time: &timespec) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    /// Makes a disarmed timer of the process.
    fn timer_create(_clock: clockid_t, _event: Option<&sigevent>) -> Result<timer_t, Errno> {
        Err(Errno::ENOSYS)
    }

    fn timer_delete(_timer: timer_t) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    fn timer_gettime(_timer: timer_t) -> Result<itimerspec, Errno> {
        Err(Errno::ENOSYS)
    }

    /// Arms a timer and returns what it was set to.
    fn timer_settime(_timer: timer_t, _absolute: bool, _new: &itimerspec) -> Result<itimerspec, Errno> {
        Err(Errno::ENOSYS)
    }

    fn timer_getoverrun(_timer: timer_t) -> Result<c_int, Errno> {
        Err(Errno::ENOSYS)
    }
}
