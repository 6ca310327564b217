//! Timers that signal: those of the process (`timer_create`) and the three interval timers.

use super::super::clock;
use super::blocks::kernel_delivers;
use super::send::this_process;
use crate::errno::Errno;
use crate::sync::Mutex;
use crate::types::{c_int, clockid_t, itimerspec, itimerval, sigevent, timer_t, timespec, timeval};
use capos_rt::schema::abi::Handle;
use capos_rt::{Capability, Signal, SignalTimer, TimerSetting};
use core::mem::ManuallyDrop;
use core::ptr::without_provenance_mut;

const SI_TIMER: c_int = -2;
const SI_KERNEL: c_int = 128;
const SIGEV_SIGNAL: c_int = 0;
const SIGEV_NONE: c_int = 1;
const SIGALRM: u8 = 14;
const SIGVTALRM: u8 = 26;
const SIGPROF: u8 = 27;
const CLOCK_REALTIME: clockid_t = 0;
const CLOCK_MONOTONIC: clockid_t = 1;
const CLOCK_PROCESS_CPUTIME_ID: clockid_t = 2;
const CLOCK_THREAD_CPUTIME_ID: clockid_t = 3;
const CLOCK_BOOTTIME: clockid_t = 7;
/// The schema's clock of the processor time in user mode.
const CLOCK_USER: u32 = 0x100;

fn to_timeval(nanoseconds: u64) -> timeval {
    // Rounded up: a timer that runs never shows zero.
    let microseconds = nanoseconds.div_ceil(1000);
    timeval { tv_sec: (microseconds / 1_000_000) as i64, tv_usec: (microseconds % 1_000_000) as i64 }
}

fn from_timeval(time: timeval) -> Result<u64, Errno> {
    clock::to_nanoseconds(&timespec { tv_sec: time.tv_sec, tv_nsec: time.tv_usec * 1000 })
}

fn to_itimerspec(setting: TimerSetting) -> itimerspec {
    itimerspec {
        it_interval: clock::to_timespec(setting.interval),
        it_value: clock::to_timespec(setting.left),
    }
}

/// A `timer_t` is the handle of a timer.
fn timer(timer: timer_t) -> ManuallyDrop<Capability<SignalTimer>> {
    Capability::borrowed(Handle::from_bits(timer.addr() as u32))
}

/// A stale or foreign handle is no timer of the process.
fn known<T>(outcome: capos_rt::Result<T>) -> Result<T, Errno> {
    outcome.map_err(|error| match error {
        capos_rt::Error::Fault(_) => Errno::EINVAL,
        error => error.into(),
    })
}

pub fn create(clock: clockid_t, event: Option<&sigevent>) -> Result<timer_t, Errno> {
    let clock = match clock {
        CLOCK_REALTIME => CLOCK_REALTIME,
        CLOCK_MONOTONIC | CLOCK_BOOTTIME => CLOCK_MONOTONIC,
        CLOCK_PROCESS_CPUTIME_ID | CLOCK_THREAD_CPUTIME_ID => clock,
        _ => return Err(Errno::EINVAL),
    };
    kernel_delivers();
    let signal = match event.map(|event| event.sigev_notify) {
        None => Signal { number: SIGALRM, code: SI_TIMER, value: 0 },
        Some(SIGEV_NONE) => Signal::default(),
        Some(SIGEV_SIGNAL) => {
            let event = event.ok_or(Errno::EINVAL)?;
            let number = u8::try_from(event.sigev_signo).ok().filter(|signal| (1..=64).contains(signal));
            // SAFETY: every bit pattern is a word.
            let value = unsafe { event.sigev_value.word } as u64;
            Signal { number: number.ok_or(Errno::EINVAL)?, code: SI_TIMER, value }
        }
        Some(_) => return Err(Errno::ENOTSUP),
    };
    let handle = this_process()?.create_timer(signal, clock as u32)?.into_handle();
    Ok(without_provenance_mut(handle.bits() as usize))
}

pub fn delete(id: timer_t) -> Result<(), Errno> {
    known(timer(id).get())?;
    Ok(capos_rt::capability::release(Handle::from_bits(id.addr() as u32))?)
}

pub fn get(id: timer_t) -> Result<itimerspec, Errno> {
    known(timer(id).get()).map(|state| to_itimerspec(state.setting))
}

pub fn set(id: timer_t, absolute: bool, new: &itimerspec) -> Result<itimerspec, Errno> {
    let (first, interval) = (clock::to_nanoseconds(&new.it_value)?, clock::to_nanoseconds(&new.it_interval)?);
    known(timer(id).set(first, interval, absolute)).map(to_itimerspec)
}

pub fn overrun(id: timer_t) -> Result<c_int, Errno> {
    known(timer(id).get()).map(|state| c_int::try_from(state.overruns).unwrap_or(c_int::MAX))
}

/// The interval timers, made when first set.
static INTERVAL: Mutex<[Option<Capability<SignalTimer>>; 3]> = Mutex::new([None, None, None]);

/// Signal and clock of each, `ITIMER_*`.
const KINDS: [(u8, u32); 3] =
    [(SIGALRM, CLOCK_MONOTONIC as u32), (SIGVTALRM, CLOCK_USER), (SIGPROF, CLOCK_PROCESS_CPUTIME_ID as u32)];

/// Reads and, if `new` is given, sets an interval timer.
pub fn itimer(which: c_int, new: Option<&itimerval>) -> Result<itimerval, Errno> {
    let index = usize::try_from(which).ok().filter(|&index| index < KINDS.len()).ok_or(Errno::EINVAL)?;
    kernel_delivers();
    let mut timers = INTERVAL.lock();
    let place = &mut timers[index];
    let setting = match (new, &*place) {
        (None, None) => TimerSetting::default(),
        (None, Some(timer)) => timer.get()?.setting,
        (Some(new), _) => {
            let (number, clock) = KINDS[index];
            let timer = match place {
                Some(timer) => timer,
                none => {
                    let signal = Signal { number, code: SI_KERNEL, value: 0 };
                    none.insert(this_process()?.create_timer(signal, clock)?)
                }
            };
            timer.set(from_timeval(new.it_value)?, from_timeval(new.it_interval)?, false)?
        }
    };
    Ok(itimerval { it_interval: to_timeval(setting.interval), it_value: to_timeval(setting.left) })
}

/// In the child of `fork`, which has no timers of its own: those are the parent's.
pub fn after_fork() {
    for timer in INTERVAL.lock().iter_mut() {
        *timer = None;
    }
}
