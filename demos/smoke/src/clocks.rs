//! Timer and WallClock, by calls and by their pages.

use capos_rt::startup::granted;
use capos_rt::{Timer, WallClock};

use crate::check::Check;

const MILLISECOND: u64 = 1_000_000;

pub fn run(check: &mut Check) {
    let (Some(timer), Some(wall)) = (granted::<Timer>("timer"), granted::<WallClock>("wall_clock")) else {
        return check.that(false, "the clocks were granted");
    };
    let Some(clock) = check.works(timer.clock(), "Timer.mapPage maps the clock page") else { return };
    let before = clock.now();
    let called = timer.now().unwrap_or(0);
    let after = clock.now();
    check.that(before <= called && called <= after, "the page and the call read one clock");
    check.that((0..1000).scan(0, |last, _| Some(core::mem::replace(last, clock.now()) <= *last)).all(|ok| ok), "it never goes back");
    let deadline = clock.now() + 20 * MILLISECOND;
    check.works(timer.sleep_until(deadline), "Timer.sleepUntil sleeps");
    check.that(clock.now() >= deadline, "not too short");
    check.that(clock.now() < deadline + 500 * MILLISECOND, "nor much too long");
    check.works(timer.sleep_until(0), "a deadline in the past returns at once");

    let Some(offset) = check.works(wall.offset(), "WallClock.mapPage maps its page") else { return };
    let Some((seconds, _)) = check.works(wall.now(), "WallClock.now answers") else { return };
    let (paged, nanoseconds) = offset.wall_time(clock.now());
    check.that(paged - seconds <= 1 && paged >= seconds && nanoseconds < 1_000_000_000, "page and call agree");
    // 2024-01-01: what an emulated machine without a clock would not reach.
    check.that(seconds > 1_704_000_000, "the wall clock is set");
}
