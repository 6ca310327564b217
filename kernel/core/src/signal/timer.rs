//! `SignalTimer`: a timer that sends its process a signal (timer_create of POSIX.1-2024, alarm and setitimer).

use alloc::sync::{Arc, Weak};

use capos_hal::sync::SpinLock;
use capos_hal::time;
use capos_schema::capos_capnp::ErrorCode;

use super::{SignalInfo, post};
use crate::clock;
use crate::lock_order::SignalTimerLevel;
use crate::process::Process;
use crate::schedule::{Schedule, Setting};
use crate::thread::Thread;
use crate::timers::{self, Alarm, TimerId};

/// What a timer counts by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Clock {
    RealTime,
    Monotonic,
    /// Processor time of the process; the part in user mode alone.
    Processor,
    User,
    /// Processor time of the thread of that number.
    Thread(u32),
}

/// A timer looks no more often than this, in nanoseconds; expirations between are overruns. An interval that is shorter than
/// an interrupt takes would leave the processor to nobody.
const SHORTEST: u64 = 1_000_000;

pub struct SignalTimer {
    process: Weak<Process>,
    clock: Clock,
    /// Signal 0: nothing is sent.
    info: SignalInfo,
    state: SpinLock<SignalTimerLevel, State>,
}

#[derive(Default)]
struct State {
    /// On the timer's own clock.
    schedule: Schedule,
    alarm: Option<TimerId>,
    /// Expirations that no signal told of when the last one was sent.
    overruns: u64,
    expirations: u64,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Counts {
    pub overruns: u64,
    pub expirations: u64,
}

impl SignalTimer {
    pub fn new(process: &Arc<Process>, clock: Clock, info: SignalInfo) -> Arc<Self> {
        let process = Arc::downgrade(process);
        Arc::new(SignalTimer { process, clock, info, state: SpinLock::new(State::default()) })
    }

    /// Arms the timer, or with `first` 0 disarms it; gives what was set before.
    pub fn set(self: &Arc<Self>, first: u64, interval: u64, absolute: bool) -> Result<Setting, ErrorCode> {
        let now = self.now();
        let mut state = self.state.lock();
        let before = state.schedule.setting(now);
        let old = state.alarm.take();
        let first = match (first, absolute) {
            (0, _) => None,
            (deadline, true) => Some(deadline),
            (left, false) => Some(now.saturating_add(left)),
        };
        state.schedule = Schedule::new(first, interval);
        let armed = self.arm(&mut state, now, 0);
        drop(state);
        if let Some(old) = old {
            timers::cancel(old);
        }
        armed.map(|()| before)
    }

    pub fn setting(&self) -> Setting {
        let now = self.now();
        self.state.lock().schedule.setting(now)
    }

    /// Overruns of the last signal, and expirations since the last time this was asked.
    pub fn counts(&self) -> Counts {
        let mut state = self.state.lock();
        let counts = Counts { overruns: state.overruns, expirations: state.expirations };
        state.expirations = 0;
        counts
    }

    /// The deadline has passed, or on a processor's clock may have.
    pub(crate) fn expire(self: &Arc<Self>) {
        let now = self.now();
        let mut state = self.state.lock();
        state.alarm = None;
        let times = state.schedule.expire(now);
        state.expirations += times;
        // Without memory for the next alarm the timer stays silent.
        let _ = self.arm(&mut state, now, SHORTEST);
        drop(state);
        if let Some(missed) = times.checked_sub(1) {
            self.send(missed);
        }
    }

    fn send(&self, missed: u64) {
        let Some(process) = self.process.upgrade().filter(|_| self.info.signal != 0) else { return };
        let is_pending = process.signals().pending().contains(self.info.signal);
        let mut state = self.state.lock();
        if is_pending {
            state.overruns += missed + 1;
            return;
        }
        state.overruns = missed;
        drop(state);
        let overrun = u32::try_from(missed).unwrap_or(u32::MAX);
        // One that finds no room is an overrun that nobody counts.
        let _ = post(&process, SignalInfo { overrun, ..self.info });
    }

    /// Sets the alarm for the next expiration, but no earlier than after so long. Processor time passes no faster than the
    /// monotonic clock, so looking again after what is left is never late.
    fn arm(self: &Arc<Self>, state: &mut State, now: u64, least: u64) -> Result<(), ErrorCode> {
        let Some(next) = state.schedule.next() else { return Ok(()) };
        let deadline = time::now().saturating_add(next.saturating_sub(now).max(least));
        let alarm = timers::set_alarm(deadline, Alarm::Signal(Arc::clone(self)));
        state.alarm = Some(alarm.map_err(|_| ErrorCode::NoMemory)?);
        Ok(())
    }

    fn now(&self) -> u64 {
        let usage = || self.process.upgrade().map(|process| process.usage().time).unwrap_or_default();
        match self.clock {
            Clock::Monotonic => time::now(),
            Clock::RealTime => {
                let (seconds, nanoseconds) = clock::wall_time();
                u64::try_from(seconds).unwrap_or(0) * 1_000_000_000 + u64::from(nanoseconds)
            }
            Clock::Processor => {
                let time = usage();
                time.user + time.system
            }
            Clock::User => usage().user,
            Clock::Thread(id) => {
                // When it has ended, its clock stands still.
                let thread = self.process.upgrade().and_then(|process| process.thread(id));
                thread.map_or(0, |thread| {
                    let time = thread.times().get();
                    time.user + time.system
                })
            }
        }
    }

    /// Nobody holds the timer any more.
    pub fn disarm(&self) {
        let mut state = self.state.lock();
        state.schedule.disarm();
        let alarm = state.alarm.take();
        drop(state);
        if let Some(alarm) = alarm {
            timers::cancel(alarm);
        }
    }
}

impl Clock {
    /// The clock of that number, as `<time.h>` has them, for a thread; `None` if there is none.
    pub fn of(number: u32, thread: &Thread) -> Option<Self> {
        const USER: u32 = 0x100;
        Some(match number {
            0 => Clock::RealTime,
            1 => Clock::Monotonic,
            2 => Clock::Processor,
            3 => Clock::Thread(thread.id()),
            USER => Clock::User,
            _ => return None,
        })
    }
}
