//! Timers that signal: how often they look, and by which clock.

use capos_schema::Interface;
use capos_schema::abi::Status;
use capos_schema::capos_capnp::signal_timer::get_results;
use capos_schema::methods::self_process::CreateTimer;
use capos_schema::methods::signal_timer::{Get, Set};
use capos_schema::methods::timer::{Now, SleepUntil};

use crate::testing::{Kernel, User, read_results};

const GRANTS: &[(&str, Interface)] = &[("self", Interface::SelfProcess), ("timer", Interface::Timer)];

/// A timer that only counts, armed.
fn start(user: &User, clock: u32, first: u64, interval: u64) -> u32 {
    let made = user.call::<CreateTimer>(user.handle("self"), |mut params| params.set_clock(clock));
    let timer = user.results(made)[1] as u32;
    let set = user.call::<Set>(timer, |mut params| {
        params.set_first(first);
        params.set_interval(interval);
    });
    assert_eq!(set.status, Status::Ok);
    timer
}

fn sleep(user: &User, nanoseconds: u64) {
    let now = user.results(user.call::<Now>(user.handle("timer"), |_| {}))[1];
    let slept =
        user.call::<SleepUntil>(user.handle("timer"), |mut params| params.set_deadline(now + nanoseconds));
    assert_eq!(slept.status, Status::Ok);
}

fn expirations(user: &User, timer: u32) -> u64 {
    let told = user.call::<Get>(timer, |_| {});
    read_results::<get_results::Owned, _>(user, told, |results| results.get_expirations())
}

#[test]
fn an_interval_of_two_nanoseconds_leaves_the_processor_to_others() {
    Kernel::check(GRANTS, |user| {
        let timer = start(user, 1, 1, 2);
        sleep(user, 5_000_000);
        let times = expirations(user, timer);
        assert!(times >= 2_000_000, "all are counted, not {times}");
        0
    });
}

#[test]
fn a_timer_of_processor_time_waits_while_the_program_sleeps() {
    Kernel::check(GRANTS, |user| {
        let clocks = [2, 3].map(|clock| start(user, clock, 60_000_000_000, 0));
        sleep(user, 100_000_000_000);
        for timer in clocks {
            assert_eq!(expirations(user, timer), 0);
        }
        0
    });
}
