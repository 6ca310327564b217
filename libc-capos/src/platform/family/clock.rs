//! Clocks and sleeping.

use crate::errno::Errno;
use crate::types::{c_int, clockid_t, itimerspec, sigevent, timer_t, timespec};

/// Required family: every program may ask for the time.
pub trait Clock {
    fn clock_gettime(clock: clockid_t) -> Result<timespec, Errno>;

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
