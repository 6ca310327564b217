//! Sleeping and alarms.

use crate::errno::{self, Errno};
use crate::platform::{Clock, Signals, Sys};
use crate::types::{c_int, c_uint, time_t, timespec, useconds_t};

const CLOCK_REALTIME: c_int = 0;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sleep.html>
#[unsafe(no_mangle)]
pub extern "C" fn sleep(seconds: c_uint) -> c_uint {
    let time = timespec { tv_sec: time_t::from(seconds), tv_nsec: 0 };
    let mut left = timespec::default();
    match Sys::clock_nanosleep(CLOCK_REALTIME, false, &time, Some(&mut left)) {
        Ok(()) => 0,
        // A started second counts as not slept.
        Err(_) => (left.tv_sec + time_t::from(left.tv_nsec != 0)) as c_uint,
    }
}

/// <https://pubs.opengroup.org/onlinepubs/009695399/functions/usleep.html>
#[unsafe(no_mangle)]
pub extern "C" fn usleep(microseconds: useconds_t) -> c_int {
    let (seconds, rest) = (microseconds / 1_000_000, microseconds % 1_000_000);
    let time = timespec { tv_sec: time_t::from(seconds), tv_nsec: i64::from(rest) * 1000 };
    errno::status(Sys::clock_nanosleep(CLOCK_REALTIME, false, &time, None))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pause.html>
#[unsafe(no_mangle)]
pub extern "C" fn pause() -> c_int {
    errno::status(Err::<(), Errno>(Sys::pause()))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/alarm.html>
#[unsafe(no_mangle)]
pub extern "C" fn alarm(seconds: c_uint) -> c_uint {
    Sys::alarm(seconds)
}
