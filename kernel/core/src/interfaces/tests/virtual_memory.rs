//! VirtualMemory as a process uses and misuses it.

use capos_schema::Interface;
use capos_schema::abi::limits::{USER_END, USER_START};
use capos_schema::abi::memory::{MapFlags, Protection};
use capos_schema::abi::{Fault, Operation, Submission};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::self_process::SetLimit;
use capos_schema::methods::virtual_memory::{
    Commit, CreateObject, Decommit, GetUsage, Keep, Map, MapObject, Protect, Reserve, Restore, Unmap,
};

use super::fixture::{BAD_ADDRESSES, faulted, refused, word, works};
use crate::call::Ended;
use crate::testing::{Kernel, User};

const PAGE: u64 = 4096;
const READ_WRITE: u32 = Protection::READ | Protection::WRITE;
const GRANTS: [(&str, Interface); 1] = [("memory", Interface::VirtualMemory)];

fn map(user: &User, hint: u64, length: u64, protection: u32, flags: u32) -> Ended {
    user.call::<Map>(user.handle("memory"), |mut params| {
        params.set_hint(hint);
        params.set_length(length);
        params.set_protection(protection);
        params.set_flags(flags);
    })
}

fn protect(user: &User, address: u64, length: u64, protection: u32) -> Ended {
    user.call::<Protect>(user.handle("memory"), |mut params| {
        params.set_address(address);
        params.set_length(length);
        params.set_protection(protection);
    })
}

fn unmap(user: &User, address: u64, length: u64) -> Ended {
    user.call::<Unmap>(user.handle("memory"), |mut params| {
        params.set_address(address);
        params.set_length(length);
    })
}

fn can_write(address: u64) -> bool {
    capos_hal::user::copy_out(capos_hal::UserAddress::new(address), &[1]).is_ok()
}

fn can_read(address: u64) -> bool {
    capos_hal::user::copy_in(capos_hal::UserAddress::new(address), &mut [0]).is_ok()
}

#[test]
fn memory_comes_and_goes() {
    Kernel::check(&GRANTS, |user| {
        let address = word(user, map(user, 0, 4 * PAGE, READ_WRITE, 0));
        assert!(can_write(address) && can_write(address + 4 * PAGE - 1));
        works(protect(user, address + PAGE, PAGE, Protection::READ));
        assert!(!can_write(address + PAGE) && can_read(address + PAGE));
        works(unmap(user, address, 4 * PAGE));
        assert!(!can_read(address));
        works(unmap(user, address, 4 * PAGE));
        refused(protect(user, address, PAGE, READ_WRITE), ErrorCode::NoMemory);
        0
    });
}

#[test]
fn places() {
    Kernel::check(&GRANTS, |user| {
        let at = 0x20_0000_0000;
        assert_eq!(word(user, map(user, at, PAGE, READ_WRITE, 0)), at);
        let elsewhere = word(user, map(user, at, PAGE, READ_WRITE, 0));
        assert_ne!(elsewhere, at);
        refused(map(user, at, PAGE, READ_WRITE, MapFlags::FIXED_NO_REPLACE), ErrorCode::AlreadyExists);
        user.write(at, b"old");
        assert_eq!(word(user, map(user, at, PAGE, READ_WRITE, MapFlags::FIXED)), at);
        let mut bytes = [9; 3];
        user.read(at, &mut bytes);
        assert_eq!(bytes, [0; 3]);
        0
    });
}

#[test]
fn bad_arguments() {
    Kernel::check(&GRANTS, |user| {
        for length in [0, 1, PAGE + 1] {
            refused(map(user, 0, length, READ_WRITE, 0), ErrorCode::InvalidArgument);
            refused(unmap(user, 0x10_0000, length), ErrorCode::InvalidArgument);
        }
        refused(map(user, 0, 1 << 47, READ_WRITE, 0), ErrorCode::QuotaExceeded);
        refused(map(user, 0, u64::MAX - PAGE + 1, READ_WRITE, 0), ErrorCode::QuotaExceeded);
        for hint in [0, PAGE, USER_START - PAGE, USER_END, u64::MAX - PAGE + 1, USER_START + 1] {
            for flags in [MapFlags::FIXED, MapFlags::FIXED_NO_REPLACE] {
                refused(map(user, hint, PAGE, READ_WRITE, flags), ErrorCode::InvalidArgument);
            }
            refused(unmap(user, hint, PAGE), ErrorCode::InvalidArgument);
        }
        let both = MapFlags::FIXED | MapFlags::FIXED_NO_REPLACE;
        refused(map(user, 0x10_0000, PAGE, READ_WRITE, both), ErrorCode::InvalidArgument);
        refused(map(user, 0, PAGE, READ_WRITE, 1 << 31), ErrorCode::InvalidArgument);
        refused(map(user, 0, PAGE, 8, 0), ErrorCode::InvalidArgument);
        refused(map(user, 0, PAGE, Protection::ALL, 0), ErrorCode::NotSupported);
        refused(unmap(user, 0x10_0000, u64::MAX - 0xfffff), ErrorCode::InvalidArgument);
        0
    });
}

#[test]
fn reserve_commit_decommit() {
    Kernel::check(&GRANTS, |user| {
        let memory = user.handle("memory");
        let reserve = |length, alignment| {
            user.call::<Reserve>(memory, |mut params| {
                params.set_length(length);
                params.set_alignment(alignment);
            })
        };
        let commit = |address, length, protection| {
            user.call::<Commit>(memory, |mut params| {
                params.set_address(address);
                params.set_length(length);
                params.set_protection(protection);
            })
        };
        let decommit = |address, length| {
            user.call::<Decommit>(memory, |mut params| {
                params.set_address(address);
                params.set_length(length);
            })
        };
        let address = word(user, reserve(1 << 40, 1 << 30));
        assert!(address.is_multiple_of(1 << 30));
        assert!(!can_read(address));
        refused(protect(user, address, PAGE, READ_WRITE), ErrorCode::AccessDenied);
        works(commit(address + PAGE, PAGE, READ_WRITE));
        assert!(can_write(address + PAGE) && !can_read(address) && !can_read(address + 2 * PAGE));
        works(decommit(address, 3 * PAGE));
        assert!(!can_read(address + PAGE));
        refused(commit(address, 1 << 40, READ_WRITE), ErrorCode::QuotaExceeded);
        refused(commit(address, PAGE, Protection::ALL), ErrorCode::NotSupported);
        refused(decommit(0x10_0000, PAGE), ErrorCode::NoMemory);
        refused(reserve(PAGE, 3), ErrorCode::InvalidArgument);
        refused(reserve(1 << 48, 0), ErrorCode::NoMemory);
        0
    });
}

#[test]
fn usage_counts_pages() {
    Kernel::check(&GRANTS, |user| {
        let memory = user.handle("memory");
        let usage = || {
            let ended = user.call::<GetUsage>(memory, |_| {});
            works(ended);
            user.results(ended)
        };
        let address = word(user, map(user, 0, 16 * PAGE, READ_WRITE, 0));
        let before = usage();
        assert!(can_write(address) && can_write(address + 8 * PAGE));
        let after = usage();
        assert_eq!(after[1] - before[1], 2);
        assert!(after[2] > after[1]);
        0
    });
}

#[test]
fn a_process_out_of_quota_is_told_and_hurts_nobody() {
    let mut kernel = Kernel::new();
    kernel.program("main", |user| {
        let mut held = Vec::new();
        loop {
            let ended = map(user, 0, 16 * PAGE, READ_WRITE, 0);
            if ended.status != capos_schema::abi::Status::Ok {
                refused(ended, ErrorCode::QuotaExceeded);
                break;
            }
            let address = word(user, ended);
            (0..16).for_each(|page| assert!(can_write(address + page * PAGE)));
            held.push(address);
        }
        assert!(held.len() > 5);
        works(unmap(user, held[0], 16 * PAGE));
        works(map(user, 0, 16 * PAGE, READ_WRITE, 0));
        0
    });
    kernel.process("main", &GRANTS).memory_pages = 200;
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
}

#[test]
fn objects_are_mapped_shared_and_private() {
    Kernel::check(&GRANTS, |user| {
        let memory = user.handle("memory");
        let object =
            word(user, user.call::<CreateObject>(memory, |mut params| params.set_size(3 * PAGE))) as u32;
        let map_object = |object: u32, offset: u64, protection: u32, flags: u32| {
            user.call::<MapObject>(memory, |mut params| {
                params.set_object(object);
                params.set_offset(offset);
                params.set_length(2 * PAGE);
                params.set_protection(protection);
                params.set_flags(flags);
            })
        };
        let shared = word(user, map_object(object, PAGE, READ_WRITE, MapFlags::SHARED));
        let private = word(user, map_object(object, PAGE, READ_WRITE, 0));
        user.write(shared, b"one");
        let mut bytes = [0; 3];
        user.read(private, &mut bytes);
        assert_eq!(&bytes, b"one");
        user.write(private, b"two");
        user.read(shared, &mut bytes);
        assert_eq!(&bytes, b"one");
        refused(map_object(object, 1, READ_WRITE, 0), ErrorCode::InvalidArgument);
        refused(map_object(object, u64::MAX - PAGE + 1, READ_WRITE, 0), ErrorCode::InvalidArgument);
        refused(map_object(memory, 0, READ_WRITE, 0), ErrorCode::InvalidArgument);
        refused(map_object(0, 0, READ_WRITE, 0), ErrorCode::InvalidArgument);
        works(user.operation(Operation::Release, object, 0));
        refused(map_object(object, 0, READ_WRITE, 0), ErrorCode::InvalidArgument);
        user.read(shared, &mut bytes);
        assert_eq!(&bytes, b"one", "a mapping keeps the pages");
        refused(
            user.call::<CreateObject>(memory, |mut params| params.set_size(u64::MAX)),
            ErrorCode::InvalidArgument,
        );
        0
    });
}

#[test]
fn nothing_is_mapped_when_the_answer_can_not_be_given() {
    Kernel::check(&GRANTS, |user| {
        let submission = user.prepare::<Map>(user.handle("memory"), |mut params| {
            params.set_length(PAGE);
            params.set_protection(READ_WRITE);
        });
        let usage = |user: &User| user.results(user.call::<GetUsage>(user.handle("memory"), |_| {}));
        let before = usage(user);
        faulted(user.cap_call(&Submission { results_length: 8, ..submission }), Fault::ResultsLength);
        for results_address in BAD_ADDRESSES {
            faulted(user.cap_call(&Submission { results_address, ..submission }), Fault::ResultsAddress);
        }
        assert_eq!(usage(user)[3], before[3], "the number of mappings");
        0
    });
}

#[test]
fn memory_is_put_back_once() {
    Kernel::check(&GRANTS, |user| {
        let memory = user.handle("memory");
        refused(user.call::<Restore>(memory, |_| {}), ErrorCode::NotFound);
        let address = word(user, map(user, 0, PAGE, READ_WRITE, 0));
        user.write(address, b"before");
        works(user.call::<Keep>(memory, |_| {}));
        user.write(address, b"after!");
        works(user.call::<Restore>(memory, |_| {}));
        let mut text = [0; 6];
        user.read(address, &mut text);
        assert_eq!(&text, b"before");
        refused(user.call::<Restore>(memory, |_| {}), ErrorCode::NotFound);
        0
    });
}

#[test]
fn limits_bound_what_can_be_written() {
    let grants = [GRANTS[0], ("self", Interface::SelfProcess)];
    Kernel::check(&grants, |user| {
        let length = 64 * PAGE;
        let constant = word(user, map(user, 0, length, Protection::READ, 0));
        let limited = user.call::<SetLimit>(user.handle("self"), |mut params| {
            params.set_resource(2);
            params.set_soft(length);
            params.set_hard(length);
        });
        works(limited);
        refused(map(user, 0, 2 * length, READ_WRITE, 0), ErrorCode::QuotaExceeded);
        works(map(user, 0, 2 * length, READ_WRITE, MapFlags::SHARED));
        works(map(user, 0, 2 * length, Protection::READ, 0));
        refused(protect(user, constant, length, READ_WRITE), ErrorCode::QuotaExceeded);
        works(protect(user, constant, PAGE, READ_WRITE));
        works(protect(user, constant, PAGE, READ_WRITE));
        0
    });
}
