//! Timer and WallClock, by calls and by their pages.

use capos_rt::startup::granted;
use capos_rt::{SelfProcess, Timer, WallClock};

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
    let mut last = 0;
    let forward = (0..1000).all(|_| {
        let previous = core::mem::replace(&mut last, clock.now());
        previous <= last
    });
    check.that(forward, "it never goes back");
    let deadline = clock.now() + 20 * MILLISECOND;
    check.works(timer.sleep_until(deadline), "Timer.sleepUntil sleeps");
    check.that(clock.now() >= deadline, "not too short");
    check.that(clock.now() < deadline + 500 * MILLISECOND, "nor much too long");
    check.works(timer.sleep_until(0), "a deadline in the past returns at once");

    let Some(offset) = check.works(wall.offset(), "WallClock.mapPage maps its page") else { return };
    let Some((seconds, _)) = check.works(wall.now(), "WallClock.now answers") else { return };
    let (paged, nanoseconds) = offset.wall_time(clock.now());
    check
        .that(paged - seconds <= 1 && paged >= seconds && nanoseconds < 1_000_000_000, "page and call agree");
    // 2024-01-01: what an emulated machine without a clock would not reach.
    check.that(seconds > 1_704_000_000, "the wall clock is set");

    let Some(own) = granted::<SelfProcess>("self") else {
        return check.that(false, "SelfProcess was granted");
    };
    let used = || own.usage(false).map_or(0, |time| time.user + time.system);
    let before = used();
    let end = clock.now() + 30 * MILLISECOND;
    while clock.now() < end {
        core::hint::spin_loop();
    }
    let busy = used();
    check.that(busy >= before + 20 * MILLISECOND, "SelfProcess.getUsage counts time spent");
    check.works(timer.sleep_until(clock.now() + 50 * MILLISECOND), "the program sleeps");
    check.that(used() < busy + 40 * MILLISECOND, "and not time slept");
}
