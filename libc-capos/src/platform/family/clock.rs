//! Clocks and sleeping.

use crate::errno::Errno;
use crate::types::{clockid_t, timespec};

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
}
