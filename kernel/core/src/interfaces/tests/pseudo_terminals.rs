//! PseudoTerminal: both sides as one program holds them.

use capos_schema::Interface;
use capos_schema::abi::{Fault, Operation, Readiness, Status, Submission, SubmissionFlags};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::namespace::{GetStatus, Open};
use capos_schema::methods::pseudo_terminal::{
    GetFlags, GetNumber, GetSettings, OpenTerminal, Read, SetFlags, SetLocked, SetWindowSize, Write,
};
use capos_schema::methods::terminal_session::{self, GetWindowSize};

use super::fixture::{BAD_ADDRESSES, bulk, faulted, read, refused, word, works, write};
use crate::call::Ended;
use crate::testing::{Kernel, User};

const READ_WRITE: u32 = 2;
const NON_BLOCKING: u32 = 0o4000;

fn check(main: impl Fn(&User) -> i32 + Clone + Send + Sync + 'static) {
    let mut kernel = Kernel::new();
    kernel.package.ram = Some(64);
    kernel.program("main", main);
    let process = kernel.process("main", &[]);
    process.binds = vec![("/", "ram", ""), ("/dev", "devices", "")];
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
}

fn open(user: &User, path: &str) -> Ended {
    user.call::<Open>(user.handle("root"), |mut params| {
        params.set_path(path.as_bytes());
        params.set_flags(READ_WRITE);
    })
}

#[track_caller]
fn opened(user: &User, path: &str, interface: Interface) -> u32 {
    let ended = open(user, path);
    works(ended);
    assert_eq!(user.results(ended)[2], interface.id());
    user.results(ended)[1] as u32
}

/// Both sides of a new one.
fn pair(user: &User) -> (u32, u32) {
    let far = opened(user, "/dev/ptmx", Interface::PseudoTerminal);
    works(user.call::<SetLocked>(far, |mut params| params.set_locked(false)));
    let number = word(user, user.call::<GetNumber>(far, |_| {})) as u32;
    (far, opened(user, &format!("/dev/pts/{number}"), Interface::TerminalSession))
}

fn release(user: &User, handle: u32) {
    works(user.operation(Operation::Release, handle, 0));
}

fn readiness(user: &User, handle: u32) -> u64 {
    let ended = user.cap_call(&Submission {
        capability: handle,
        flags: SubmissionFlags::NO_WAIT,
        bulk_address: u64::from(Readiness::READABLE.union(Readiness::WRITABLE).0),
        ..Submission::empty(Operation::Poll)
    });
    if ended.status == Status::Ok { ended.value } else { 0 }
}

#[test]
fn lines_go_in_and_output_comes_out() {
    check(|user| {
        let (far, near) = pair(user);
        assert_eq!(readiness(user, far), Readiness::WRITABLE.0.into());
        works(write::<Write>(user, far, b"hellp\x7fo\r", |_| {}));
        assert_eq!(read::<terminal_session::Read>(user, near, 100, |_| {}), b"hello\n");
        assert_eq!(read::<Read>(user, far, 100, |_| {}), b"hellp\x08 \x08o\r\n", "the echo");
        works(write::<terminal_session::Write>(user, near, b"out\n", |_| {}));
        assert_eq!(readiness(user, far), Readiness::READABLE.union(Readiness::WRITABLE).0.into());
        assert_eq!(read::<Read>(user, far, 3, |_| {}), b"out");
        assert_eq!(read::<Read>(user, far, 100, |_| {}), b"\r\n");
        works(user.call::<SetFlags>(far, |mut params| params.set_flags(NON_BLOCKING)));
        assert_eq!(word(user, user.call::<GetFlags>(far, |_| {})), u64::from(READ_WRITE | NON_BLOCKING));
        refused(bulk::<Read>(user, far, user.bulk_address(), 1, |_| {}), ErrorCode::WouldBlock);
        0
    });
}

#[test]
fn names_come_and_go() {
    check(|user| {
        refused(open(user, "/dev/pts/0"), ErrorCode::NotFound);
        let far = opened(user, "/dev/ptmx", Interface::PseudoTerminal);
        assert_eq!(word(user, user.call::<GetNumber>(far, |_| {})), 1 << 32, "number 0, locked");
        refused(open(user, "/dev/pts/0"), ErrorCode::IoError);
        let near = word(user, user.call::<OpenTerminal>(far, |_| {})) as u32;
        works(user.call::<GetWindowSize>(near, |_| {}));
        assert_eq!(word(user, user.call::<terminal_session::GetNumber>(near, |_| {})), 0);
        let (second, _) = pair(user);
        works(user.call::<GetStatus>(user.handle("root"), |mut params| params.set_path(b"/dev/pts/1")));
        refused(open(user, "/dev/pts/01"), ErrorCode::NotFound);
        refused(open(user, "/dev/pts/7"), ErrorCode::NotFound);
        release(user, far);
        refused(open(user, "/dev/pts/0"), ErrorCode::NotFound);
        let again = opened(user, "/dev/ptmx", Interface::PseudoTerminal);
        assert_eq!(word(user, user.call::<GetNumber>(again, |_| {})), 1 << 32);
        release(user, second);
        0
    });
}

#[test]
fn each_side_learns_that_the_other_has_gone() {
    check(|user| {
        let (far, near) = pair(user);
        works(write::<terminal_session::Write>(user, near, b"last", |_| {}));
        let twin = user.operation(Operation::Duplicate, near, 0).value as u32;
        release(user, near);
        assert_eq!(readiness(user, far), Readiness::READABLE.union(Readiness::WRITABLE).0.into());
        release(user, twin);
        assert_eq!(
            readiness(user, far),
            Readiness::READABLE.union(Readiness::WRITABLE).union(Readiness::HANG_UP).0.into()
        );
        assert_eq!(read::<Read>(user, far, 100, |_| {}), b"last");
        refused(bulk::<Read>(user, far, user.bulk_address(), 1, |_| {}), ErrorCode::IoError);

        let (far, near) = pair(user);
        works(write::<Write>(user, far, b"unread\r", |_| {}));
        release(user, far);
        assert_eq!(
            readiness(user, near),
            Readiness::READABLE.union(Readiness::WRITABLE).union(Readiness::HANG_UP).0.into()
        );
        assert_eq!(read::<terminal_session::Read>(user, near, 100, |_| {}), b"");
        refused(write::<terminal_session::Write>(user, near, b"x", |_| {}), ErrorCode::IoError);
        refused(user.call::<GetWindowSize>(near, |_| {}), ErrorCode::IoError);
        0
    });
}

#[test]
fn the_size_is_one_for_both_and_input_waits_for_room() {
    check(|user| {
        let (far, near) = pair(user);
        works(user.call::<SetWindowSize>(far, |params| {
            let mut size = params.init_size();
            size.set_rows(24);
            size.set_columns(80);
        }));
        let size = user.call::<GetWindowSize>(near, |_| {});
        works(size);
        assert!(user.results(size).contains(&(24 | 80 << 16)));
        works(user.call::<GetSettings>(far, |_| {}));
        works(user.call::<SetFlags>(far, |mut params| params.set_flags(NON_BLOCKING)));
        let mut taken = 0;
        let refusal = loop {
            let ended = write::<Write>(user, far, &[b'\r'; 1000], |_| {});
            match ended.status {
                Status::Ok => taken += ended.value,
                _ => break ended,
            }
            // The echo is read, so that only the input fills up.
            while readiness(user, far) & u64::from(Readiness::READABLE.0) != 0 {
                read::<Read>(user, far, 4096, |_| {});
            }
        };
        refused(refusal, ErrorCode::WouldBlock);
        assert!((1000..10_000).contains(&taken), "{taken}");
        assert_eq!(read::<terminal_session::Read>(user, near, 100, |_| {}), b"\n");
        works(write::<Write>(user, far, b"\r", |_| {}));
        0
    });
}

#[test]
fn misuse() {
    check(|user| {
        let (far, near) = pair(user);
        for address in BAD_ADDRESSES {
            faulted(bulk::<Write>(user, far, address, 16, |_| {}), Fault::BulkAddress);
        }
        faulted(bulk::<Read>(user, near, user.bulk_address(), 1, |_| {}), Fault::WrongInterface);
        release(user, far);
        faulted(bulk::<Read>(user, far, user.bulk_address(), 1, |_| {}), Fault::StaleHandle);
        let mut held = 0;
        let refusal = loop {
            let ended = open(user, "/dev/ptmx");
            match ended.status {
                Status::Ok => held += 1,
                _ => break ended,
            }
        };
        refused(refusal, ErrorCode::NoSpace);
        assert_eq!(held, 256);
        0
    });
}
