//! The time stamp counter as the clock, the local APIC's timer, and what they are measured against.

mod calibration;
mod real_time;
mod reference;
mod scale;
mod timer;

pub use calibration::{begin_calibration, finish_calibration};
pub use real_time::{WallTime, wall_clock_at_boot};
pub use scale::{ClockParameters, clock_parameters, mark_boot, now, ticks, ticks_to_nanoseconds};
pub use timer::{set_timer, timer_interrupt};
