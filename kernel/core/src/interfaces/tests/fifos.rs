//! FIFO files of a RAM volume, between processes.

use capos_schema::Interface;
use capos_schema::abi::{Operation, Readiness, Status, Submission, SubmissionFlags};
use capos_schema::capos_capnp::{ErrorCode, file_status};
use capos_schema::methods::namespace::{MakeNode, Open, Remove};
use capos_schema::methods::pipe::{GetStatus, Read, SetMode, WaitForPeer, Write};
use capos_schema::methods::timer::SleepUntil;

use super::fixture::{bulk, read, refused, works, write};
use crate::call::Ended;
use crate::testing::{Kernel, User, read_results};

const READ_ONLY: u32 = 0;
const WRITE_ONLY: u32 = 1;
const READ_WRITE: u32 = 2;
const NON_BLOCKING: u32 = 0o4000;
const IS_FIFO: u32 = 0o010_000;

fn make(user: &User) {
    works(user.call::<MakeNode>(user.handle("root"), |mut params| {
        params.set_path(b"/fifo");
        params.set_mode(IS_FIFO | 0o600);
    }));
}

fn open(user: &User, flags: u32) -> Ended {
    user.call::<Open>(user.handle("root"), |mut params| {
        params.set_path(b"/fifo");
        params.set_flags(flags);
    })
}

#[track_caller]
fn end(user: &User, flags: u32) -> u32 {
    let ended = open(user, flags);
    assert_eq!(ended.status, Status::Ok, "{ended:?}");
    assert_eq!(user.results(ended)[2], Interface::Pipe.id());
    user.results(ended)[1] as u32
}

fn release(user: &User, handle: u32) {
    works(user.operation(Operation::Release, handle, 0));
}

fn is_ready(user: &User, handle: u32) -> bool {
    let poll = Submission {
        capability: handle,
        flags: SubmissionFlags::NO_WAIT,
        bulk_address: Readiness::READABLE.0.into(),
        ..Submission::empty(Operation::Poll)
    };
    user.cap_call(&poll).status == Status::Ok
}

fn sleep(user: &User, seconds: u64) {
    let deadline = seconds * 1_000_000_000;
    works(user.call::<SleepUntil>(user.handle("timer"), |mut params| params.set_deadline(deadline)));
}

type Program = (&'static str, fn(&User) -> i32);

/// Runs programs that share a volume; the first makes the FIFO.
fn check(programs: &[Program]) {
    let mut kernel = Kernel::new();
    kernel.package.ram = Some(64);
    for (path, main) in programs {
        kernel.program(path, *main);
    }
    for (path, _) in programs {
        let process = kernel.process(path, &[("timer", Interface::Timer)]);
        process.binds = vec![("/", "ram", "")];
    }
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
}

#[test]
fn reader_and_writer_wait_for_each_other() {
    fn reader(user: &User) -> i32 {
        make(user);
        let end = end(user, READ_ONLY);
        works(user.call::<WaitForPeer>(end, |_| {}));
        let mut total = 0;
        loop {
            let bytes = read::<Read>(user, end, 5000, |_| {});
            if bytes.is_empty() {
                break;
            }
            assert!(bytes.iter().enumerate().all(|(index, byte)| *byte == ((total + index) / 4000) as u8));
            total += bytes.len();
        }
        assert_eq!(total, 200_000, "a pipe holds less than that: the writer waited");
        0
    }
    fn writer(user: &User) -> i32 {
        sleep(user, 1);
        let end = end(user, WRITE_ONLY);
        works(user.call::<WaitForPeer>(end, |_| {}));
        for chunk in 0..50 {
            let ended = write::<Write>(user, end, &[chunk; 4000], |_| {});
            works(ended);
            assert_eq!(ended.value, 4000);
        }
        0
    }
    check(&[("reader", reader), ("writer", writer)]);
}

#[test]
fn the_death_of_a_peer_ends_the_wait() {
    fn survivor(user: &User) -> i32 {
        make(user);
        let read_end = end(user, READ_ONLY);
        works(user.call::<WaitForPeer>(read_end, |_| {}));
        assert_eq!(read::<Read>(user, read_end, 100, |_| {}), b"last words");
        assert_eq!(read::<Read>(user, read_end, 100, |_| {}), b"", "the writer ended without a close");
        release(user, read_end);
        let write_end = end(user, WRITE_ONLY);
        works(user.call::<WaitForPeer>(write_end, |_| {}));
        // Fills the pipe, then waits for a reader that ends instead.
        let mut outcome = write::<Write>(user, write_end, &[1; 4096], |_| {});
        while outcome.status == Status::Ok {
            outcome = write::<Write>(user, write_end, &[1; 4096], |_| {});
        }
        refused(outcome, ErrorCode::Closed);
        0
    }
    fn mortal(user: &User) -> i32 {
        sleep(user, 1);
        let write_end = end(user, WRITE_ONLY);
        works(write::<Write>(user, write_end, b"last words", |_| {}));
        sleep(user, 2);
        release(user, write_end);
        sleep(user, 3);
        end(user, READ_ONLY);
        sleep(user, 4);
        0
    }
    check(&[("survivor", survivor), ("mortal", mortal)]);
}

#[test]
fn without_waiting() {
    fn main(user: &User) -> i32 {
        make(user);
        refused(open(user, WRITE_ONLY | NON_BLOCKING), ErrorCode::NoPeer);
        let reader = end(user, READ_ONLY | NON_BLOCKING);
        assert!(!is_ready(user, reader), "nobody has been there yet");
        assert_eq!(read::<Read>(user, reader, 100, |_| {}), b"");
        let writer = end(user, WRITE_ONLY | NON_BLOCKING);
        refused(bulk::<Read>(user, reader, user.bulk_address(), 1, |_| {}), ErrorCode::WouldBlock);
        works(write::<Write>(user, writer, b"x", |_| {}));
        assert!(is_ready(user, reader));
        release(user, writer);
        assert_eq!(read::<Read>(user, reader, 100, |_| {}), b"x");
        assert!(is_ready(user, reader), "the writer hung up");
        release(user, reader);
        // What nobody has open holds nothing; both sides in one do not wait.
        let both = end(user, READ_WRITE);
        works(user.call::<WaitForPeer>(both, |_| {}));
        works(write::<Write>(user, both, b"echo", |_| {}));
        assert_eq!(read::<Read>(user, both, 100, |_| {}), b"echo");
        works(user.call::<SetMode>(both, |mut params| params.set_mode(0o640)));
        let mode = |status: file_status::Reader<'_>| status.get_mode();
        let status = user.call::<GetStatus>(both, |_| {});
        assert_eq!(read_results::<file_status::Owned, _>(user, status, mode), IS_FIFO | 0o640);
        works(user.call::<Remove>(user.handle("root"), |mut params| params.set_path(b"/fifo")));
        works(write::<Write>(user, both, b"still", |_| {}));
        assert_eq!(read::<Read>(user, both, 100, |_| {}), b"still");
        refused(open(user, READ_ONLY), ErrorCode::NotFound);
        let status = user.call::<GetStatus>(both, |_| {});
        assert_eq!(read_results::<file_status::Owned, _>(user, status, mode), IS_FIFO | 0o640);
        0
    }
    check(&[("main", main)]);
}
