//! SignalReader, and what processes have of limits and nice values.

use capos_schema::Interface;
use capos_schema::abi::{Fault, Operation, Readiness, Status, Submission};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::capos_capnp::self_process::Target;
use capos_schema::methods::self_process::{
    CreateSignalReader, GetLimit, GetPriority, SetLimit, SetPriority, SetSignalBlocks, Signal,
};
use capos_schema::methods::signal_reader::{GetFlags, Read, SetFlags, SetSignals};

use crate::call::Ended;
use crate::signal::RECORD_SIZE;
use crate::testing::{Kernel, User, is_exception};

const GRANTS: &[(&str, Interface)] = &[("self", Interface::SelfProcess)];
const USR1: u8 = 10;
const USR2: u8 = 12;

fn bit(signal: u8) -> u64 {
    1 << (signal - 1)
}

fn raise(user: &User, number: u8) {
    let ended = user.call::<Signal>(user.handle("self"), |mut params| {
        params.set_target(Target::Thread);
        params.set_id(user.thread_id());
        params.set_signal(number);
    });
    assert_eq!(ended, Ended::ok(0));
}

/// Blocks every signal: the blocks lie where bulk bytes do, which is memory of the process.
fn block_all(user: &User) {
    let (process, thread) = (user.bulk_address() - 0x2000, user.bulk_address() - 0x1000);
    user.write(process, &[0; 40]);
    user.write(thread, &[0; 48]);
    user.write(thread, &u64::MAX.to_le_bytes());
    let set = user.call::<SetSignalBlocks>(user.handle("self"), |mut params| {
        params.set_process(process);
        params.set_thread(thread);
    });
    assert_eq!(set, Ended::ok(0));
}

fn reader(user: &User, set: u64, flags: u32) -> u32 {
    let made = user.call::<CreateSignalReader>(user.handle("self"), |mut params| {
        params.set_set(set);
        params.set_flags(flags);
    });
    assert_eq!(made.status, Status::Ok);
    user.results(made)[1] as u32
}

#[test]
fn pending_signals_are_read() {
    Kernel::check(GRANTS, |user| {
        block_all(user);
        let reader = reader(user, bit(USR1) | bit(9), 0o4000);
        let read = |length: u64| {
            let read = user.prepare::<Read>(reader, |_| {});
            user.cap_call(&Submission { bulk_address: user.bulk_address(), bulk_length: length, ..read })
        };
        let poll = || {
            let look = Submission {
                bulk_address: u64::from(Readiness::READABLE.0),
                capability: reader,
                flags: 1,
                ..Submission::empty(Operation::Poll)
            };
            user.cap_call(&look)
        };
        assert!(is_exception(read(256), ErrorCode::WouldBlock));
        assert!(is_exception(poll(), ErrorCode::WouldBlock));
        raise(user, USR2);
        assert!(is_exception(read(256), ErrorCode::WouldBlock), "it is not in the set");
        raise(user, USR1);
        assert_eq!(poll(), Ended::ok(Readiness::READABLE.0.into()));
        assert!(is_exception(read(RECORD_SIZE as u64 - 1), ErrorCode::InvalidArgument));
        assert_eq!(read(300), Ended::ok(RECORD_SIZE as u64));
        assert!(is_exception(read(300), ErrorCode::WouldBlock), "once");
        assert_eq!(user.call::<SetSignals>(reader, |mut params| params.set_set(bit(USR2))), Ended::ok(0));
        assert_eq!(read(300), Ended::ok(RECORD_SIZE as u64));
        assert_eq!(user.call::<SetFlags>(reader, |_| {}), Ended::ok(0));
        assert_eq!(user.call::<GetFlags>(reader, |_| {}).status, Status::Ok);
        let good = user.prepare::<GetFlags>(reader, |_| {});
        let fault = |submission: Submission, fault: Fault| {
            let ended = user.cap_call(&submission);
            assert_eq!((ended.status, ended.detail), (Status::Fault, fault as u32));
        };
        fault(Submission { results_length: 8, ..good }, Fault::ResultsLength);
        raise(user, USR2);
        fault(
            Submission { bulk_address: 8, bulk_length: 128, ..user.prepare::<Read>(reader, |_| {}) },
            Fault::BulkAddress,
        );
        assert_eq!(read(300), Ended::ok(RECORD_SIZE as u64), "what could not be told is still there");
        assert_eq!(user.operation(Operation::Release, reader, 0), Ended::ok(0));
        fault(good, Fault::StaleHandle);
        0
    });
}

#[test]
fn limits_and_nice_values_only_get_tighter() {
    Kernel::check(GRANTS, |user| {
        let myself = user.handle("self");
        let set = |resource: u8, soft: u64, hard: u64| {
            user.call::<SetLimit>(myself, |mut params| {
                params.set_resource(resource);
                params.set_soft(soft);
                params.set_hard(hard);
            })
        };
        assert_eq!(set(1, 10, 20), Ended::ok(0));
        let limit = user.call::<GetLimit>(myself, |mut params| params.set_resource(1));
        assert_eq!(user.results(limit)[1..3], [10, 20]);
        assert!(is_exception(set(1, 10, 21), ErrorCode::NotPermitted));
        assert!(is_exception(set(1, 11, 10), ErrorCode::InvalidArgument));
        assert!(is_exception(set(16, 1, 1), ErrorCode::InvalidArgument));
        let nice = |value: i8| user.call::<SetPriority>(myself, |mut params| params.set_nice(value));
        assert_eq!(nice(100), Ended::ok(0));
        let priority = user.call::<GetPriority>(myself, |_| {});
        assert_eq!(user.results(priority)[1] as i8, 19);
        assert!(is_exception(nice(18), ErrorCode::AccessDenied));
        let nobody = user.call::<GetPriority>(myself, |mut params| params.set_id(1 << 40));
        assert!(is_exception(nobody, ErrorCode::NoSuchProcess));
        0
    });
}
