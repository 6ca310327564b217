//! Measuring the time stamp counter and the local APIC's timer.
//!
//! The measurement runs beside the rest of the boot: it begins as soon as the counters are known and waits only
//! for what is missing from `WINDOW` at the end.

use super::reference::Reference;
use super::{scale, timer};
use crate::logic::tick_scale::TickScale;
use crate::x86_64::cpu::features;
use crate::x86_64::interrupt;

/// Long enough for an error of one in ten thousand.
const WINDOW: u64 = 2_000_000;
/// Tries to read two counters at the same moment.
const TRIES: u32 = 16;

/// A measurement that has begun.
pub struct Calibration {
    reference: Reference,
    start: Moment,
}

/// The counters at one moment.
struct Moment {
    nanoseconds: u64,
    tsc: u64,
    timer: u32,
}

/// Reads the counters as near to each other as some tries get.
fn moment(reference: &Reference) -> Moment {
    let mut best = u64::MAX;
    let mut moment = Moment { nanoseconds: 0, tsc: 0, timer: 0 };
    for _ in 0..TRIES {
        let before = scale::ticks();
        let nanoseconds = reference.nanoseconds();
        let timer = interrupt::timer_remaining();
        let after = scale::ticks();
        if after - before < best {
            best = after - before;
            moment = Moment { nanoseconds, tsc: before + (after - before) / 2, timer };
        }
    }
    moment
}

/// Begins to measure. The local APIC is up.
pub fn begin_calibration(hpet: Option<u64>) -> Calibration {
    interrupt::start_timer(u32::MAX, false);
    let reference = Reference::start(hpet);
    let start = moment(&reference);
    Calibration { reference, start }
}

/// Ends it: the clock runs and the timer can be set.
pub fn finish_calibration(calibration: Calibration) {
    let Calibration { reference, start } = calibration;
    while reference.nanoseconds() < start.nanoseconds + WINDOW {
        core::hint::spin_loop();
    }
    let end = moment(&reference);
    let elapsed = end.nanoseconds - start.nanoseconds;
    let tsc = features::tsc_frequency()
        .and_then(TickScale::from_frequency)
        .or_else(|| TickScale::measured(end.tsc.saturating_sub(start.tsc), elapsed));
    let timer = TickScale::measured(u64::from(start.timer.saturating_sub(end.timer)), elapsed);
    scale::set(tsc.expect("the time stamp counter does not count"));
    timer::set_scale(timer.expect("the local APIC's timer does not count"));
    interrupt::start_timer(0, true);
}
