//! Pipe, ChannelFactory and EventCounter as a process uses and misuses them.

use capos_schema::Interface;
use capos_schema::abi::counter::CounterFlags;
use capos_schema::abi::{Fault, Operation, Readiness, Status, Submission, SubmissionFlags};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::channel_factory::{CreateCounter, CreatePipe};
use capos_schema::methods::event_counter::{self, Arm, GetArmed};
use capos_schema::methods::pipe::{
    GetAvailable, GetFlags, GetStatus, Read, SetFlags, SetMode, WaitForPeer, Write,
};
use capos_schema::methods::{system_info, timer};

use super::fixture::{BAD_ADDRESSES, bulk, faulted, read, refused, word, works, write};
use crate::testing::{Kernel, User};

const NON_BLOCKING: u32 = 0o4000;
const CAPACITY: u64 = 65536;

const GRANTS: [(&str, Interface); 2] = [("channels", Interface::ChannelFactory), ("timer", Interface::Timer)];

/// The reading and the writing end of a new pipe.
fn pipe(user: &User, flags: u32) -> (u32, u32) {
    let ended = user.call::<CreatePipe>(user.handle("channels"), |mut params| params.set_flags(flags));
    let handles = word(user, ended);
    (handles as u32, (handles >> 32) as u32)
}

fn readiness(user: &User, handle: u32) -> u64 {
    let poll = Submission {
        capability: handle,
        flags: SubmissionFlags::NO_WAIT,
        bulk_address: u64::from(Readiness::READABLE.union(Readiness::WRITABLE).0),
        ..Submission::empty(Operation::Poll)
    };
    let ended = user.cap_call(&poll);
    if ended.status == Status::Ok { ended.value } else { 0 }
}

fn release(user: &User, handle: u32) {
    works(user.operation(Operation::Release, handle, 0));
}

#[test]
fn bytes_go_through() {
    Kernel::check(&GRANTS, |user| {
        let (reader, writer) = pipe(user, 0);
        works(write::<Write>(user, writer, b"first ", |_| {}));
        works(write::<Write>(user, writer, b"second", |_| {}));
        assert_eq!(word(user, user.call::<GetAvailable>(reader, |_| {})), 12 | CAPACITY << 32);
        assert_eq!(read::<Read>(user, reader, 3, |_| {}), b"fir");
        assert_eq!(read::<Read>(user, reader, 100, |_| {}), b"st second");
        works(write::<Write>(user, writer, b"", |_| {}));
        assert_eq!(word(user, user.call::<GetFlags>(writer, |_| {})), 1);
        let status = user.call::<GetStatus>(reader, |_| {});
        works(status);
        works(user.call::<WaitForPeer>(reader, |_| {}));
        works(user.call::<WaitForPeer>(writer, |_| {}));
        0
    });
}

#[test]
fn each_end_does_its_own() {
    Kernel::check(&GRANTS, |user| {
        let (reader, writer) = pipe(user, 0);
        refused(write::<Write>(user, reader, b"x", |_| {}), ErrorCode::NotPermitted);
        refused(bulk::<Read>(user, writer, user.bulk_address(), 1, |_| {}), ErrorCode::NotPermitted);
        let mode = user.call::<SetMode>(reader, |mut params| params.set_mode(0o600));
        refused(mode, ErrorCode::InvalidArgument);
        0
    });
}

#[test]
fn the_last_writer_ends_the_bytes_and_the_last_reader_closes() {
    Kernel::check(&GRANTS, |user| {
        let (reader, writer) = pipe(user, 0);
        let second = user.operation(Operation::Duplicate, writer, 0).value as u32;
        works(write::<Write>(user, writer, b"rest", |_| {}));
        release(user, writer);
        assert_eq!(readiness(user, reader), Readiness::READABLE.0.into());
        release(user, second);
        assert_eq!(readiness(user, reader), Readiness::READABLE.union(Readiness::HANG_UP).0.into());
        assert_eq!(read::<Read>(user, reader, 100, |_| {}), b"rest");
        assert_eq!(read::<Read>(user, reader, 100, |_| {}), b"");
        assert_eq!(readiness(user, reader), Readiness::HANG_UP.0.into());
        let (reader, writer) = pipe(user, 0);
        release(user, reader);
        refused(write::<Write>(user, writer, b"x", |_| {}), ErrorCode::Closed);
        works(write::<Write>(user, writer, b"", |_| {}));
        assert_eq!(readiness(user, writer), Readiness::WRITABLE.union(Readiness::ERROR).0.into());
        0
    });
}

#[test]
fn without_waiting_as_much_as_there_is_room_for() {
    Kernel::check(&GRANTS, |user| {
        let (reader, writer) = pipe(user, NON_BLOCKING);
        let wait = bulk::<Read>(user, reader, user.bulk_address(), 1, |_| {});
        refused(wait, ErrorCode::WouldBlock);
        assert_eq!(readiness(user, reader), 0);
        let chunk = [7; 6000];
        let mut taken = 0;
        while taken < CAPACITY {
            let ended = write::<Write>(user, writer, &chunk, |_| {});
            works(ended);
            assert_eq!(ended.value, 6000.min(CAPACITY - taken));
            taken += ended.value;
        }
        refused(write::<Write>(user, writer, &chunk, |_| {}), ErrorCode::WouldBlock);
        assert_eq!(readiness(user, writer), 0);
        assert_eq!(read::<Read>(user, reader, 4000, |_| {}).len(), 4000);
        // All of it or nothing, up to PIPE_BUF.
        refused(write::<Write>(user, writer, &[8; 4096], |_| {}), ErrorCode::WouldBlock);
        assert_eq!(readiness(user, writer), 0);
        works(write::<Write>(user, writer, &[8; 1000], |_| {}));
        let flags = user.call::<SetFlags>(reader, |mut params| params.set_flags(0));
        works(flags);
        assert_eq!(word(user, user.call::<GetFlags>(reader, |_| {})), 0);
        assert_eq!(word(user, user.call::<GetFlags>(writer, |_| {})), u64::from(NON_BLOCKING) | 1);
        0
    });
}

#[test]
fn a_bad_buffer_moves_nothing() {
    Kernel::check(&GRANTS, |user| {
        let (reader, writer) = pipe(user, 0);
        works(write::<Write>(user, writer, b"kept", |_| {}));
        for address in BAD_ADDRESSES {
            faulted(bulk::<Write>(user, writer, address, 16, |_| {}), Fault::BulkAddress);
            faulted(bulk::<Read>(user, reader, address, 16, |_| {}), Fault::BulkAddress);
        }
        assert_eq!(read::<Read>(user, reader, 100, |_| {}), b"kept");
        0
    });
}

#[test]
fn misuse_is_a_fault() {
    Kernel::check(&GRANTS, |user| {
        let (reader, _) = pipe(user, 0);
        let channels = user.handle("channels");
        faulted(user.call::<system_info::Ping>(reader, |_| {}), Fault::WrongInterface);
        faulted(bulk::<Read>(user, channels, user.bulk_address(), 1, |_| {}), Fault::WrongInterface);
        release(user, reader);
        faulted(bulk::<Read>(user, reader, user.bulk_address(), 1, |_| {}), Fault::StaleHandle);
        let flags = user.call::<CreatePipe>(channels, |mut params| params.set_flags(0o2000));
        refused(flags, ErrorCode::InvalidArgument);
        let short = Submission { results_length: 8, ..user.prepare::<CreatePipe>(channels, |_| {}) };
        faulted(user.cap_call(&short), Fault::ResultsLength);
        0
    });
}

#[test]
fn many_are_looked_at_in_one_submission() {
    Kernel::check(&GRANTS, |user| {
        let (reader, writer) = pipe(user, 0);
        works(write::<Write>(user, writer, b"x", |_| {}));
        let both = Readiness::READABLE.union(Readiness::WRITABLE).0;
        let look = |entries: &[(u32, u32)]| {
            let bytes: Vec<u8> =
                entries.iter().flat_map(|(a, b)| [a.to_ne_bytes(), b.to_ne_bytes()].concat()).collect();
            user.write(user.bulk_address(), &bytes);
            let ended = user.cap_call(&Submission {
                bulk_address: user.bulk_address(),
                bulk_length: bytes.len() as u64,
                ..Submission::empty(Operation::Look)
            });
            works(ended);
            let mut answer = vec![0; bytes.len()];
            user.read(user.bulk_address(), &mut answer);
            let ready =
                answer.chunks(8).map(|entry| u32::from_ne_bytes(entry[4..].try_into().unwrap())).collect();
            (ended.value, ready)
        };
        let (readable, writable) = (Readiness::READABLE.0, Readiness::WRITABLE.0);
        let mixed = [(reader, both), (writer, both), (writer, readable), (0, both), (0x7fff_0001, both)];
        assert_eq!(look(&mixed), (3, vec![readable, writable, 0, 0, Readiness::INVALID.0]));
        let many = [(writer, both); 100];
        assert_eq!(look(&many), (100, vec![writable; 100]));
        assert_eq!(look(&[]), (0, vec![]));
        let bad = |address, length| {
            user.cap_call(&Submission {
                bulk_address: address,
                bulk_length: length,
                ..Submission::empty(Operation::Look)
            })
        };
        for address in BAD_ADDRESSES {
            faulted(bad(address, 16), Fault::BulkAddress);
        }
        faulted(bad(user.bulk_address(), 12), Fault::BulkLength);
        faulted(bad(user.bulk_address(), 4104), Fault::BulkLength);
        0
    });
}

#[test]
fn looking_waits_for_the_first_that_is_ready() {
    Kernel::check(&GRANTS, |user| {
        let (reader, writer) = pipe(user, 0);
        let both = Readiness::READABLE.union(Readiness::WRITABLE).0;
        // The writer is ready, far behind those that are not.
        let look = |entries: &[u32], deadline: u64| {
            let bytes: Vec<u8> = entries
                .iter()
                .flat_map(|handle| [handle.to_ne_bytes(), both.to_ne_bytes()].concat())
                .collect();
            user.write(user.bulk_address(), &bytes);
            let ended = user.cap_call(&Submission {
                params_address: deadline,
                bulk_address: user.bulk_address(),
                bulk_length: bytes.len() as u64,
                ..Submission::empty(Operation::Look)
            });
            works(ended);
            let mut answer = vec![0; bytes.len()];
            user.read(user.bulk_address(), &mut answer);
            (ended.value, answer.chunks(8).filter(|entry| entry[4..] != [0; 4]).count())
        };
        let soon = || capos_hal::time::now() + 1_000_000;
        let before = soon();
        assert_eq!(look(&[reader; 100], before), (0, 0));
        assert!(capos_hal::time::now() >= before, "it waits until then");
        assert_eq!(look(&[], soon()), (0, 0));
        let mut entries = [reader; 100];
        entries[90] = writer;
        assert_eq!(look(&entries, u64::MAX), (1, 1));
        0
    });
}

#[test]
fn pipes_are_paid_for_by_who_makes_them() {
    let mut kernel = Kernel::new();
    kernel.program("main", |user| {
        let channels = user.handle("channels");
        let mut made = 0;
        let refusal = loop {
            let ended = user.call::<CreatePipe>(channels, |_| {});
            match ended.status {
                Status::Ok => made += 1,
                _ => break ended,
            }
        };
        refused(refusal, ErrorCode::QuotaExceeded);
        assert_eq!(made, 9, "two handles for each, one for the factory");
        0
    });
    kernel.process("main", &GRANTS[..1]).capabilities = 20;
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
}

#[test]
fn without_memory_for_more_a_pipe_works_with_what_it_has() {
    let mut kernel = Kernel::new();
    kernel.program("main", |user| {
        let (reader, writer) = pipe(user, NON_BLOCKING);
        // The program's own pages are there from now on.
        works(write::<Write>(user, writer, &[0; 4096], |_| {}));
        assert_eq!(read::<Read>(user, reader, 4096, |_| {}).len(), 4096);
        let create = || user.call::<CreatePipe>(user.handle("channels"), |_| {});
        // Others take all that is left, and one of them gives a page back.
        let mut last = 0;
        let refusal = loop {
            let ended = create();
            match ended.status {
                Status::Ok => last = word(user, ended),
                _ => break ended,
            }
        };
        refused(refusal, ErrorCode::QuotaExceeded);
        release(user, last as u32);
        release(user, (last >> 32) as u32);
        let mut taken = 0;
        let refusal = loop {
            let ended = write::<Write>(user, writer, &[1; 4096], |_| {});
            match ended.status {
                Status::Ok => taken += ended.value,
                _ => break ended,
            }
        };
        refused(refusal, ErrorCode::WouldBlock);
        assert_eq!(taken, 2 * 4096);
        assert_eq!(readiness(user, writer), 0, "no room as far as POLL says");
        let mut left = taken;
        while left > 0 {
            left -= read::<Read>(user, reader, 4096, |_| {}).len() as u64;
        }
        works(write::<Write>(user, writer, &[2; 4096], |_| {}));
        0
    });
    kernel.process("main", &GRANTS[..1]).memory_pages = 100;
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
}

fn counter(user: &User, value: u64, flags: u32) -> u32 {
    let ended = user.call::<CreateCounter>(user.handle("channels"), |mut params| {
        params.set_value(value);
        params.set_flags(flags);
    });
    word(user, ended) as u32
}

fn count(user: &User, handle: u32) -> u64 {
    let bytes = read::<event_counter::Read>(user, handle, 8, |_| {});
    u64::from_le_bytes(bytes.try_into().expect("eight bytes"))
}

#[test]
fn a_counter_counts() {
    Kernel::check(&GRANTS, |user| {
        let add =
            |handle, value: u64| write::<event_counter::Write>(user, handle, &value.to_le_bytes(), |_| {});
        let all = counter(user, 3, CounterFlags::NON_BLOCKING);
        works(add(all, 4));
        assert_eq!(count(user, all), 7);
        assert_eq!(readiness(user, all), Readiness::WRITABLE.0.into());
        refused(
            bulk::<event_counter::Read>(user, all, user.bulk_address(), 8, |_| {}),
            ErrorCode::WouldBlock,
        );
        refused(add(all, u64::MAX), ErrorCode::InvalidArgument);
        works(add(all, u64::MAX - 1));
        refused(add(all, 1), ErrorCode::WouldBlock);
        assert_eq!(readiness(user, all), Readiness::READABLE.0.into());
        refused(write::<event_counter::Write>(user, all, &[1; 7], |_| {}), ErrorCode::InvalidArgument);
        faulted(bulk::<event_counter::Read>(user, all, 8, 8, |_| {}), Fault::BulkAddress);
        assert_eq!(count(user, all), u64::MAX - 1);
        let semaphore = counter(user, 2, CounterFlags::SEMAPHORE | CounterFlags::NON_BLOCKING);
        assert_eq!((count(user, semaphore), count(user, semaphore)), (1, 1));
        assert_eq!(readiness(user, semaphore), Readiness::WRITABLE.0.into());
        refused(user.call::<Arm>(semaphore, |_| {}), ErrorCode::NotPermitted);
        0
    });
}

#[test]
fn a_timer_counts_its_expirations() {
    Kernel::check(&GRANTS, |user| {
        let timer = counter(user, 0, CounterFlags::TIMER);
        let now = || word(user, user.call::<timer::Now>(user.handle("timer"), |_| {}));
        let arm = |deadline, interval| {
            user.call::<Arm>(timer, |mut params| {
                params.set_deadline(deadline);
                params.set_interval(interval);
            })
        };
        refused(write::<event_counter::Write>(user, timer, &[1; 8], |_| {}), ErrorCode::NotPermitted);
        let start = now();
        works(arm(start + 1_000_000_000, 0));
        assert_eq!(readiness(user, timer), 0);
        assert_eq!(count(user, timer), 1);
        assert!(now() >= start + 1_000_000_000);
        let start = now();
        works(arm(start + 1_000_000, 1_000_000_000));
        let poll = user.operation(Operation::Poll, timer, Readiness::READABLE.0.into());
        works(poll);
        assert_eq!(count(user, timer), 1);
        let ended = user.call::<timer::SleepUntil>(user.handle("timer"), |mut params| {
            params.set_deadline(start + 2_500_000_000);
        });
        works(ended);
        assert_eq!(count(user, timer), 2);
        let armed = user.call::<GetArmed>(timer, |_| {});
        works(armed);
        assert_eq!(user.results(armed)[2], 1_000_000_000);
        works(arm(0, 0));
        assert_eq!(word(user, user.call::<GetArmed>(timer, |_| {})), 0);
        0
    });
}
