//! Who may do what with files, and who has to wait for whom.

use capos_schema::abi::{Operation, Status, Submission, SubmissionFlags};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::capos_capnp::file::LockKind;
use capos_schema::methods::file::{FindLock, Lock, LockWhole, SetMode, Write};
use capos_schema::methods::namespace::{
    Assume, Bind, CheckAccess, GetPath, Link, MakeSymbolicLink, ReadOnly, SetMode as SetPathMode, Sub,
};

use super::fixture::{bulk, refused, word, works, write};
use super::trees_fixture::{
    CREATE, DIRECTORY, READ_WRITE, WRITE_ONLY, check, check_as, file, make_directory, open, open_at,
};

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
fn a_directory_of_another_tree_is_a_tree_of_its_own() {
    check(|user| {
        let root = user.handle("root");
        works(make_directory(user, "given"));
        works(make_directory(user, "given/below"));
        works(make_directory(user, "own"));
        file(user, "secret", CREATE | WRITE_ONLY);
        file(user, "given/file", CREATE | WRITE_ONLY);
        for (path, target) in
            [("given/absolute", "/secret"), ("given/relative", "../secret"), ("given/in", "/file")]
        {
            works(user.call::<MakeSymbolicLink>(root, |mut params| {
                params.set_path(path.as_bytes());
                params.set_target(target.as_bytes());
            }));
        }
        let own = word(user, user.call::<Sub>(root, |mut params| params.set_path(b"own"))) as u32;
        let given = file(user, "given", DIRECTORY);
        for path in [
            "../secret",
            "..",
            "below/../../secret",
            "below/../../own",
            "../../secret",
            "absolute",
            "relative",
            "./.././../secret",
            "below/../relative",
            "../given/absolute",
            "//secret",
            "/secret",
            "/../secret",
        ] {
            let found = open_at(user, own, given, path, 0);
            // Above a directory that was given there is only itself.
            let stays = path == "..";
            assert_eq!(found.status == Status::Ok, stays, "{path}: {found:?}");
        }
        let same = word(user, open_at(user, own, given, "below/../../..", DIRECTORY)) as u32;
        for path in ["file", "in", "below/../file", "../file", "../../below"] {
            works(open_at(user, own, given, path, 0));
            works(open_at(user, own, same, path, 0));
        }
        refused(
            bulk::<GetPath>(user, own, user.bulk_address(), 100, |mut params| params.set_directory(given)),
            ErrorCode::NotFound,
        );
        works(open_at(user, root, given, "../secret", 0));
        0
    });
}

#[test]
fn a_link_gives_nobody_more_than_its_file() {
    check(|user| {
        let root = user.handle("root");
        works(make_directory(user, "d"));
        write::<Write>(user, file(user, "d/f", CREATE | WRITE_ONLY), b"kept", |_| {});
        let reader = word(user, user.call::<ReadOnly>(root, |_| {})) as u32;
        let directory = word(user, open_at(user, reader, 0, "d", DIRECTORY)) as u32;
        let own = word(user, user.call::<Sub>(root, |mut params| params.set_path(b"d"))) as u32;
        for namespace in [root, own] {
            let linked = user.call::<Link>(namespace, |mut params| {
                params.set_from(b"f");
                params.set_from_directory(directory);
                params.set_to(b"/mine");
            });
            refused(linked, ErrorCode::CrossDevice);
        }
        0
    });
}
