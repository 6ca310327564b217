//! Contents over a RAM volume and the devices, as a program meets them.

use capos_hal::UserAddress;
use capos_hal::user::{self, UserFault};
use capos_schema::Interface;
use capos_schema::abi::{Fault, Status};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::capos_capnp::file::Whence;
use capos_schema::methods::file::{Allocate, GetFlags, Read, ReadAt, SetFlags, SetSize, Write, WriteAt};
use capos_schema::methods::virtual_memory::MapObject;

use super::fixture::{bulk, faulted, read, refused, word, works, write};
use super::trees_fixture::{
    APPEND, CREATE, DIRECTORY, EXCLUSIVE, NON_BLOCKING, READ_WRITE, TRUNCATE, WRITE_ONLY, check, file,
    make_directory, open, seek,
};
use crate::testing::Kernel;

#[test]
fn what_is_written_is_read() {
    check(|user| {
        refused(open(user, "f", READ_WRITE), ErrorCode::NotFound);
        let one = file(user, "f", READ_WRITE | CREATE | EXCLUSIVE);
        refused(open(user, "f", CREATE | EXCLUSIVE), ErrorCode::AlreadyExists);
        assert_eq!(write::<Write>(user, one, b"hello world", |_| {}).value, 11);
        assert_eq!(word(user, seek(user, one, 6, Whence::Start)), 6);
        assert_eq!(read::<Read>(user, one, 100, |_| {}), b"world");
        assert_eq!(write::<WriteAt>(user, one, b"far", |mut params| params.set_offset(10_000)).value, 3);
        assert_eq!(read::<ReadAt>(user, one, 4, |mut params| params.set_offset(9_998)), b"\0\0fa");
        let other = file(user, "f", WRITE_ONLY | TRUNCATE);
        assert_eq!(read::<ReadAt>(user, one, 4, |_| {}), b"");
        refused(bulk::<Read>(user, other, user.bulk_address(), 1, |_| {}), ErrorCode::NotPermitted);
        faulted(bulk::<Write>(user, one, 64, 5, |_| {}), Fault::BulkAddress);
        assert_eq!(word(user, seek(user, one, 0, Whence::End)), 0, "a fault writes nothing");
        refused(
            write::<WriteAt>(user, one, b"x", |mut params| params.set_offset(1 << 63)),
            ErrorCode::InvalidArgument,
        );
        refused(
            write::<WriteAt>(user, one, b"x", |mut params| params.set_offset(i64::MAX as u64)),
            ErrorCode::FileTooLarge,
        );
        0
    });
}

#[test]
fn appending_and_flags() {
    check(|user| {
        let log = file(user, "log", WRITE_ONLY | CREATE | APPEND);
        let other = file(user, "log", WRITE_ONLY | APPEND);
        for (file, text) in [(log, b"one"), (other, b"two"), (log, b"six")] {
            works(write::<Write>(user, file, text, |_| {}));
        }
        let reader = file(user, "log", 0);
        assert_eq!(read::<Read>(user, reader, 100, |_| {}), b"onetwosix");
        assert_eq!(word(user, user.call::<GetFlags>(log, |_| {})) as u32, WRITE_ONLY | APPEND);
        works(user.call::<SetFlags>(log, |mut params| params.set_flags(NON_BLOCKING | READ_WRITE)));
        assert_eq!(word(user, user.call::<GetFlags>(log, |_| {})) as u32, WRITE_ONLY | NON_BLOCKING);
        works(seek(user, log, 0, Whence::Start));
        works(write::<Write>(user, log, b"X", |_| {}));
        assert_eq!(read::<ReadAt>(user, reader, 4, |_| {}), b"Xnet");
        refused(
            user.call::<SetFlags>(log, |mut params| params.set_flags(1 << 31)),
            ErrorCode::InvalidArgument,
        );
        0
    });
}

#[test]
fn a_full_volume_refuses_and_keeps() {
    check(|user| {
        let one = file(user, "f", READ_WRITE | CREATE);
        works(user.call::<SetSize>(one, |mut params| params.set_size(1 << 30)));
        let whole = user.call::<Allocate>(one, |mut params| params.set_length(1 << 30));
        refused(whole, ErrorCode::NoSpace);
        works(user.call::<SetSize>(one, |mut params| params.set_size(0)));
        let chunk = [7; 4096];
        let mut written = 0;
        let last = loop {
            let ended = write::<Write>(user, one, &chunk, |_| {});
            if ended.status != Status::Ok {
                break ended;
            }
            written += ended.value;
        };
        refused(last, ErrorCode::NoSpace);
        assert!(written > 200 * 4096, "{written}");
        assert_eq!(word(user, seek(user, one, 0, Whence::End)), written);
        // Names find room in the page that the volume's notes have begun, then none.
        let refusal = (0..64)
            .map(|name| make_directory(user, &format!("{name}")))
            .find(|ended| ended.status != Status::Ok);
        refused(refusal.expect("a page is not endless"), ErrorCode::NoSpace);
        works(user.call::<SetSize>(one, |mut params| params.set_size(0)));
        works(make_directory(user, "d"));
        0
    });
}

#[test]
fn devices() {
    check(|user| {
        let null = file(user, "dev/null", READ_WRITE);
        assert_eq!(read::<Read>(user, null, 10, |_| {}), b"");
        assert_eq!(write::<Write>(user, null, b"gone", |_| {}).value, 4);
        let zero = file(user, "dev/zero", 0);
        assert_eq!(read::<Read>(user, zero, 3, |_| {}), [0; 3]);
        let full = file(user, "dev/full", WRITE_ONLY);
        refused(write::<Write>(user, full, b"x", |_| {}), ErrorCode::NoSpace);
        let random = file(user, "dev/urandom", 0);
        assert_ne!(read::<Read>(user, random, 300, |_| {}), read::<Read>(user, random, 300, |_| {}));
        // The process has no terminal, so its session has none that controls it.
        refused(open(user, "dev/tty", READ_WRITE), ErrorCode::NoPeer);
        works(open(user, "dev/null", WRITE_ONLY | CREATE | TRUNCATE));
        refused(open(user, "dev/new", WRITE_ONLY | CREATE), ErrorCode::ReadOnly);
        0
    });
}

#[test]
fn the_controlling_terminal_opens_by_name() {
    let mut kernel = Kernel::new();
    kernel.package.ram = Some(16);
    kernel.program("bin/main", |user| {
        let terminal = user.results(open(user, "dev/tty", READ_WRITE));
        assert_eq!(terminal[2], Interface::TerminalSession.id());
        0
    });
    let grants = [("memory", Interface::VirtualMemory), ("terminal", Interface::TerminalSession)];
    let process = kernel.process("bin/main", &grants);
    process.binds = vec![("/", "ram", ""), ("/dev", "devices", "")];
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
}

#[test]
fn files_are_mapped() {
    const SHARED: u32 = 1;
    const READ: u32 = 1;
    const WRITE: u32 = 2;
    check(|user| {
        let memory = user.handle("memory");
        let map = |file: u32, protection: u32, flags: u32| {
            user.call::<MapObject>(memory, |mut params| {
                params.set_object(file);
                params.set_length(2 * 4096);
                params.set_protection(protection);
                params.set_flags(flags);
            })
        };
        let one = file(user, "f", CREATE | READ_WRITE);
        works(write::<Write>(user, one, b"in the file", |_| {}));
        let shared = word(user, map(one, READ | WRITE, SHARED));
        let private = word(user, map(one, READ | WRITE, 0));
        let bytes = |address: u64| {
            let mut bytes = [0; 11];
            user.read(address, &mut bytes);
            bytes
        };
        assert_eq!(&bytes(shared), b"in the file");
        assert_eq!(&bytes(private), b"in the file");
        user.write(shared, b"IN");
        assert_eq!(read::<ReadAt>(user, one, 6, |_| {}), b"IN the");
        works(write::<WriteAt>(user, one, b"THE", |mut params| params.set_offset(3)));
        assert_eq!(&bytes(shared), b"IN THE file");
        user.write(private, b"my");
        assert_eq!(read::<ReadAt>(user, one, 6, |_| {}), b"IN THE", "a private page is nobody else's");
        // The second page is behind the end, until the file grows; then behind it again.
        let mut byte = [0];
        let touch = |address: u64, byte: &mut [u8]| user_read(address, byte);
        assert!(touch(shared + 4096, &mut byte).is_err());
        works(user.call::<SetSize>(one, |mut params| params.set_size(5000)));
        assert!(touch(shared + 4096, &mut byte).is_ok());
        works(user.call::<SetSize>(one, |mut params| params.set_size(0)));
        assert!(touch(shared, &mut byte).is_err(), "what was mapped is gone");
        assert!(touch(private, &mut byte).is_err());
        works(user.call::<SetSize>(one, |mut params| params.set_size(20)));
        assert_eq!(&bytes(shared), &[0; 11]);
        let reader = file(user, "f", 0);
        refused(map(reader, READ | WRITE, SHARED), ErrorCode::AccessDenied);
        works(map(reader, READ | WRITE, 0));
        let writer = file(user, "f", WRITE_ONLY);
        refused(map(writer, READ, 0), ErrorCode::AccessDenied);
        refused(map(file(user, "/", DIRECTORY), READ, 0), ErrorCode::IsDirectory);
        refused(map(user.handle("root"), READ, 0), ErrorCode::InvalidArgument);
        0
    });
}

fn user_read(address: u64, bytes: &mut [u8]) -> Result<(), UserFault> {
    user::copy_in(UserAddress::new(address), bytes)
}
