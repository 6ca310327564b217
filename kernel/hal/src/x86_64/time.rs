//! Time: the clock, the timer, and wall time at boot.

pub use super::clock::{
    ClockParameters, WallTime, clock_parameters, now, set_timer, ticks, ticks_to_nanoseconds,
    wall_clock_at_boot,
};
