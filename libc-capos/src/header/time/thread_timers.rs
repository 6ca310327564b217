//! Timers that call a function (`SIGEV_THREAD`). The kernel's only send signals, so each of these is a thread of the
//! library's that waits for the next expiration and starts another one for the function.

use super::constants::{CLOCK_MONOTONIC, CLOCK_REALTIME};
use crate::errno::Errno;
use crate::notify::{Notice, start_thread};
use crate::platform::{Clock, Deadline, Sharing, Sys, Threads};
use crate::sync::Mutex;
use crate::thread::DEFAULT_ATTRIBUTES;
use crate::types::{c_int, clockid_t, itimerspec, timer_t, timespec};
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::ptr::without_provenance_mut;
use core::sync::atomic::{AtomicU32, Ordering};

const SECOND: i128 = 1_000_000_000;
/// Tells these timers from the kernel's.
const MARK: usize = 1 << 62;

/// Nanoseconds; `next` is a moment on the timer's clock.
#[derive(Clone, Copy, Default)]
struct Setting {
    next: Option<i128>,
    interval: i128,
    overruns: i128,
    is_deleted: bool,
}

struct ThreadTimer {
    clock: clockid_t,
    notice: Notice,
    setting: Mutex<Setting>,
    /// Changes with the setting; the thread waits here.
    changes: AtomicU32,
}

// SAFETY: the notice is never changed, and its value only handed back to the program, which said that any thread may get
// it; the rest synchronizes itself.
unsafe impl Sync for ThreadTimer {}

static TIMERS: Mutex<Vec<Option<Arc<ThreadTimer>>>> = Mutex::new(Vec::new());

fn nanoseconds(time: &timespec) -> Result<i128, Errno> {
    if time.tv_sec < 0 || !(0..1_000_000_000).contains(&time.tv_nsec) {
        return Err(Errno::EINVAL);
    }
    Ok(i128::from(time.tv_sec) * SECOND + i128::from(time.tv_nsec))
}

fn time(nanoseconds: i128) -> timespec {
    timespec { tv_sec: (nanoseconds / SECOND) as i64, tv_nsec: (nanoseconds % SECOND) as i64 }
}

impl ThreadTimer {
    fn now(&self) -> Result<i128, Errno> {
        nanoseconds(&Sys::clock_gettime(self.clock)?)
    }

    /// What is left, as `timer_gettime` tells it: a timer that is armed never shows zero.
    fn remaining(&self, setting: &Setting) -> Result<itimerspec, Errno> {
        let now = self.now()?;
        let left = setting.next.map_or(0, |next| (next - now).max(1));
        Ok(itimerspec { it_interval: time(setting.interval), it_value: time(left) })
    }

    /// The setting has changed.
    fn wake(&self) {
        self.changes.fetch_add(1, Ordering::Relaxed);
        Sys::unpark(&raw const self.changes, 1, Sharing::Private);
    }

    /// What the thread does until the timer is deleted.
    fn run(&self) {
        loop {
            let seen = self.changes.load(Ordering::Relaxed);
            let setting = *self.setting.lock();
            if setting.is_deleted {
                return;
            }
            let until = setting.next.map(|next| Deadline { clock: self.clock, time: time(next) });
            // Whatever ended the wait, what is due tells the clock.
            let _ = Sys::park(&self.changes, seen, Sharing::Private, until.as_ref());
            if self.take_expiration() {
                self.notice.deliver(0);
            }
        }
    }

    /// Whether the timer has expired; it goes on to the next expiration that is not yet past.
    fn take_expiration(&self) -> bool {
        let Ok(now) = self.now() else { return false };
        let mut setting = self.setting.lock();
        let Some(next) = setting.next.filter(|&next| next <= now && !setting.is_deleted) else {
            return false;
        };
        if setting.interval == 0 {
            (setting.next, setting.overruns) = (None, 0);
        } else {
            let missed = (now - next) / setting.interval;
            setting.next = Some(next + (missed + 1) * setting.interval);
            setting.overruns = missed;
        }
        true
    }
}

/// Whether a timer is one of these.
pub fn is_one(timer: timer_t) -> bool {
    timer.addr() & MARK != 0
}

fn find(timer: timer_t) -> Result<Arc<ThreadTimer>, Errno> {
    TIMERS.lock().get(timer.addr() & !MARK).cloned().flatten().ok_or(Errno::EINVAL)
}

pub fn create(clock: clockid_t, notice: Notice) -> Result<timer_t, Errno> {
    if !matches!(clock, CLOCK_REALTIME | CLOCK_MONOTONIC) {
        return Err(Errno::ENOTSUP);
    }
    let timer = Arc::new(ThreadTimer {
        clock,
        notice,
        setting: Mutex::new(Setting::default()),
        changes: AtomicU32::new(0),
    });
    let mut timers = TIMERS.lock();
    let place = timers.iter().position(Option::is_none).unwrap_or(timers.len());
    if place == timers.len() {
        timers.try_reserve(1).map_err(|_| Errno::EAGAIN)?;
        timers.push(None);
    }
    let own = Arc::clone(&timer);
    start_thread(DEFAULT_ATTRIBUTES, move || own.run())?;
    timers[place] = Some(timer);
    Ok(without_provenance_mut(MARK | place))
}

pub fn delete(timer: timer_t) -> Result<(), Errno> {
    let found = find(timer)?;
    found.setting.lock().is_deleted = true;
    found.wake();
    TIMERS.lock()[timer.addr() & !MARK] = None;
    Ok(())
}

pub fn get(timer: timer_t) -> Result<itimerspec, Errno> {
    let found = find(timer)?;
    let setting = *found.setting.lock();
    found.remaining(&setting)
}

pub fn set(timer: timer_t, absolute: bool, new: &itimerspec) -> Result<itimerspec, Errno> {
    let found = find(timer)?;
    let (value, interval) = (nanoseconds(&new.it_value)?, nanoseconds(&new.it_interval)?);
    let start = if absolute { 0 } else { found.now()? };
    let old = {
        let mut setting = found.setting.lock();
        let old = *setting;
        *setting = Setting { next: (value != 0).then_some(start + value), interval, ..Setting::default() };
        old
    };
    found.wake();
    found.remaining(&old)
}

pub fn overrun(timer: timer_t) -> Result<c_int, Errno> {
    let overruns = find(timer)?.setting.lock().overruns;
    Ok(c_int::try_from(overruns).unwrap_or(c_int::MAX))
}
