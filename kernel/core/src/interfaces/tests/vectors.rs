//! Bulk buffers in several parts, extended attributes, files without a name, and programs that are not written to.

use capos_schema::Interface;
use capos_schema::Method;
use capos_schema::abi::limits::{MAX_PARTS, USER_END};
use capos_schema::abi::{BulkPart, Fault, Operation, Submission, SubmissionFlags};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::message::Struct;
use capos_schema::methods::channel_factory::{CreateFile, CreatePipe};
use capos_schema::methods::file::{
    GetAttribute, ListAttributes, Read, ReadAt, RemoveAttribute, SetAttribute, Write, WriteAt,
};
use capos_schema::methods::namespace::Open;
use capos_schema::methods::pipe;

use super::fixture::{bulk, faulted, read, refused, word, works, write};
use crate::call::Ended;
use crate::testing::{Kernel, User};

const READ_WRITE: u32 = 2;
const CREATE: u32 = 0o100;
const PATH: u32 = 0o10_000_000;

fn check(main: impl Fn(&User) -> i32 + Clone + Send + Sync + 'static) {
    check_as(0, main);
}

fn check_as(user: u32, main: impl Fn(&User) -> i32 + Clone + Send + Sync + 'static) {
    let mut kernel = Kernel::new();
    kernel.package.ram = Some(256);
    kernel.program("bin/main", main);
    let process = kernel.process("bin/main", &[("channels", Interface::ChannelFactory)]);
    // The program's own directory, and the volume's root, which is the super-user's.
    process.binds = vec![("/", "ram", "home"), ("/above", "ram", "")];
    process.user = user;
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
}

fn file(user: &User, path: &str, flags: u32) -> u32 {
    let opened = user.call::<Open>(user.handle("root"), |mut params| {
        params.set_path(path.as_bytes());
        params.set_flags(flags);
        params.set_mode(0o644);
    });
    word(user, opened) as u32
}

/// Calls with the parts, whose array lies where bulk bytes usually do.
fn in_parts<M: Method>(
    user: &User,
    handle: u32,
    parts: &[(u64, u64)],
    fill: impl FnOnce(<M::Params as Struct>::Builder<'_>),
) -> Ended {
    let array: Vec<u8> = parts
        .iter()
        .flat_map(|(address, length)| [address.to_le_bytes(), length.to_le_bytes()].concat())
        .collect();
    user.write(user.bulk_address(), &array);
    let submission = user.prepare::<M>(handle, fill);
    user.cap_call(&Submission {
        flags: SubmissionFlags::VECTORED,
        bulk_address: user.bulk_address(),
        bulk_length: (parts.len() * BulkPart::SIZE) as u64,
        ..submission
    })
}

fn text(user: &User, address: u64, length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    user.read(address, &mut bytes);
    bytes
}

#[test]
fn parts_are_moved_one_after_the_other() {
    check(|user| {
        let file = file(user, "f", READ_WRITE | CREATE);
        let (one, two) = (user.bulk_address() + 1024, user.bulk_address() + 2048);
        user.write(one, b"hello ");
        user.write(two, b"world");
        let parts = [(one, 6), (8, 0), (two, 5)];
        assert_eq!(in_parts::<Write>(user, file, &parts, |_| {}).value, 11);
        assert_eq!(read::<ReadAt>(user, file, 20, |_| {}), b"hello world");
        let ended =
            in_parts::<ReadAt>(user, file, &[(two, 3), (one, 100)], |mut params| params.set_offset(2));
        assert_eq!(ended.value, 9);
        assert_eq!((text(user, two, 3), text(user, one, 6)), (b"llo".to_vec(), b" world".to_vec()));
        // Nothing is moved if a part is not there, and a file that was to grow does not.
        faulted(in_parts::<Write>(user, file, &[(one, 3), (64, 3)], |_| {}), Fault::BulkAddress);
        assert_eq!(read::<ReadAt>(user, file, 20, |_| {}), b"hello world");
        faulted(in_parts::<Write>(user, file, &[(USER_END - 4, 8)], |_| {}), Fault::BulkLength);
        faulted(in_parts::<Write>(user, file, &[(u64::MAX, 1)], |_| {}), Fault::BulkAddress);
        let many = vec![(one, 1); MAX_PARTS as usize + 1];
        faulted(in_parts::<Write>(user, file, &many, |_| {}), Fault::BulkLength);
        let submission = user.prepare::<Write>(file, |_| {});
        let odd =
            Submission { flags: SubmissionFlags::VECTORED, bulk_address: one, bulk_length: 20, ..submission };
        faulted(user.cap_call(&odd), Fault::BulkLength);
        let nop = Submission { flags: SubmissionFlags::VECTORED, ..Submission::empty(Operation::Nop) };
        faulted(user.cap_call(&nop), Fault::Flags);
        0
    });
}

#[test]
fn a_pipe_takes_parts_as_one_write() {
    check(|user| {
        let made = user.call::<CreatePipe>(user.handle("channels"), |_| {});
        let ends = user.results(made)[1];
        let (reader, writer) = (ends as u32, (ends >> 32) as u32);
        let (one, two) = (user.bulk_address() + 1024, user.bulk_address() + 2048);
        user.write(one, b"ab");
        user.write(two, b"cd");
        assert_eq!(in_parts::<pipe::Write>(user, writer, &[(one, 2), (two, 2)], |_| {}).value, 4);
        assert_eq!(in_parts::<pipe::Read>(user, reader, &[(two, 1), (one, 9)], |_| {}).value, 4);
        assert_eq!((text(user, two, 1), text(user, one, 3)), (b"a".to_vec(), b"bcd".to_vec()));
        0
    });
}

fn set(user: &User, file: u32, name: &str, value: &[u8], create: bool, replace: bool) -> Ended {
    write::<SetAttribute>(user, file, value, |mut params| {
        params.set_name(name.as_bytes());
        params.set_create(create);
        params.set_replace(replace);
    })
}

fn get(user: &User, file: u32, name: &str, length: u64) -> Ended {
    bulk::<GetAttribute>(user, file, user.bulk_address(), length, |mut params| {
        params.set_name(name.as_bytes())
    })
}

#[test]
fn attributes_are_kept_and_told() {
    check(|user| {
        let file = file(user, "f", READ_WRITE | CREATE);
        refused(get(user, file, "user.x", 10), ErrorCode::NotFound);
        refused(set(user, file, "user.x", b"v", false, true), ErrorCode::NotFound);
        works(set(user, file, "user.x", b"value", true, false));
        refused(set(user, file, "user.x", b"v", true, false), ErrorCode::AlreadyExists);
        refused(set(user, file, "user.x", b"v", true, true), ErrorCode::InvalidArgument);
        works(set(user, file, "trusted.y", b"", false, false));
        assert_eq!(get(user, file, "user.x", 0).value, 5);
        refused(get(user, file, "user.x", 4), ErrorCode::OutOfRange);
        assert_eq!(get(user, file, "user.x", 5).value, 5);
        assert_eq!(text(user, user.bulk_address(), 5), b"value");
        assert_eq!(read::<ListAttributes>(user, file, 100, |_| {}), b"trusted.y\0user.x\0");
        for name in ["x", "system.x", "user"] {
            refused(set(user, file, name, b"v", false, false), ErrorCode::NotSupported);
        }
        refused(set(user, file, "user.", b"v", false, false), ErrorCode::InvalidArgument);
        refused(set(user, file, "", b"v", false, false), ErrorCode::OutOfRange);
        works(user.call::<RemoveAttribute>(file, |mut params| params.set_name(b"user.x")));
        refused(
            user.call::<RemoveAttribute>(file, |mut params| params.set_name(b"user.x")),
            ErrorCode::NotFound,
        );
        0
    });
}

#[test]
fn attributes_of_others_are_protected_by_modes() {
    check_as(1000, |user| {
        let file = file(user, "f", READ_WRITE | CREATE);
        works(set(user, file, "user.x", b"v", false, false));
        refused(set(user, file, "trusted.x", b"v", false, false), ErrorCode::NotPermitted);
        refused(set(user, file, "security.x", b"v", false, false), ErrorCode::NotPermitted);
        refused(get(user, file, "trusted.x", 9), ErrorCode::NotFound);
        let above = self::file(user, "/above", PATH);
        refused(set(user, above, "user.x", b"v", false, false), ErrorCode::AccessDenied);
        0
    });
}

#[test]
fn a_file_without_a_name_is_a_file() {
    check(|user| {
        let made = user.call::<CreateFile>(user.handle("channels"), |_| {});
        let file = word(user, made) as u32;
        assert_eq!(write::<WriteAt>(user, file, b"text", |mut params| params.set_offset(4096)).value, 4);
        assert_eq!(read::<Read>(user, file, 4, |_| {}), [0; 4]);
        assert_eq!(read::<ReadAt>(user, file, 9, |mut params| params.set_offset(4096)), b"text");
        works(user.operation(Operation::Release, file, 0));
        0
    });
}
