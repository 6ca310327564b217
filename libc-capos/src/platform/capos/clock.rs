//! Clocks, read from the kernel's pages without a call.

use super::{Capos, signals, threads};
use crate::errno::Errno;
use crate::platform::Clock;
use crate::thread;
use crate::types::{c_int, clockid_t, itimerspec, sigevent, time_t, timer_t, timespec};
use capos_rt::clock::{MonotonicClock, ProcessorClock, WallOffset};
use capos_rt::{SelfProcess, Timer, WallClock, startup};
use core::sync::atomic::{AtomicU64, Ordering};

const CLOCK_REALTIME: clockid_t = 0;
const CLOCK_MONOTONIC: clockid_t = 1;
const CLOCK_PROCESS_CPUTIME_ID: clockid_t = 2;
const CLOCK_THREAD_CPUTIME_ID: clockid_t = 3;
const CLOCK_MONOTONIC_RAW: clockid_t = 4;
const CLOCK_REALTIME_COARSE: clockid_t = 5;
const CLOCK_MONOTONIC_COARSE: clockid_t = 6;
const CLOCK_BOOTTIME: clockid_t = 7;

const SECOND: u64 = 1_000_000_000;

/// Addresses of the mapped pages, zero until first used.
static MONOTONIC_PAGE: AtomicU64 = AtomicU64::new(0);
static WALL_PAGE: AtomicU64 = AtomicU64::new(0);
/// The only thread's; unused when there are several.
static PROCESSOR_PAGE: AtomicU64 = AtomicU64::new(0);

/// In the child of `fork`, whose thread is another.
pub(super) fn after_fork() {
    PROCESSOR_PAGE.store(0, Ordering::Relaxed);
}

/// The page's address, mapping it at first use. Two threads at once may both map it; either page will do.
fn page(cache: &AtomicU64, map: impl FnOnce() -> Result<u64, Errno>) -> Result<u64, Errno> {
    match cache.load(Ordering::Relaxed) {
        0 => {
            let address = map()?;
            cache.store(address, Ordering::Relaxed);
            Ok(address)
        }
        address => Ok(address),
    }
}

fn clock() -> Result<MonotonicClock, Errno> {
    let map = || Ok(startup::granted_any::<Timer>().ok_or(Errno::EPERM)?.map_page()?);
    let address = page(&MONOTONIC_PAGE, map)?;
    // SAFETY: `Timer.mapPage` answered the address, and nothing unmaps it.
    Ok(unsafe { MonotonicClock::from_address(address) })
}

/// Nanoseconds since boot; `EPERM` without a Timer.
pub(super) fn monotonic() -> Result<u64, Errno> {
    Ok(clock()?.now())
}

/// Processor time that the process has taken, in nanoseconds.
fn process_time() -> Result<u64, Errno> {
    let process = || startup::granted_any::<SelfProcess>().ok_or(Errno::EPERM);
    if !thread::is_alone() {
        let usage = process()?.usage(false)?;
        return Ok(usage.user + usage.system);
    }
    let clock = clock()?;
    let address = page(&PROCESSOR_PAGE, || Ok(process()?.map_processor_time()?))?;
    // SAFETY: `SelfProcess.mapProcessorTime` answered the address, nothing unmaps it, and there is no other thread.
    Ok(unsafe { ProcessorClock::from_address(address) }.process_time(clock))
}

fn wall_offset() -> Result<WallOffset, Errno> {
    let map = || Ok(startup::granted_any::<WallClock>().ok_or(Errno::EPERM)?.map_page()?);
    let address = page(&WALL_PAGE, map)?;
    // SAFETY: `WallClock.mapPage` answered the address, and nothing unmaps it.
    Ok(unsafe { WallOffset::from_address(address) })
}

pub(super) fn to_timespec(nanoseconds: u64) -> timespec {
    timespec { tv_sec: (nanoseconds / SECOND) as time_t, tv_nsec: (nanoseconds % SECOND) as _ }
}

/// Nanoseconds of a non-negative time, the largest if it is beyond five centuries.
pub(super) fn to_nanoseconds(time: &timespec) -> Result<u64, Errno> {
    let nanoseconds = u64::try_from(time.tv_nsec).ok().filter(|&n| n < SECOND).ok_or(Errno::EINVAL)?;
    let seconds = u64::try_from(time.tv_sec).map_err(|_| Errno::EINVAL)?;
    Ok(seconds.saturating_mul(SECOND).saturating_add(nanoseconds))
}

/// The monotonic time at which `clock`, the realtime one or one that runs evenly, reaches `time`.
pub(super) fn deadline(clock: clockid_t, time: &timespec) -> Result<u64, Errno> {
    let time = to_nanoseconds(time)?;
    if clock != CLOCK_REALTIME {
        return Ok(time);
    }
    let now = monotonic()?;
    let (seconds, nanoseconds) = wall_offset()?.wall_time(now);
    let wall = to_nanoseconds(&timespec { tv_sec: seconds, tv_nsec: nanoseconds.into() })?;
    Ok(now.saturating_add(time.saturating_sub(wall)))
}

impl Clock for Capos {
    fn clock_gettime(clock: clockid_t) -> Result<timespec, Errno> {
        match clock {
            CLOCK_REALTIME | CLOCK_REALTIME_COARSE => {
                let (seconds, nanoseconds) = wall_offset()?.wall_time(monotonic()?);
                Ok(timespec { tv_sec: seconds, tv_nsec: nanoseconds.into() })
            }
            CLOCK_MONOTONIC | CLOCK_MONOTONIC_RAW | CLOCK_MONOTONIC_COARSE | CLOCK_BOOTTIME => {
                monotonic().map(to_timespec)
            }
            CLOCK_THREAD_CPUTIME_ID if !thread::is_alone() => threads::processor_time(0).map(to_timespec),
            // The only thread's is the process's.
            CLOCK_PROCESS_CPUTIME_ID | CLOCK_THREAD_CPUTIME_ID => process_time().map(to_timespec),
            clock => threads::thread_time(clock).map(to_timespec),
        }
    }

    fn clock_getres(clock: clockid_t) -> Result<timespec, Errno> {
        match clock {
            CLOCK_REALTIME..=CLOCK_BOOTTIME => Ok(to_timespec(1)),
            clock => threads::thread_time(clock).map(|_| to_timespec(1)),
        }
    }

    fn clock_nanosleep(
        clock: clockid_t,
        absolute: bool,
        until: &timespec,
        remaining: Option<&mut timespec>,
    ) -> Result<(), Errno> {
        if !matches!(clock, CLOCK_REALTIME | CLOCK_MONOTONIC | CLOCK_BOOTTIME) {
            return Err(if clock == CLOCK_PROCESS_CPUTIME_ID { Errno::ENOTSUP } else { Errno::EINVAL });
        }
        let timer = startup::granted_any::<Timer>().ok_or(Errno::EPERM)?;
        let deadline = if absolute {
            deadline(clock, until)?
        } else {
            monotonic()?.saturating_add(to_nanoseconds(until)?)
        };
        let slept =
            signals::blocking(|| timer.sleep_until(deadline)).and_then(|slept| slept.map_err(Errno::from));
        if let (Err(Errno::EINTR), false, Some(left)) = (slept, absolute, remaining) {
            *left = to_timespec(deadline.saturating_sub(monotonic()?));
        }
        slept
    }

    fn clock_settime(clock: clockid_t, _time: &timespec) -> Result<(), Errno> {
        // WallClock only reads: no process holds the authority to set the clock.
        if clock == CLOCK_REALTIME { Err(Errno::EPERM) } else { Err(Errno::EINVAL) }
    }

    fn timer_create(clock: clockid_t, event: Option<&sigevent>) -> Result<timer_t, Errno> {
        signals::create(clock, event)
    }

    fn timer_delete(timer: timer_t) -> Result<(), Errno> {
        signals::delete(timer)
    }

    fn timer_gettime(timer: timer_t) -> Result<itimerspec, Errno> {
        signals::get(timer)
    }

    fn timer_settime(timer: timer_t, absolute: bool, new: &itimerspec) -> Result<itimerspec, Errno> {
        signals::set(timer, absolute, new)
    }

    fn timer_getoverrun(timer: timer_t) -> Result<c_int, Errno> {
        signals::overrun(timer)
    }
}
