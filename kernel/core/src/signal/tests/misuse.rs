//! Wrong numbers, wrong targets, bad addresses.

use capos_schema::Interface;
use capos_schema::abi::{Fault, Operation, Status, Submission};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::capos_capnp::self_process::Target;
use capos_schema::methods::process_forker::Fork;
use capos_schema::methods::self_process::{
    CreateSession, CreateTimer, Exec, GetIds, SetSignalBlocks, Signal, TakeSignal, WaitChild,
};
use capos_schema::methods::signal_timer::Get;

use crate::call::Ended;
use crate::testing::{Kernel, is_exception};

const GRANTS: &[(&str, Interface)] = &[
    ("self", Interface::SelfProcess),
    ("forker", Interface::ProcessForker),
    ("info", Interface::SystemInfo),
];

#[test]
fn wrong_numbers_are_refused() {
    Kernel::check(GRANTS, |user| {
        let myself = user.handle("self");
        let signal = |target: Target, id: u64, number: u8| {
            user.call::<Signal>(myself, |mut params| {
                params.set_target(target);
                params.set_id(id);
                params.set_signal(number);
            })
        };
        assert!(is_exception(signal(Target::Process, 1 << 40, 15), ErrorCode::NoSuchProcess));
        assert!(is_exception(signal(Target::Group, 1 << 40, 15), ErrorCode::NoSuchProcess));
        assert!(is_exception(signal(Target::Thread, 77, 15), ErrorCode::NoSuchProcess));
        assert!(is_exception(signal(Target::All, 0, 15), ErrorCode::NoSuchProcess), "nobody else is there");
        assert!(is_exception(signal(Target::Thread, user.thread_id(), 65), ErrorCode::InvalidArgument));
        assert_eq!(signal(Target::Thread, user.thread_id(), 0), Ended::ok(0));
        let ids = user.call::<GetIds>(myself, |mut params| params.set_process(1 << 40));
        assert!(is_exception(ids, ErrorCode::NoSuchProcess));
        assert!(is_exception(user.call::<CreateSession>(myself, |_| {}), ErrorCode::NotPermitted));
        let waited = user.call::<WaitChild>(myself, |mut params| params.set_ended(true));
        assert!(is_exception(waited, ErrorCode::NoSuchProcess));
        let timer = |signal: u8, clock: u32| {
            user.call::<CreateTimer>(myself, |mut params| {
                params.set_signal(signal);
                params.set_clock(clock);
            })
        };
        assert!(is_exception(timer(65, 1), ErrorCode::InvalidArgument));
        assert!(is_exception(timer(14, 77), ErrorCode::InvalidArgument));
        let exec = |file: u32| user.call::<Exec>(myself, |mut params| params.set_file(file));
        assert!(is_exception(exec(0), ErrorCode::InvalidArgument));
        assert!(is_exception(exec(user.handle("info")), ErrorCode::InvalidArgument));
        0
    });
}

#[test]
fn wrong_addresses_and_handles_are_refused() {
    Kernel::check(GRANTS, |user| {
        let myself = user.handle("self");
        for (process, thread) in [(4, 0), (0, 12), (1 << 47, 0), (0, u64::MAX - 7)] {
            let set = user.call::<SetSignalBlocks>(myself, |mut params| {
                params.set_process(process);
                params.set_thread(thread);
            });
            assert!(is_exception(set, ErrorCode::InvalidArgument), "{process:#x} {thread:#x}");
        }
        let good = user.prepare::<TakeSignal>(myself, |_| {});
        let fault = |submission: Submission, fault: Fault| {
            let ended = user.cap_call(&submission);
            assert_eq!((ended.status, ended.detail), (Status::Fault, fault as u32));
        };
        fault(Submission { results_address: 8, ..good }, Fault::ResultsAddress);
        fault(Submission { results_length: 8, ..good }, Fault::ResultsLength);
        fault(Submission { interface: Interface::Timer.id(), ..good }, Fault::WrongInterface);
        fault(Submission { method: 99, ..good }, Fault::Method);
        let fork = user.prepare::<Fork>(user.handle("forker"), |_| {});
        fault(Submission { results_address: 8, ..fork }, Fault::ResultsAddress);
        let timer = user.call::<CreateTimer>(myself, |mut params| params.set_clock(1));
        let timer = user.results(timer)[1] as u32;
        assert_eq!(user.call::<Get>(timer, |_| {}).status, Status::Ok);
        let get = user.prepare::<Get>(timer, |_| {});
        assert_eq!(user.operation(Operation::Release, timer, 0), Ended::ok(0));
        fault(get, Fault::StaleHandle);
        0
    });
}

#[test]
fn blocks_where_no_memory_is_end_their_process_and_nobody_else() {
    let mut kernel = Kernel::new();
    kernel.program("main", |user| {
        let myself = user.handle("self");
        let set = user.call::<SetSignalBlocks>(myself, |mut params| {
            params.set_process(0x7000_0000);
            params.set_thread(0x7000_1000);
        });
        assert_eq!(set, Ended::ok(0));
        user.call::<Signal>(myself, |mut params| {
            params.set_target(Target::Thread);
            params.set_id(user.thread_id());
            params.set_signal(15);
        });
        0
    });
    kernel.process("main", GRANTS);
    assert_eq!(kernel.run().status, 128 + 11);
}
