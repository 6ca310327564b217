use std::string::String;
use std::vec::Vec;

use capos_schema::Interface;
use capos_schema::abi::limits::{MAX_PARAMS, USER_END};
use capos_schema::abi::{Fault, Operation, Readiness, Status, Submission, SubmissionFlags};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::process_spawner::Spawn;
use capos_schema::methods::system_info::Ping;
use capos_schema::methods::timer::{Now, SleepUntil};

use super::Ended;
use crate::testing::{Kernel, User, is_exception};

const INFO: &[(&str, Interface)] = &[("info", Interface::SystemInfo)];
const TIMER: &[(&str, Interface)] = &[("timer", Interface::Timer)];

/// Where nothing is mapped.
const NOWHERE: u64 = 0x2000_0000_0000;
const KERNEL: u64 = 0xffff_8000_0000_0000;

fn assert_fault(ended: Ended, fault: Fault) {
    assert_eq!((ended.status, ended.detail), (Status::Fault, fault as u32), "expected {fault:?}");
}

fn ping(user: &User) -> Submission {
    user.prepare::<Ping>(user.handle("info"), |_| {})
}

/// Everything wrong at once; each test repairs the parts up to the one it is about.
fn all_wrong() -> Submission {
    Submission {
        operation: 0xff,
        flags: 0xff,
        method: 0xffff,
        capability: 0xffff_ffff,
        interface: 0x1234,
        params_address: KERNEL,
        params_length: 0xffff_fff1,
        results_length: 0xffff_fff1,
        results_address: KERNEL,
        bulk_address: KERNEL,
        bulk_length: u64::MAX,
        user_data: 7,
    }
}

#[test]
fn faults_are_found_in_their_order() {
    Kernel::check(INFO, |user| {
        let good = ping(user);
        let gone = user.operation(Operation::Duplicate, good.capability, 0).value as u32;
        assert_eq!(user.operation(Operation::Release, gone, 0), Ended::ok(0));

        for address in
            [0, NOWHERE, KERNEL, u64::MAX, u64::MAX - 7, USER_END - 8, user.submission_address() + 1]
        {
            assert_fault(user.cap_call_at(address), Fault::SubmissionAddress);
        }
        let mut submission = all_wrong();
        assert_fault(user.cap_call(&submission), Fault::Operation);
        submission.operation = good.operation;
        assert_fault(user.cap_call(&submission), Fault::Flags);
        submission.flags = 0;
        assert_fault(user.cap_call(&submission), Fault::BadHandle);
        submission.capability = gone;
        assert_fault(user.cap_call(&submission), Fault::StaleHandle);
        submission.capability = good.capability;
        assert_fault(user.cap_call(&submission), Fault::WrongInterface);
        submission.interface = Interface::Console.id();
        assert_fault(user.cap_call(&submission), Fault::WrongInterface);
        submission.interface = good.interface;
        assert_fault(user.cap_call(&submission), Fault::Method);
        submission.method = good.method;
        assert_fault(user.cap_call(&submission), Fault::ParamsAddress);
        submission.params_address = good.params_address;
        assert_fault(user.cap_call(&submission), Fault::ParamsLength);
        submission.params_length = 12;
        assert_fault(user.cap_call(&submission), Fault::ParamsLength);
        submission.params_length = good.params_length;
        assert_fault(user.cap_call(&submission), Fault::ResultsAddress);
        submission.results_address = good.results_address;
        submission.results_length = 12;
        assert_fault(user.cap_call(&submission), Fault::ResultsLength);
        submission.results_length = good.results_length;
        assert_fault(user.cap_call(&submission), Fault::BulkAddress);
        submission.bulk_address = USER_END - 1;
        assert_fault(user.cap_call(&submission), Fault::BulkLength);
        submission.bulk_length = 0;
        assert_eq!(user.cap_call(&submission), Ended::ok(0));
        0
    });
}

#[test]
fn memory_that_is_not_there_is_a_fault_of_its_field() {
    Kernel::check(TIMER, |user| {
        let good = user.prepare::<SleepUntil>(user.handle("timer"), |_| {});
        assert_fault(user.cap_call(&Submission { params_address: NOWHERE, ..good }), Fault::ParamsAddress);
        assert_fault(user.cap_call(&Submission { params_address: 0, ..good }), Fault::ParamsAddress);
        let defaults = Submission { params_address: 0, params_length: 0, ..good };
        assert_eq!(user.cap_call(&defaults), Ended::ok(0), "a deadline of 0 has passed");
        user.write(good.params_address, &u64::MAX.to_le_bytes());
        assert_fault(user.cap_call(&good), Fault::ParamsMessage);
        assert_fault(
            user.cap_call(&Submission { params_length: MAX_PARAMS as u32 + 8, ..good }),
            Fault::ParamsLength,
        );

        let now = user.prepare::<Now>(user.handle("timer"), |_| {});
        assert_fault(user.cap_call(&Submission { results_address: NOWHERE, ..now }), Fault::ResultsAddress);
        assert_fault(user.cap_call(&Submission { results_length: 8, ..now }), Fault::ResultsLength);
        assert_fault(user.cap_call(&Submission { results_length: 0, ..now }), Fault::ResultsLength);
        let in_text = Submission { results_address: 0x50_0000, ..now };
        assert_fault(user.cap_call(&in_text), Fault::ResultsAddress);
        assert_eq!(user.cap_call(&Submission { results_length: 16, ..now }).results_length, 16);
        0
    });
}

#[test]
fn operations_refuse_fields_that_they_do_not_use() {
    Kernel::check(INFO, |user| {
        let info = user.handle("info");
        type Spoil = fn(&mut Submission);
        let refusals: [(Spoil, Fault); 7] = [
            (|submission| submission.interface = 1, Fault::WrongInterface),
            (|submission| submission.method = 1, Fault::Method),
            (|submission| submission.params_address = 8, Fault::ParamsAddress),
            (|submission| submission.params_length = 8, Fault::ParamsLength),
            (|submission| submission.results_address = 8, Fault::ResultsAddress),
            (|submission| submission.results_length = 8, Fault::ResultsLength),
            (|submission| submission.bulk_length = 8, Fault::BulkLength),
        ];
        for operation in [Operation::Nop, Operation::Poll, Operation::Timeout, Operation::Cancel] {
            let capability = if operation == Operation::Poll { info } else { 0 };
            for (spoil, fault) in refusals {
                let mut submission = Submission { capability, ..Submission::empty(operation) };
                spoil(&mut submission);
                assert_fault(user.cap_call(&submission), fault);
            }
        }
        assert_fault(user.operation(Operation::Nop, info, 0), Fault::BadHandle);
        assert_fault(user.operation(Operation::Nop, 0, 1), Fault::BulkAddress);
        assert_fault(user.operation(Operation::Release, info, 1), Fault::BulkAddress);
        assert_fault(user.operation(Operation::Duplicate, info, 1), Fault::BulkAddress);
        assert_fault(user.operation(Operation::Poll, info, 1 << 20), Fault::BulkAddress);
        assert_eq!(user.call::<Ping>(info, |_| {}), Ended::ok(0), "a refused RELEASE releases nothing");
        0
    });
}

#[test]
fn an_unknown_entry_is_a_fault() {
    Kernel::check(&[], |user| {
        for number in [5, 6, 1 << 32, u64::MAX] {
            assert_fault(user.syscall(number, [0; 3]), Fault::Entry);
        }
        0
    });
}

#[test]
fn handles_can_be_duplicated_and_released() {
    Kernel::check(INFO, |user| {
        let info = user.handle("info");
        let second = user.operation(Operation::Duplicate, info, 0);
        assert_eq!(second.status, Status::Ok);
        let second = second.value as u32;
        assert_ne!(info, second);
        assert_eq!(user.operation(Operation::Release, info, 0), Ended::ok(0));
        assert_fault(user.call::<Ping>(info, |_| {}), Fault::StaleHandle);
        assert_eq!(user.call::<Ping>(second, |_| {}), Ended::ok(0));
        assert_fault(user.operation(Operation::Release, info, 0), Fault::StaleHandle);
        assert_fault(user.operation(Operation::Duplicate, 0, 0), Fault::BadHandle);
        0
    });
}

#[test]
fn the_capability_quota_is_an_exception() {
    let mut kernel = Kernel::new();
    kernel.program("main", |user| {
        let info = user.handle("info");
        let refused = loop {
            let ended = user.operation(Operation::Duplicate, info, 0);
            if ended.status != Status::Ok {
                break ended;
            }
        };
        assert!(is_exception(refused, ErrorCode::QuotaExceeded));
        assert_eq!(user.call::<Ping>(info, |_| {}), Ended::ok(0));
        0
    });
    kernel.process("main", INFO).capabilities = 20;
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
}

#[test]
fn waiting_and_not_waiting() {
    Kernel::check(&[("timer", Interface::Timer), ("terminal", Interface::TerminalSession)], |user| {
        let timer = user.handle("timer");
        let start = capos_hal::time::now();
        let sleep = user.prepare::<SleepUntil>(timer, |mut params| params.set_deadline(start + 5_000_000));
        let refused = user.cap_call(&Submission { flags: SubmissionFlags::NO_WAIT, ..sleep });
        assert!(is_exception(refused, ErrorCode::WouldBlock));
        assert_eq!(user.cap_call(&sleep), Ended::ok(0));
        assert_eq!(capos_hal::time::now(), start + 5_000_000);

        assert_eq!(user.operation(Operation::Timeout, 0, start + 9_000_000), Ended::ok(0));
        assert_eq!(capos_hal::time::now(), start + 9_000_000);
        assert_eq!(user.operation(Operation::Timeout, 0, 0), Ended::ok(0));

        let terminal = user.handle("terminal");
        let writable = user.operation(Operation::Poll, terminal, Readiness::WRITABLE.0.into());
        assert_eq!(writable, Ended::ok(Readiness::WRITABLE.0.into()));
        let nothing = user.operation(Operation::Poll, timer, Readiness::READABLE.0.into());
        assert!(is_exception(nothing, ErrorCode::NotSupported), "nothing would ever wake it");
        0
    });
}

#[test]
fn input_wakes_a_poll() {
    let mut kernel = Kernel::new();
    let machine = kernel.machine.clone();
    kernel.program("main", move |user| {
        let terminal = user.handle("terminal");
        let readable = Submission {
            capability: terminal,
            bulk_address: Readiness::READABLE.0.into(),
            ..Submission::empty(Operation::Poll)
        };
        let refused = user.cap_call(&Submission { flags: SubmissionFlags::NO_WAIT, ..readable });
        assert!(is_exception(refused, ErrorCode::WouldBlock));
        machine.type_input(b"line\n");
        assert_eq!(user.cap_call(&readable), Ended::ok(Readiness::READABLE.0.into()));
        0
    });
    kernel.process("main", &[("terminal", Interface::TerminalSession)]);
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
}

#[test]
fn an_exceptions_reason_is_written_when_there_is_room() {
    Kernel::check(&[("spawner", Interface::ProcessSpawner)], |user| {
        let spawn = user.prepare::<Spawn>(user.handle("spawner"), |mut params| params.set_program("nothing"));
        let told = user.cap_call(&spawn);
        assert!(is_exception(told, ErrorCode::NotFound));
        assert!(told.results_length > 16);
        let text: Vec<u8> = user.results(told).iter().flat_map(|word| word.to_le_bytes()).collect();
        let text = String::from_utf8_lossy(&text).into_owned();
        assert!(text.contains("no file \"nothing\""), "{text:?}");
        // Room for the results of a spawn, not for the reason.
        let untold = user.cap_call(&Submission { results_length: 32, ..spawn });
        assert!(is_exception(untold, ErrorCode::NotFound));
        assert_eq!(untold.results_length, 0);
        0
    });
}

#[test]
fn random_submissions_never_harm_the_kernel() {
    let grants: Vec<(&str, Interface)> = Interface::ALL
        .iter()
        .filter(|interface| {
            // What the kernel does not make out of nothing, and what could end the program itself.
            !matches!(
                interface,
                Interface::ProcessHandle
                    | Interface::MemoryObject
                    | Interface::File
                    | Interface::BlockDevice
                    | Interface::SignalTimer
                    | Interface::SignalReader
                    | Interface::Pipe
                    | Interface::EventCounter
                    | Interface::UdpSocket
                    | Interface::LocalSocket
                    | Interface::TcpSocket
                    | Interface::TcpListener
                    | Interface::PseudoTerminal
                    | Interface::SelfProcess
                    | Interface::ProcessForker
                    | Interface::ThreadSpawner
                    | Interface::ThreadHandle
            )
        })
        .map(|interface| (interface.name(), *interface))
        .collect();
    Kernel::check(&grants, |user| {
        let mut random = 0x9e37_79b9_7f4a_7c15_u64;
        let mut next = move || {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            random
        };
        let stack = user.submission_address();
        let address = |value: u64| match value % 4 {
            0 => value,
            1 => NOWHERE | value & 0xfff,
            _ => stack - 0x4000 + (value >> 8) % 0x2000 / 8 * 8,
        };
        let interfaces = Interface::ALL;
        for _ in 0..4000 {
            let mut words = [0; 64];
            words.fill_with(|| match next() % 3 {
                0 => next(),
                1 => next() % 64,
                _ => 0,
            });
            let bytes: Vec<u8> = words.iter().flat_map(|word: &u64| word.to_le_bytes()).collect();
            user.write(stack - 0x4000, &bytes);
            let interface = interfaces[next() as usize % interfaces.len()];
            let submission = Submission {
                operation: (next() % 10) as u8,
                flags: SubmissionFlags::NO_WAIT,
                method: (next() % 10) as u16,
                capability: user.handle(interface.name()) + if next() % 8 == 0 { next() as u32 } else { 0 },
                interface: interface.id(),
                params_address: address(next()),
                params_length: (next() % 66 * 8) as u32,
                results_length: (next() % 66 * 8) as u32,
                results_address: address(next()),
                bulk_address: address(next()),
                bulk_length: next() % 4096,
                user_data: next(),
            };
            // Whatever that was: an answer, and not of the operations that would take the grants away.
            if submission.operation != Operation::Release as u8 {
                user.cap_call(&submission);
            }
        }
        assert_eq!(user.call::<Ping>(user.handle("SystemInfo"), |_| {}), Ended::ok(0));
        0
    });
}
