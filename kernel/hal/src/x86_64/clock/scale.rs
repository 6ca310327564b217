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

#[inline]
pub(super) fn ticks() -> u64 {
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
    let scale = TickScale { multiplier: MULTIPLIER.load(Relaxed), inverse: 0 };
    scale.nanoseconds(ticks().saturating_sub(BASE.load(Relaxed)))
}

pub fn clock_parameters() -> ClockParameters {
    ClockParameters {
        base_tsc: BASE.load(Relaxed),
        base_nanoseconds: 0,
        multiplier: MULTIPLIER.load(Relaxed),
    }
}
