//! Time stamp counter to nanoseconds since boot.

use core::arch::x86_64::_rdtsc;
use core::sync::atomic::{AtomicU64, Ordering::Relaxed};

use crate::logic::tick_scale::TickScale;

static BASE: AtomicU64 = AtomicU64::new(0);
static MULTIPLIER: AtomicU64 = AtomicU64::new(0);

/// How to turn the time stamp counter into [`now`]'s nanoseconds, as a `ClockPage` holds it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ClockParameters {
    pub base_tsc: u64,
    pub base_nanoseconds: u64,
    /// Nanoseconds per tick, a 32.32 fixed-point number.
    pub multiplier: u64,
}

/// The time stamp counter: cheaper to read than [`now`], for sums of many small times.
#[inline]
pub fn ticks() -> u64 {
    // SAFETY: every x86-64 CPU has the counter and the kernel may read it.
    unsafe { _rdtsc() }
}

/// Now is 0.
pub fn mark_boot() {
    BASE.store(ticks(), Relaxed);
}

pub(super) fn set(scale: TickScale) {
    MULTIPLIER.store(scale.multiplier, Relaxed);
}

/// Nanoseconds since boot; 0 until the clock is calibrated.
#[inline]
pub fn now() -> u64 {
    ticks_to_nanoseconds(ticks().saturating_sub(BASE.load(Relaxed)))
}

/// How long a difference of two [`ticks`] is.
pub fn ticks_to_nanoseconds(ticks: u64) -> u64 {
    TickScale { multiplier: MULTIPLIER.load(Relaxed), inverse: 0 }.nanoseconds(ticks)
}

pub fn clock_parameters() -> ClockParameters {
    ClockParameters {
        base_tsc: BASE.load(Relaxed),
        base_nanoseconds: 0,
        multiplier: MULTIPLIER.load(Relaxed),
    }
}
