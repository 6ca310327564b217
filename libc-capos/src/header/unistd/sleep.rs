//! Sleeping and alarms.

use crate::errno::{self, Errno};
use crate::platform::{Clock, Signals, Sys};
use crate::thread::cancellation;
use crate::types::{c_int, c_uint, itimerval, time_t, timespec, timeval, useconds_t};

const CLOCK_REALTIME: c_int = 0;
const ITIMER_REAL: c_int = 0;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sleep.html>
#[unsafe(no_mangle)]
pub extern "C" fn sleep(seconds: c_uint) -> c_uint {
    let time = timespec { tv_sec: time_t::from(seconds), tv_nsec: 0 };
    let mut left = timespec::default();
    match cancellation::point(|| Sys::clock_nanosleep(CLOCK_REALTIME, false, &time, Some(&mut left))) {
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
    errno::status(cancellation::point(|| Sys::clock_nanosleep(CLOCK_REALTIME, false, &time, None)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pause.html>
#[unsafe(no_mangle)]
pub extern "C" fn pause() -> c_int {
    errno::status(cancellation::point(|| Err::<(), Errno>(Sys::pause())))
}

/// Sets the timer behind `alarm` and `ualarm`, and answers what was left of it.
fn set_alarm(value: timeval, interval: timeval) -> timeval {
    let new = itimerval { it_interval: interval, it_value: value };
    // Neither function can fail; without timers there was none set.
    Sys::itimer(ITIMER_REAL, Some(&new)).map_or(timeval::default(), |old| old.it_value)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/alarm.html>
#[unsafe(no_mangle)]
pub extern "C" fn alarm(seconds: c_uint) -> c_uint {
    let left = set_alarm(timeval { tv_sec: time_t::from(seconds), tv_usec: 0 }, timeval::default());
    // A running alarm never reports zero: a started second counts.
    (left.tv_sec + time_t::from(left.tv_usec != 0)) as c_uint
}

/// <https://pubs.opengroup.org/onlinepubs/009695399/functions/ualarm.html>
#[unsafe(no_mangle)]
pub extern "C" fn ualarm(microseconds: c_uint, interval: c_uint) -> c_uint {
    let time = |us: c_uint| timeval { tv_sec: time_t::from(us / 1_000_000), tv_usec: i64::from(us % 1_000_000) };
    let left = set_alarm(time(microseconds), time(interval));
    (left.tv_sec * 1_000_000 + left.tv_usec) as c_uint
}
