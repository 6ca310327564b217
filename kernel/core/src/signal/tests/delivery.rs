//! From the sender to the handler, or to what happens without one.

use capos_schema::Interface;
use capos_schema::abi::signal::{ProcessSignals, ThreadSignals};
use capos_schema::abi::{Status, entry};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::capos_capnp::self_process::Target;
use capos_schema::methods::self_process::{CreateTimer, GetPendingSignals, Pause, Signal, TakeSignal};
use capos_schema::methods::signal_timer::Set;
use capos_schema::methods::timer::SleepUntil;

use crate::call::Ended;
use crate::signal::{SignalSet, number};
use crate::testing::{Kernel, User, is_exception};

const GRANTS: &[(&str, Interface)] = &[("self", Interface::SelfProcess), ("timer", Interface::Timer)];

fn catching(signals: &[u8]) -> ProcessSignals {
    ProcessSignals { caught: SignalSet::of(signals).0, ..ProcessSignals::default() }
}

fn raise(user: &User, signal: u8) -> Ended {
    user.call::<Signal>(user.handle("self"), |mut params| {
        params.set_target(Target::Thread);
        params.set_id(user.thread_id());
        params.set_signal(signal);
    })
}

fn handled(user: &User) -> Vec<u8> {
    user.handled().iter().map(|(signal, ..)| *signal).collect()
}

#[test]
fn a_caught_signal_enters_its_handler_before_the_call_returns() {
    Kernel::check(GRANTS, |user| {
        user.set_signals(user.handle("self"), catching(&[number::INT]), ThreadSignals::default());
        assert_eq!(raise(user, number::INT), Ended::ok(0));
        let ran = user.handled();
        assert_eq!(ran.len(), 1);
        let (signal, info, context) = ran[0];
        assert_eq!(signal, number::INT);
        let mut number = [0; 4];
        user.read(info, &mut number);
        assert_eq!(u32::from_le_bytes(number), 2);
        assert_eq!((info % 16, context % 8), (0, 0));
        0
    });
}

#[test]
fn a_blocked_signal_waits_until_it_is_unblocked() {
    Kernel::check(GRANTS, |user| {
        let blocked = ThreadSignals { blocked: SignalSet::one(number::INT).0, ..ThreadSignals::default() };
        user.set_signals(user.handle("self"), catching(&[number::INT]), blocked);
        assert_eq!(raise(user, number::INT), Ended::ok(0));
        assert!(handled(user).is_empty());
        let mut pending = [0; 8];
        user.read(user.thread_block() + 8, &mut pending);
        assert_eq!(u64::from_le_bytes(pending), SignalSet::one(number::INT).0, "the thread is told");
        user.write(user.thread_block(), &[0; 8]);
        user.syscall(entry::SIGNAL_RETURN, [0; 3]);
        assert_eq!(handled(user), [number::INT]);
        let set = user.call::<GetPendingSignals>(user.handle("self"), |_| {});
        assert_eq!(user.results(set)[1], 0);
        0
    });
}

#[test]
fn a_timer_interrupts_what_waits_and_the_wait_mask_holds_meanwhile() {
    Kernel::check(GRANTS, |user| {
        let alarm = 14;
        // Blocked while the program runs, and not while it pauses.
        let mask =
            ThreadSignals { blocked: SignalSet::one(alarm).0, use_wait_mask: 1, ..ThreadSignals::default() };
        user.set_signals(user.handle("self"), catching(&[alarm]), mask);
        let timer = user.call::<CreateTimer>(user.handle("self"), |mut params| {
            params.set_signal(alarm);
            params.set_clock(1);
        });
        let timer = user.results(timer)[1] as u32;
        let set = user.call::<Set>(timer, |mut params| params.set_first(1_000_000));
        assert_eq!(set.status, Status::Ok);
        let paused = user.call::<Pause>(user.handle("self"), |_| {});
        assert!(is_exception(paused, ErrorCode::Interrupted), "{paused:?}");
        assert_eq!(handled(user), [alarm]);
        let mut blocked = [0; 8];
        user.read(user.thread_block(), &mut blocked);
        assert_eq!(u64::from_le_bytes(blocked), SignalSet::one(alarm).0, "as it was before the pause");
        0
    });
}

#[test]
fn ignored_and_harmless_signals_interrupt_nothing() {
    Kernel::check(GRANTS, |user| {
        let ignoring = ProcessSignals { ignored: SignalSet::one(number::INT).0, ..ProcessSignals::default() };
        user.set_signals(user.handle("self"), ignoring, ThreadSignals::default());
        for signal in [number::INT, number::CHLD, number::WINCH, number::URG, number::CONT] {
            assert_eq!(raise(user, signal), Ended::ok(0));
        }
        let slept =
            user.call::<SleepUntil>(user.handle("timer"), |mut params| params.set_deadline(5_000_000));
        assert_eq!(slept, Ended::ok(0));
        assert!(handled(user).is_empty());
        0
    });
}

#[test]
fn a_waiting_program_takes_what_it_asked_for() {
    Kernel::check(GRANTS, |user| {
        let blocked = ThreadSignals { blocked: u64::MAX, ..ThreadSignals::default() };
        user.set_signals(user.handle("self"), ProcessSignals::default(), blocked);
        assert_eq!(raise(user, 40), Ended::ok(0));
        let take = |set: u64, deadline: u64| {
            user.call::<TakeSignal>(user.handle("self"), |mut params| {
                params.set_set(set);
                params.set_deadline(deadline);
            })
        };
        assert_eq!(take(SignalSet::one(40).0, u64::MAX).status, Status::Ok);
        assert!(is_exception(take(SignalSet::one(40).0, 0), ErrorCode::TimedOut));
        assert!(is_exception(take(u64::MAX, 1_000_000), ErrorCode::TimedOut));
        0
    });
}

#[test]
fn the_default_action_ends_the_process_with_the_signals_status() {
    let mut kernel = Kernel::new();
    kernel.program("main", |user| {
        raise(user, 15);
        0
    });
    kernel.process("main", GRANTS);
    assert_eq!(kernel.run().status, 128 + 15);
}

#[test]
fn a_frame_that_has_no_room_ends_the_process() {
    let mut kernel = Kernel::new();
    kernel.program("main", |user| {
        let stack = ThreadSignals { stack_base: 0x10_0000, stack_size: 64, ..ThreadSignals::default() };
        let catching = ProcessSignals { on_stack: SignalSet::one(number::INT).0, ..catching(&[number::INT]) };
        user.set_signals(user.handle("self"), catching, stack);
        raise(user, number::INT);
        0
    });
    kernel.process("main", GRANTS);
    assert_eq!(kernel.run().status, 128 + 11);
}
