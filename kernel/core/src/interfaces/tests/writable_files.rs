//! Namespace and File over a RAM volume, as a program meets them.

use capos_hal::UserAddress;
use capos_hal::user::{self, UserFault};
use capos_schema::Interface;
use capos_schema::abi::directory_entry::DirectoryEntry;
use capos_schema::abi::{Fault, Operation, Status, Submission, SubmissionFlags};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::capos_capnp::file::{LockKind, Whence};
use capos_schema::methods::file::{
    Allocate, FindLock, GetFlags, List, Lock, LockWhole, Read, ReadAt, Seek, SetFlags, SetMode, SetSize,
    Write, WriteAt,
};
use capos_schema::methods::namespace::{
    Assume, Bind, CheckAccess, GetPath, Link, MakeNode, MakeSymbolicLink, Open, ReadLink, ReadOnly, Remove,
    Rename, SetMode as SetPathMode, Sub,
};
use capos_schema::methods::virtual_memory::MapObject;

use super::fixture::{bulk, faulted, read, refused, word, works, write};
use crate::call::Ended;
use crate::testing::{Kernel, User};

const WRITE_ONLY: u32 = 1;
const READ_WRITE: u32 = 2;
const CREATE: u32 = 0o100;
const EXCLUSIVE: u32 = 0o200;
const TRUNCATE: u32 = 0o1000;
const APPEND: u32 = 0o2000;
const NON_BLOCKING: u32 = 0o4000;
const DIRECTORY: u32 = 0o200_000;
const NO_FOLLOW: u32 = 0o400_000;

const IS_DIRECTORY: u32 = 0o040_000;

/// A program with a RAM volume at the root, the boot package at /boot and devices at /dev.
fn check(main: impl Fn(&User) -> i32 + Clone + Send + Sync + 'static) {
    check_as(0, main);
}

fn check_as(user: u32, main: impl Fn(&User) -> i32 + Clone + Send + Sync + 'static) {
    let mut kernel = Kernel::new();
    kernel.package.files.push(("data/fox", false, b"fox".to_vec()));
    kernel.package.ram = Some(256);
    kernel.program("bin/main", main);
    let process = kernel.process("bin/main", &[("memory", Interface::VirtualMemory)]);
    process.binds = vec![("/", "ram", ""), ("/boot", "package", ""), ("/dev", "devices", "")];
    process.user = user;
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
}

fn open_at(user: &User, namespace: u32, directory: u32, path: &str, flags: u32) -> Ended {
    user.call::<Open>(namespace, |mut params| {
        params.set_path(path.as_bytes());
        params.set_flags(flags);
        params.set_mode(0o644);
        params.set_directory(directory);
    })
}

fn open(user: &User, path: &str, flags: u32) -> Ended {
    open_at(user, user.handle("root"), 0, path, flags)
}

#[track_caller]
fn file(user: &User, path: &str, flags: u32) -> u32 {
    word(user, open(user, path, flags)) as u32
}

fn make_directory(user: &User, path: &str) -> Ended {
    user.call::<MakeNode>(user.handle("root"), |mut params| {
        params.set_path(path.as_bytes());
        params.set_mode(IS_DIRECTORY | 0o755);
    })
}

fn remove(user: &User, path: &str, is_directory: bool) -> Ended {
    user.call::<Remove>(user.handle("root"), |mut params| {
        params.set_path(path.as_bytes());
        params.set_is_directory(is_directory);
    })
}

fn seek(user: &User, file: u32, offset: i64, whence: Whence) -> Ended {
    user.call::<Seek>(file, |mut params| {
        params.set_offset(offset);
        params.set_whence(whence);
    })
}

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
fn directories() {
    check(|user| {
        works(make_directory(user, "d"));
        works(make_directory(user, "d/e/"));
        refused(make_directory(user, "d"), ErrorCode::AlreadyExists);
        refused(make_directory(user, "no/d"), ErrorCode::NotFound);
        for name in ["one", "two", "a-much-longer-name-than-the-others"] {
            file(user, &format!("d/{name}"), CREATE | WRITE_ONLY);
        }
        let directory = file(user, "d", DIRECTORY);
        let mut names = Vec::new();
        loop {
            let bytes = read::<List>(user, directory, 64, |_| {});
            if bytes.is_empty() {
                break;
            }
            let mut rest = &bytes[..];
            while let Some((entry, length)) = DirectoryEntry::decode(rest) {
                names.push(String::from_utf8_lossy(entry.name).into_owned());
                rest = &rest[length..];
            }
        }
        assert_eq!(names, [".", "..", "e", "one", "two", "a-much-longer-name-than-the-others"]);
        works(seek(user, directory, 0, Whence::Start));
        refused(bulk::<List>(user, directory, user.bulk_address(), 16, |_| {}), ErrorCode::InvalidArgument);
        // Paths can begin in it.
        let inner = open_at(user, user.handle("root"), directory, "one", 0);
        works(inner);
        refused(open_at(user, user.handle("root"), directory, "../nothing", 0), ErrorCode::NotFound);
        refused(open_at(user, user.handle("root"), 77, "one", 0), ErrorCode::InvalidArgument);
        refused(remove(user, "d", true), ErrorCode::NotEmpty);
        refused(remove(user, "d", false), ErrorCode::IsDirectory);
        refused(remove(user, "d/one", true), ErrorCode::NotDirectory);
        refused(remove(user, "d/.", true), ErrorCode::InvalidArgument);
        refused(remove(user, "/", true), ErrorCode::Busy);
        works(remove(user, "d/e", true));
        assert_eq!(
            read::<GetPath>(user, user.handle("root"), 64, |mut params| params.set_directory(directory)),
            b"/d"
        );
        0
    });
}

#[test]
fn the_root_lists_what_is_bound() {
    check(|user| {
        // A name of the volume itself, hidden by what is bound there from the same volume.
        works(make_directory(user, "d"));
        file(user, "d/f", CREATE);
        let root = user.handle("root");
        let sub = word(user, user.call::<Sub>(root, |mut params| params.set_path(b"d"))) as u32;
        let bound = user.call::<Bind>(root, |mut params| {
            params.set_path(b"d");
            params.set_source(sub);
        });
        let directory = word(user, open_at(user, word(user, bound) as u32, 0, "/", DIRECTORY)) as u32;
        assert!(!read::<List>(user, directory, 4096, |_| {}).is_empty());
        works(remove(user, "d/f", false));
        works(remove(user, "d", true));
        let root = file(user, "/", DIRECTORY);
        let bytes = read::<List>(user, root, 4096, |_| {});
        let mut names = Vec::new();
        let mut rest = &bytes[..];
        while let Some((entry, length)) = DirectoryEntry::decode(rest) {
            names.push(String::from_utf8_lossy(entry.name).into_owned());
            rest = &rest[length..];
        }
        assert_eq!(names, [".", "..", "boot", "dev"]);
        let fox = file(user, "boot/data/fox", 0);
        assert_eq!(read::<Read>(user, fox, 10, |_| {}), b"fox");
        refused(open(user, "boot/data/fox", WRITE_ONLY), ErrorCode::ReadOnly);
        refused(open(user, "boot/new", WRITE_ONLY | CREATE), ErrorCode::ReadOnly);
        refused(remove(user, "boot", true), ErrorCode::Busy);
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
fn links() {
    check(|user| {
        let root = user.handle("root");
        let link = |target: &str, path: &str| {
            user.call::<MakeSymbolicLink>(root, |mut params| {
                params.set_target(target.as_bytes());
                params.set_path(path.as_bytes());
            })
        };
        works(link("f", "s"));
        refused(link("x", "s"), ErrorCode::AlreadyExists);
        refused(link("", "t"), ErrorCode::NotFound);
        refused(open(user, "s", CREATE | EXCLUSIVE), ErrorCode::AlreadyExists);
        let one = file(user, "s", CREATE | READ_WRITE);
        works(write::<Write>(user, one, b"through", |_| {}));
        assert_eq!(read::<Read>(user, file(user, "f", 0), 10, |_| {}), b"through");
        refused(open(user, "s", NO_FOLLOW), ErrorCode::TooManyLinks);
        assert_eq!(read::<ReadLink>(user, root, 10, |mut params| params.set_path(b"s")), b"f");
        let not_a_link =
            bulk::<ReadLink>(user, root, user.bulk_address(), 10, |mut params| params.set_path(b"f"));
        refused(not_a_link, ErrorCode::InvalidArgument);
        let hard = |from: &str, to: &str, follow: bool| {
            user.call::<Link>(root, |mut params| {
                params.set_from(from.as_bytes());
                params.set_to(to.as_bytes());
                params.set_follow_links(follow);
            })
        };
        works(hard("f", "g", false));
        refused(hard("f", "g", false), ErrorCode::AlreadyExists);
        refused(hard("f", "boot/g", false), ErrorCode::ReadOnly);
        refused(hard("boot/data/fox", "h", false), ErrorCode::CrossDevice);
        works(hard("s", "to-the-link", false));
        works(hard("s", "to-the-file", true));
        refused(open(user, "to-the-link", NO_FOLLOW), ErrorCode::TooManyLinks);
        works(open(user, "to-the-file", NO_FOLLOW));
        let rename = |from: &str, to: &str| {
            user.call::<Rename>(root, |mut params| {
                params.set_from(from.as_bytes());
                params.set_to(to.as_bytes());
            })
        };
        works(rename("g", "renamed"));
        refused(rename("g", "x"), ErrorCode::NotFound);
        refused(rename("f", "boot/f"), ErrorCode::CrossDevice);
        refused(rename("f", "."), ErrorCode::InvalidArgument);
        refused(rename("dev", "x"), ErrorCode::Busy);
        0
    });
}

#[test]
fn modes_bind_everybody_but_the_super_user() {
    check_as(1000, |user| {
        let root = user.handle("root");
        // The root directory belongs to user 0.
        refused(open(user, "f", CREATE | WRITE_ONLY), ErrorCode::AccessDenied);
        refused(make_directory(user, "d"), ErrorCode::AccessDenied);
        let assume = |who: u32| user.call::<Assume>(root, |mut params| params.set_user(who));
        refused(assume(0), ErrorCode::NotPermitted);
        let chmod = user.call::<SetPathMode>(root, |mut params| {
            params.set_path(b"/");
            params.set_mode(0o777);
        });
        refused(chmod, ErrorCode::NotPermitted);
        works(user.call::<CheckAccess>(root, |mut params| {
            params.set_path(b"/");
            params.set_access(5);
        }));
        refused(
            user.call::<CheckAccess>(root, |mut params| {
                params.set_path(b"/");
                params.set_access(2);
            }),
            ErrorCode::AccessDenied,
        );
        0
    });
    check(|user| {
        let secret = file(user, "secret", CREATE | READ_WRITE);
        works(user.call::<SetMode>(secret, |mut params| params.set_mode(0o600)));
        let other =
            word(user, user.call::<Assume>(user.handle("root"), |mut params| params.set_user(1000))) as u32;
        refused(open_at(user, other, 0, "secret", 0), ErrorCode::AccessDenied);
        // What is open stays open.
        works(write::<Write>(user, secret, b"x", |_| {}));
        0
    });
}

#[test]
fn narrower_namespaces() {
    check(|user| {
        let root = user.handle("root");
        works(make_directory(user, "d"));
        file(user, "d/f", CREATE);
        file(user, "outside", CREATE);
        let sub = word(user, user.call::<Sub>(root, |mut params| params.set_path(b"d"))) as u32;
        works(open_at(user, sub, 0, "/f", READ_WRITE));
        for path in ["/outside", "../outside", "/d/f", "../../outside", "/../outside", "/boot/data/fox"] {
            refused(open_at(user, sub, 0, path, 0), ErrorCode::NotFound);
        }
        let reading = word(user, user.call::<ReadOnly>(sub, |_| {})) as u32;
        works(open_at(user, reading, 0, "f", 0));
        refused(open_at(user, reading, 0, "f", READ_WRITE), ErrorCode::ReadOnly);
        refused(open_at(user, reading, 0, "new", CREATE), ErrorCode::ReadOnly);
        // A directory that was opened through it permits no more than it does.
        let directory = word(user, open_at(user, reading, 0, "/", DIRECTORY)) as u32;
        refused(open_at(user, root, directory, "f", READ_WRITE), ErrorCode::ReadOnly);
        refused(user.call::<SetMode>(directory, |mut params| params.set_mode(0o777)), ErrorCode::ReadOnly);
        let bind = |path: &str, source: u32| {
            user.call::<Bind>(root, |mut params| {
                params.set_path(path.as_bytes());
                params.set_source(source);
            })
        };
        let bound = word(user, bind("view", reading)) as u32;
        works(open_at(user, bound, 0, "view/f", 0));
        refused(open_at(user, bound, 0, "view/f", READ_WRITE), ErrorCode::ReadOnly);
        works(open_at(user, bound, 0, "view/../outside", READ_WRITE));
        refused(open_at(user, root, 0, "view/f", 0), ErrorCode::NotFound);
        refused(bind("/", reading), ErrorCode::InvalidArgument);
        refused(bind("outside", reading), ErrorCode::NotDirectory);
        refused(bind("x", directory), ErrorCode::InvalidArgument);
        0
    });
}

#[test]
fn locks() {
    check(|user| {
        let one = file(user, "f", CREATE | READ_WRITE);
        let two = file(user, "f", READ_WRITE);
        let reader = file(user, "f", 0);
        let lock = |file: u32, kind: LockKind, start: u64, length: u64| {
            let submission = user.prepare::<Lock>(file, |mut params| {
                params.set_kind(kind);
                params.set_start(start);
                params.set_length(length);
                params.set_of_description(true);
            });
            user.cap_call(&Submission { flags: SubmissionFlags::NO_WAIT, ..submission })
        };
        works(lock(one, LockKind::Exclusive, 0, 10));
        works(lock(one, LockKind::Shared, 20, 0));
        refused(lock(two, LockKind::Shared, 5, 1), ErrorCode::WouldBlock);
        works(lock(two, LockKind::Shared, 10, 100));
        refused(lock(two, LockKind::Exclusive, 50, 1), ErrorCode::WouldBlock);
        refused(lock(reader, LockKind::Exclusive, 1000, 1), ErrorCode::NotPermitted);
        refused(lock(one, LockKind::Shared, u64::MAX, 1), ErrorCode::InvalidArgument);
        let found = user.call::<FindLock>(two, |mut params| {
            params.set_kind(LockKind::Shared);
            params.set_of_description(true);
        });
        works(found);
        assert_eq!(user.results(found)[1] & 0xffff, LockKind::Exclusive as u64);
        // Closing the description gives its locks up.
        user.operation(Operation::Release, one, 0);
        works(lock(two, LockKind::Exclusive, 0, 0));
        let whole = |file: u32, kind: LockKind| {
            let submission = user.prepare::<LockWhole>(file, |mut params| params.set_kind(kind));
            user.cap_call(&Submission { flags: SubmissionFlags::NO_WAIT, ..submission })
        };
        works(whole(two, LockKind::Exclusive));
        refused(whole(reader, LockKind::Shared), ErrorCode::WouldBlock);
        works(whole(two, LockKind::Unlock));
        works(whole(reader, LockKind::Shared));
        0
    });
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
