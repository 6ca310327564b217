use std::mem::offset_of;

use capos_schema::Interface;
use capos_schema::abi::robust_list::{OWNER_DIED, WAITERS};
use capos_schema::abi::startup::Startup;
use capos_schema::abi::{Status, entry};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::self_process::SetRobustList;
use capos_schema::methods::thread_spawner::Spawn;

use crate::call::Ended;
use crate::testing::{Kernel, User, is_exception};

const GRANTS: &[(&str, Interface)] =
    &[("threads", Interface::ThreadSpawner), ("self", Interface::SelfProcess)];

/// What a thread finds at its argument: the handle of SelfProcess, its own number, the head of its list, and elements.
const NUMBER: u64 = 8;
const HEAD: u64 = 0x40;
const ELEMENTS: [u64; 3] = [0x80, 0xa0, 0xc0];
/// From an element to its lock.
const DISTANCE: u64 = 8;

fn put(user: &User, address: u64, value: u64) {
    user.write(address, &value.to_le_bytes());
}

fn get(user: &User, address: u64) -> u32 {
    let mut bytes = [0; 4];
    user.read(address, &mut bytes);
    u32::from_le_bytes(bytes)
}

fn set_list(user: &User, myself: u32, head: u64) -> Ended {
    user.call::<SetRobustList>(myself, |mut params| params.set_head(head))
}

/// A second thread: says where its list is, and ends.
fn end_with_list(user: &User) -> ! {
    let own = user.argument();
    assert_eq!(set_list(user, user.startup(0) as u32, own + HEAD), Ended::ok(0));
    user.syscall(entry::EXIT_THREAD, [own + NUMBER, 0, 0]);
    unreachable!("a thread that ended runs");
}

/// Starts a thread with the list that `prepare` writes, given where and for whom, and waits until it has ended.
fn run_thread(user: &User, prepare: impl FnOnce(u64, u32)) -> u64 {
    let argument = user.bulk_address() - 0x2_0000;
    let start = user.startup(offset_of!(Startup, entry_point));
    put(user, argument, user.handle("self").into());
    let started = user.call::<Spawn>(user.handle("threads"), |mut params| {
        params.set_entry(start);
        params.set_stack(argument - 0x1_0000);
        params.set_argument(argument);
        params.set_id_word(argument + NUMBER);
    });
    assert_eq!(started.status, Status::Ok);
    prepare(argument, get(user, argument + NUMBER));
    while get(user, argument + NUMBER) != 0 {
        user.syscall(entry::CAP_ENTER, [0, 0, 0]);
    }
    argument
}

fn write_head(user: &User, argument: u64, first: u64, changing: u64) {
    for (word, value) in [first, DISTANCE, changing].into_iter().enumerate() {
        put(user, argument + HEAD + 8 * word as u64, value);
    }
}

fn write_element(user: &User, element: u64, next: u64, lock: u32) {
    put(user, element, next);
    put(user, element + DISTANCE, lock.into());
}

#[test]
fn what_a_thread_has_locked_when_it_ends_is_marked() {
    Kernel::check(GRANTS, |user| {
        if user.startup(0) != Startup::MAGIC {
            end_with_list(user);
        }
        let argument = run_thread(user, |at, number| {
            let [first, second, third] = ELEMENTS.map(|element| at + element);
            write_head(user, at, first, third);
            write_element(user, first, second, number | WAITERS);
            write_element(user, second, at + HEAD, number + 1);
            write_element(user, third, 0, number);
        });
        let locks = ELEMENTS.map(|element| get(user, argument + element + DISTANCE));
        assert_eq!(locks[0], WAITERS | OWNER_DIED);
        assert_ne!(locks[1] & OWNER_DIED, OWNER_DIED, "somebody else's");
        assert_eq!(locks[2], OWNER_DIED, "was being locked");
        0
    });
}

#[test]
fn a_list_that_is_none_does_no_harm() {
    Kernel::check(GRANTS, |user| {
        if user.startup(0) != Startup::MAGIC {
            end_with_list(user);
        }
        let argument = run_thread(user, |at, number| {
            let [first, second, _] = ELEMENTS.map(|element| at + element);
            write_head(user, at, first, 0);
            write_element(user, first, second, number);
            write_element(user, second, first, number);
        });
        for element in &ELEMENTS[..2] {
            assert_eq!(get(user, argument + element + DISTANCE), OWNER_DIED, "in a circle");
        }
        for nowhere in [0, 8, 0x1000, 0xffff_8000_0000_0000, u64::MAX] {
            run_thread(user, |at, _| write_head(user, at, nowhere, nowhere));
            run_thread(user, |at, number| {
                write_head(user, at, at + ELEMENTS[0], 0);
                write_element(user, at + ELEMENTS[0], nowhere, number);
            });
        }
        let unaligned = run_thread(user, |at, number| {
            write_head(user, at, at + ELEMENTS[0] + 1, 0);
            write_element(user, at + ELEMENTS[0], 0, number << 8);
        });
        assert_eq!(get(user, unaligned + ELEMENTS[0] + DISTANCE) & OWNER_DIED, 0);
        0
    });
}

#[test]
fn where_a_list_can_not_be_is_refused() {
    Kernel::check(GRANTS, |user| {
        let myself = user.handle("self");
        for head in [4, u64::MAX - 7, 1 << 63] {
            assert!(is_exception(set_list(user, myself, head), ErrorCode::InvalidArgument));
        }
        assert_eq!(set_list(user, myself, 0), Ended::ok(0));
        // The process ends, and its thread with a list that is not there.
        assert_eq!(set_list(user, myself, 0x1000), Ended::ok(0));
        0
    });
}
