//! Time: here, a clock that tests advance and that idling moves to the next deadline.

use super::machine::Machine;

/// How to turn the time stamp counter into [`now`]'s nanoseconds, as a `ClockPage` holds it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ClockParameters {
    pub base_tsc: u64,
    pub base_nanoseconds: u64,
    /// Nanoseconds per tick, a 32.32 fixed-point number.
    pub multiplier: u64,
}

/// A moment of POSIX time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct WallTime {
    pub seconds: i64,
    pub nanoseconds: u32,
}

/// Nanoseconds since boot.
pub fn now() -> u64 {
    Machine::current().state().now
}

/// The time stamp counter: cheaper to read than [`now`], for sums of many small times.
pub fn ticks() -> u64 {
    now()
}

/// How long a difference of two [`ticks`] is.
pub fn ticks_to_nanoseconds(ticks: u64) -> u64 {
    ticks
}

/// [`Callbacks::timer`](crate::Callbacks::timer) is called once when `now` reaches the deadline, which
/// replaces any earlier one; `u64::MAX` means never.
pub fn set_timer(deadline: u64) {
    Machine::current().state().deadline = (deadline != u64::MAX).then_some(deadline);
}

/// Wall time at the moment when `now` was 0.
pub fn wall_clock_at_boot() -> WallTime {
    WallTime { seconds: Machine::current().state().wall_clock_seconds, nanoseconds: 0 }
}

pub fn clock_parameters() -> ClockParameters {
    ClockParameters { base_tsc: 0, base_nanoseconds: 0, multiplier: 1 << 32 }
}
