//! Namespace and File over the boot package.

use capos_schema::Interface;
use capos_schema::abi::{Fault, Readiness};
use capos_schema::abi::{Operation, Status};
use capos_schema::capos_capnp::file::Whence;
use capos_schema::capos_capnp::{ErrorCode, file_status};
use capos_schema::message::StructReader;
use capos_schema::methods::file::{Read, ReadAt, Seek, Write, WriteAt};
use capos_schema::methods::namespace::{GetStatus, Open};

use super::fixture::{bulk, faulted, read, refused, word, works, write};
use crate::call::Ended;
use crate::testing::{Kernel, User};

const TEXT: &[u8] = b"The quick brown fox";

const WRITE_ONLY: u32 = 1;
const READ_WRITE: u32 = 2;
const CREATE: u32 = 0o100;
const EXCLUSIVE: u32 = 0o200;
const TRUNCATE: u32 = 0o1000;
const DIRECTORY: u32 = 0o200000;
const CLOSE_ON_EXEC: u32 = 0o2000000;
const PATH: u32 = 0o10000000;

fn check(main: impl Fn(&User) -> i32 + Clone + Send + Sync + 'static) {
    let mut kernel = Kernel::new();
    kernel.package.files.push(("data/fox", false, TEXT.to_vec()));
    kernel.package.files.push(("data/deep/er/file", false, vec![7; 9000]));
    kernel.program("bin/main", main);
    let process = kernel.process("bin/main", &[("root", Interface::Namespace)]);
    process.grants.push(("data", Interface::Namespace, "data"));
    process.grants.push(("fox", Interface::File, "data/fox"));
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
}

fn open_in(user: &User, namespace: &str, path: &[u8], flags: u32) -> Ended {
    user.call::<Open>(user.handle(namespace), |mut params| {
        params.set_path(path);
        params.set_flags(flags);
    })
}

fn open(user: &User, path: &str, flags: u32) -> Ended {
    open_in(user, "root", path.as_bytes(), flags)
}

#[test]
fn a_file_is_read_by_its_cursor_and_by_offset() {
    check(|user| {
        let file = word(user, open(user, "data/fox", CLOSE_ON_EXEC)) as u32;
        assert_eq!(read::<Read>(user, file, 9, |_| {}), &TEXT[..9]);
        assert_eq!(read::<Read>(user, file, 100, |_| {}), &TEXT[9..]);
        assert_eq!(read::<Read>(user, file, 100, |_| {}), b"");
        assert_eq!(read::<ReadAt>(user, file, 5, |mut params| params.set_offset(4)), b"quick");
        assert_eq!(read::<ReadAt>(user, file, 5, |mut params| params.set_offset(1 << 40)), b"");
        let negative =
            bulk::<ReadAt>(user, file, user.bulk_address(), 5, |mut params| params.set_offset(u64::MAX));
        refused(negative, ErrorCode::InvalidArgument);
        faulted(bulk::<ReadAt>(user, file, 64, 5, |_| {}), Fault::BulkAddress);
        0
    });
}

#[test]
fn the_cursor_belongs_to_the_description() {
    check(|user| {
        let file = user.handle("fox");
        let other = user.operation(Operation::Duplicate, file, 0).value as u32;
        assert_eq!(read::<Read>(user, file, 4, |_| {}), b"The ");
        assert_eq!(read::<Read>(user, other, 5, |_| {}), b"quick");
        let again = word(user, open(user, "data/fox", 0)) as u32;
        assert_eq!(read::<Read>(user, again, 3, |_| {}), b"The", "another open has its own");
        faulted(bulk::<Read>(user, again, 64, 5, |_| {}), Fault::BulkAddress);
        assert_eq!(read::<Read>(user, again, 3, |_| {}), b" qu", "a fault reads nothing");
        0
    });
}

#[test]
fn seeking() {
    check(|user| {
        let file = user.handle("fox");
        let seek = |offset: i64, whence: Whence| {
            user.call::<Seek>(file, |mut params| {
                params.set_offset(offset);
                params.set_whence(whence);
            })
        };
        assert_eq!(word(user, seek(4, Whence::Start)), 4);
        assert_eq!(word(user, seek(6, Whence::Current)), 10);
        assert_eq!(read::<Read>(user, file, 5, |_| {}), b"brown");
        assert_eq!(word(user, seek(-3, Whence::End)), 16);
        assert_eq!(read::<Read>(user, file, 5, |_| {}), b"fox");
        assert_eq!(word(user, seek(100, Whence::End)), 119);
        assert_eq!(read::<Read>(user, file, 5, |_| {}), b"");
        assert_eq!(word(user, seek(i64::MAX, Whence::Start)), i64::MAX as u64);
        refused(seek(1, Whence::Current), ErrorCode::InvalidArgument);
        refused(seek(-1, Whence::Start), ErrorCode::InvalidArgument);
        refused(seek(i64::MIN, Whence::End), ErrorCode::InvalidArgument);
        assert_eq!(word(user, seek(0, Whence::Current)), i64::MAX as u64, "a refusal moves nothing");
        0
    });
}

#[test]
fn opening_fails_as_posix_says() {
    check(|user| {
        let cases = [
            ("", 0, ErrorCode::NotFound),
            ("nothing", 0, ErrorCode::NotFound),
            ("nothing/x", CREATE, ErrorCode::NotFound),
            ("data/fox/x", 0, ErrorCode::NotDirectory),
            ("data/fox/", 0, ErrorCode::NotDirectory),
            ("data/fox", DIRECTORY, ErrorCode::NotDirectory),
            ("data/fox", WRITE_ONLY, ErrorCode::ReadOnly),
            ("data/fox", READ_WRITE, ErrorCode::ReadOnly),
            ("data/fox", TRUNCATE, ErrorCode::ReadOnly),
            ("data/new", CREATE | WRITE_ONLY, ErrorCode::ReadOnly),
            ("data/new/", CREATE | WRITE_ONLY, ErrorCode::IsDirectory),
            ("data/fox", CREATE | EXCLUSIVE, ErrorCode::AlreadyExists),
            ("data", CREATE | EXCLUSIVE, ErrorCode::AlreadyExists),
            ("data", WRITE_ONLY, ErrorCode::IsDirectory),
            ("data", CREATE, ErrorCode::IsDirectory),
            ("data/fox", 3, ErrorCode::InvalidArgument),
            ("data/fox", 1 << 30, ErrorCode::InvalidArgument),
        ];
        for (path, flags, code) in cases {
            let ended = open(user, path, flags);
            assert_eq!((ended.status, ended.detail), (Status::Exception, code as u32), "{path:?} {flags:o}");
        }
        refused(open_in(user, "root", &[b'n'; 256], 0), ErrorCode::NameTooLong);
        refused(open_in(user, "root", b"data\0fox", 0), ErrorCode::InvalidArgument);
        works(open(user, "data/fox", CREATE));
        works(open(user, "data/./deep/../fox", 0));
        0
    });
}

#[test]
fn directories_open_for_their_status_only() {
    check(|user| {
        let directory = word(user, open(user, "data/", DIRECTORY)) as u32;
        refused(bulk::<Read>(user, directory, user.bulk_address(), 10, |_| {}), ErrorCode::IsDirectory);
        refused(bulk::<ReadAt>(user, directory, user.bulk_address(), 10, |_| {}), ErrorCode::IsDirectory);
        let named = word(user, open(user, "data/fox", PATH)) as u32;
        refused(bulk::<Read>(user, named, user.bulk_address(), 10, |_| {}), ErrorCode::NotPermitted);
        0
    });
}

#[test]
fn writing_is_refused() {
    check(|user| {
        refused(write::<Write>(user, user.handle("fox"), b"x", |_| {}), ErrorCode::NotPermitted);
        refused(write::<WriteAt>(user, user.handle("fox"), b"x", |_| {}), ErrorCode::NotPermitted);
        let ready = user.operation(Operation::Poll, user.handle("fox"), u64::from(Readiness::READABLE.0));
        assert_eq!(ready.value, u64::from(Readiness::READABLE.0));
        0
    });
}

#[test]
fn a_subtree_has_no_way_out() {
    check(|user| {
        works(open_in(user, "data", b"fox", 0));
        works(open_in(user, "data", b"/fox", 0));
        works(open_in(user, "data", b"../../../fox", 0));
        for outside in
            [&b"data/fox"[..], b"../data/fox", b"../bin/main", b"/bin/main", b"deep/../../bin/main"]
        {
            refused(open_in(user, "data", outside, 0), ErrorCode::NotFound);
        }
        0
    });
}

#[test]
fn status() {
    check(|user| {
        let status = |path: &str| {
            let ended =
                user.call::<GetStatus>(user.handle("root"), |mut params| params.set_path(path.as_bytes()));
            works(ended);
            let bytes: Vec<u8> = user.results(ended).into_iter().flat_map(u64::to_le_bytes).collect();
            let status = StructReader::root(&bytes).map(file_status::Reader::from).expect("readable");
            (status.get_mode(), status.get_size(), status.get_links(), status.get_inode())
        };
        let (mode, size, links, inode) = status("data/fox");
        assert_eq!((mode, size, links), (0o100444, TEXT.len() as u64, 1));
        assert_eq!(status("bin/main").0, 0o100555);
        let (mode, size, links, directory) = status("data");
        assert_eq!((mode, size, links), (0o040555, 0, 3));
        assert_ne!(inode, directory);
        assert_eq!(status("/").3, status("..").3);
        let missing = user.call::<GetStatus>(user.handle("root"), |mut params| params.set_path(b"no"));
        refused(missing, ErrorCode::NotFound);
        0
    });
}
