//! The deadline, on the local APIC's one-shot timer.
//!
//! A timer that runs already and ends before a new deadline is left alone: its interrupt sets it again. Moving a
//! deadline later, which schedulers do all the time, so costs nothing.

use core::sync::atomic::{AtomicU64, Ordering::Relaxed};

use super::scale::now;
use crate::logic::tick_scale::TickScale;
use crate::sync::{MAX_CPUS, PerCpu};
use crate::x86_64::interrupt;

const NEVER: u64 = u64::MAX;

struct Timer {
    deadline: AtomicU64,
    /// When the hardware interrupts; `NEVER` if it is stopped.
    armed: AtomicU64,
}

static TIMER: PerCpu<Timer> = PerCpu::new(
    [const { Timer { deadline: AtomicU64::new(NEVER), armed: AtomicU64::new(NEVER) } }; MAX_CPUS],
);
/// Ticks per nanosecond; see `TickScale`.
static INVERSE: AtomicU64 = AtomicU64::new(0);

pub(super) fn set_scale(scale: TickScale) {
    INVERSE.store(scale.inverse, Relaxed);
}

/// [`Callbacks::timer`](crate::Callbacks::timer) is called once when `now` reaches the deadline, which
/// replaces any earlier one; `u64::MAX` means never.
pub fn set_timer(deadline: u64) {
    let timer = TIMER.get();
    timer.deadline.store(deadline, Relaxed);
    if deadline < timer.armed.load(Relaxed) {
        arm(timer, deadline);
    }
}

fn arm(timer: &Timer, deadline: u64) {
    let wait = deadline.saturating_sub(now());
    // Longer waits than the counter holds are made of several.
    let ticks =
        TickScale { multiplier: 0, inverse: INVERSE.load(Relaxed) }.ticks(wait).min(u64::from(u32::MAX));
    interrupt::restart_timer(ticks as u32);
    timer.armed.store(deadline, Relaxed);
}

/// The hardware's interrupt came. Whether the deadline has passed; if not, the timer runs again.
pub fn timer_interrupt() -> bool {
    let timer = TIMER.get();
    timer.armed.store(NEVER, Relaxed);
    let deadline = timer.deadline.load(Relaxed);
    if deadline == NEVER {
        return false;
    }
    if now() < deadline {
        arm(timer, deadline);
        return false;
    }
    timer.deadline.store(NEVER, Relaxed);
    true
}
