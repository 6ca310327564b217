use std::mem::offset_of;

use capos_schema::Interface;
use capos_schema::abi::startup::Startup;
use capos_schema::abi::{Fault, Operation, Sharing, Status, Submission, entry};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::capos_capnp::self_process::Target;
use capos_schema::methods::park_space::CountParked;
use capos_schema::methods::self_process::SetScheduling;
use capos_schema::methods::thread_handle::{GetUsage, Wait};
use capos_schema::methods::thread_spawner::Spawn;

use crate::call::Ended;
use crate::testing::{Kernel, User, is_exception};

const NEVER: u64 = u64::MAX;
const GRANTS: &[(&str, Interface)] =
    &[("threads", Interface::ThreadSpawner), ("parking", Interface::ParkSpace)];

fn park(user: &User, space: u32, address: u64, expected: u64, deadline: u64) -> Ended {
    user.cap_call(&Submission {
        capability: space,
        method: Sharing::Process as u16,
        params_address: deadline,
        bulk_address: address,
        bulk_length: expected,
        ..Submission::empty(Operation::Park)
    })
}

fn unpark(user: &User, space: u32, address: u64, most: u64) -> Ended {
    user.cap_call(&Submission {
        capability: space,
        bulk_address: address,
        bulk_length: most,
        ..Submission::empty(Operation::Unpark)
    })
}

fn put(user: &User, address: u64, value: u32) {
    user.write(address, &value.to_le_bytes());
}

fn get(user: &User, address: u64) -> u32 {
    let mut bytes = [0; 4];
    user.read(address, &mut bytes);
    u32::from_le_bytes(bytes)
}

/// What the second thread finds at its argument: where the words are, and the handle of the ParkSpace.
const WORDS: u64 = 0x40;

/// Starts a second thread of the same program, which finds the ParkSpace's handle at its argument.
fn start(user: &User, argument: u64) -> Ended {
    let entry = user.startup(offset_of!(Startup, entry_point));
    user.write(argument, &u64::from(user.handle("parking")).to_le_bytes());
    user.call::<Spawn>(user.handle("threads"), |mut params| {
        params.set_entry(entry);
        params.set_stack(argument - 0x1_0000);
        params.set_argument(argument);
        params.set_id_word(argument + WORDS + 8);
        params.set_want_handle(true);
    })
}

fn parked(user: &User, space: u32) -> u64 {
    let ended = user.call::<CountParked>(space, |_| {});
    user.results(ended)[1]
}

#[test]
fn a_thread_waits_at_a_word_and_another_wakes_it() {
    Kernel::check(GRANTS, |user| {
        if user.startup(0) != Startup::MAGIC {
            let (space, word) = (user.startup(0) as u32, user.argument() + WORDS);
            assert_eq!(park(user, space, word, 5, NEVER), Ended::ok(0));
            assert_eq!(get(user, word), 6);
            user.syscall(entry::EXIT_THREAD, [word + 8, 0, 0]);
            unreachable!("a thread that ended runs");
        }
        let space = user.handle("parking");
        let argument = user.bulk_address() - 0x2_0000;
        let word = argument + WORDS;
        put(user, word, 5);
        let started = start(user, argument);
        assert_eq!(started.status, Status::Ok);
        let id = get(user, word + 8);
        assert_ne!(id, 0);
        let handle = (user.results(started)[1] >> 32) as u32;
        while parked(user, space) == 0 {
            user.syscall(entry::CAP_ENTER, [0, 0, 0]);
        }
        put(user, word, 6);
        assert_eq!(unpark(user, space, word + 4, 1), Ended::ok(0), "another word");
        assert_eq!(unpark(user, space, word, 7), Ended::ok(1));
        // Its end clears the word, and wakes.
        while get(user, word + 8) != 0 {
            let ended = park(user, space, word + 8, id.into(), NEVER);
            assert_eq!(ended.status, Status::Ok);
        }
        assert_eq!(user.call::<Wait>(handle, |_| {}), Ended::ok(0));
        assert_eq!(user.call::<GetUsage>(handle, |_| {}).status, Status::Ok);
        0
    });
}

#[test]
fn the_most_urgent_is_woken_first() {
    let grants = [GRANTS, &[("self", Interface::SelfProcess)]].concat();
    Kernel::check(&grants, |user| {
        if user.startup(0) != Startup::MAGIC {
            let (space, own) = (user.startup(0) as u32, user.argument() + WORDS);
            // All of them wait at the first one's word.
            let word = user.argument() & !0xffff | WORDS;
            assert_eq!(park(user, space, word, 5, NEVER), Ended::ok(0));
            put(user, own + 4, 1);
            user.syscall(entry::EXIT_THREAD, [own + 8, 0, 0]);
            unreachable!("a thread that ended runs");
        }
        let (space, myself) = (user.handle("parking"), user.handle("self"));
        let first = (user.bulk_address() - 0x2_0000) & !0xffff;
        let word = first + WORDS;
        put(user, word, 5);
        let arguments = [first, first + 0x100, first + 0x200];
        let ids = arguments.map(|argument| {
            let waiting = parked(user, space);
            assert_eq!(start(user, argument).status, Status::Ok);
            while parked(user, space) == waiting {
                user.syscall(entry::CAP_ENTER, [0, 0, 0]);
            }
            get(user, argument + WORDS + 8)
        });
        let urgent = user.call::<SetScheduling>(myself, |mut params| {
            params.set_target(Target::Thread);
            params.set_id(ids[1].into());
            params.set_policy(1);
            params.set_priority(7);
        });
        assert_eq!(urgent.status, Status::Ok);
        put(user, word, 6);
        for order in [&arguments[1], &arguments[0], &arguments[2]] {
            assert_eq!(unpark(user, space, word, 1), Ended::ok(1));
            while get(user, order + WORDS + 8) != 0 {
                user.syscall(entry::CAP_ENTER, [0, 0, 0]);
            }
            assert_eq!(get(user, order + WORDS + 4), 1);
        }
        0
    });
}

#[test]
fn another_value_and_a_deadline_end_the_wait() {
    Kernel::check(GRANTS, |user| {
        let (space, word) = (user.handle("parking"), user.bulk_address());
        put(user, word, 5);
        assert_eq!(park(user, space, word, 4, NEVER), Ended::ok(1));
        assert!(is_exception(park(user, space, word, 5, 0), ErrorCode::TimedOut));
        assert!(is_exception(park(user, space, word, 5, 2_000_000), ErrorCode::TimedOut));
        assert_eq!(parked(user, space), 0);
        assert_eq!(unpark(user, space, word, 1), Ended::ok(0));
        0
    });
}

#[test]
fn what_is_no_word_and_no_parking_space_is_a_fault() {
    Kernel::check(GRANTS, |user| {
        let (space, word) = (user.handle("parking"), user.bulk_address());
        assert_eq!(park(user, user.handle("threads"), word, 0, NEVER), Ended::fault(Fault::WrongInterface));
        assert_eq!(park(user, 0, word, 0, NEVER), Ended::fault(Fault::BadHandle));
        assert_eq!(park(user, space, word + 2, 0, NEVER), Ended::fault(Fault::BulkAddress));
        assert_eq!(park(user, space, 0x1000, 0, NEVER), Ended::fault(Fault::BulkAddress));
        assert_eq!(park(user, space, word, 1 << 32, NEVER), Ended::fault(Fault::BulkLength));
        let other = Submission {
            capability: space,
            method: 2,
            bulk_address: word,
            ..Submission::empty(Operation::Unpark)
        };
        assert_eq!(user.cap_call(&other), Ended::fault(Fault::Method));
        0
    });
}
