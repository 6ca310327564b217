//! Namespaces that are put together of parts of another.

use capos_schema::Interface;
use capos_schema::abi::Fault;
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::namespace::{Bind, Empty, GetBinding, MakeNode, Open, ReadOnly, Sub};

use super::fixture::{BAD_ADDRESSES, bulk, faulted, read, refused, word, works};
use crate::call::Ended;
use crate::testing::{Kernel, User};

const READ_WRITE: u32 = 2;
const CREATE: u32 = 0o100;
const IS_DIRECTORY: u32 = 0o040_000;

/// A program with a RAM volume at the root, and in it a/f and a/b/f; the boot package is at /boot.
fn check(main: impl Fn(&User, u32) -> i32 + Clone + Send + Sync + 'static) {
    let mut kernel = Kernel::new();
    kernel.package.files.push(("data/fox", false, b"fox".to_vec()));
    kernel.package.ram = Some(256);
    kernel.program("bin/main", move |user| {
        let root = user.handle("root");
        for path in ["a", "a/b"] {
            works(user.call::<MakeNode>(root, |mut params| {
                params.set_path(path.as_bytes());
                params.set_mode(IS_DIRECTORY | 0o755);
            }));
        }
        for path in ["a/f", "a/b/f"] {
            works(open(user, root, path, CREATE));
        }
        main(user, root)
    });
    let process = kernel.process("bin/main", &[("memory", Interface::VirtualMemory)]);
    process.binds = vec![("/", "ram", ""), ("/boot", "package", "")];
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
}

fn open(user: &User, namespace: u32, path: &str, flags: u32) -> Ended {
    user.call::<Open>(namespace, |mut params| {
        params.set_path(path.as_bytes());
        params.set_flags(flags);
        params.set_mode(0o644);
    })
}

fn sub(user: &User, namespace: u32, path: &str) -> u32 {
    word(user, user.call::<Sub>(namespace, |mut params| params.set_path(path.as_bytes()))) as u32
}

fn empty(user: &User, namespace: u32) -> u32 {
    word(user, user.call::<Empty>(namespace, |_| {})) as u32
}

fn bind(user: &User, namespace: u32, path: &str, source: u32) -> u32 {
    let bound = user.call::<Bind>(namespace, |mut params| {
        params.set_path(path.as_bytes());
        params.set_source(source);
    });
    word(user, bound) as u32
}

fn binding(user: &User, namespace: u32, index: u32) -> String {
    let path = read::<GetBinding>(user, namespace, 64, |mut params| params.set_index(index));
    String::from_utf8_lossy(&path).into_owned()
}

#[test]
fn an_empty_tree_has_nothing() {
    check(|user, root| {
        let empty = empty(user, root);
        works(open(user, empty, "/", 0));
        works(open(user, empty, "/..", 0));
        for path in ["a", "a/f", "../a/f", "boot/data/fox"] {
            refused(open(user, empty, path, 0), ErrorCode::NotFound);
        }
        refused(open(user, empty, "new", CREATE), ErrorCode::ReadOnly);
        0
    });
}

#[test]
fn parts_keep_their_places() {
    check(|user, root| {
        let top = bind(user, empty(user, root), "a", empty(user, root));
        let tree = bind(user, top, "a/b", sub(user, root, "a/b"));
        works(open(user, tree, "/a/b/f", READ_WRITE));
        works(open(user, tree, "/a/b/../../a/b/f", 0));
        for path in ["/a/f", "/a/b/../f", "/boot/data/fox"] {
            refused(open(user, tree, path, 0), ErrorCode::NotFound);
        }
        refused(open(user, tree, "/a/new", CREATE), ErrorCode::ReadOnly);
        let narrow = word(user, user.call::<ReadOnly>(root, |_| {})) as u32;
        // Nothing made of a tree that can not be changed can be.
        let reading = bind(user, empty(user, narrow), "b", sub(user, root, "a/b"));
        refused(open(user, reading, "b/f", READ_WRITE), ErrorCode::ReadOnly);
        0
    });
}

#[test]
fn what_a_tree_is_bound_of() {
    check(|user, root| {
        assert_eq!([binding(user, root, 0), binding(user, root, 1)], ["/", "/boot"]);
        let behind = |index: u32| {
            bulk::<GetBinding>(user, root, user.bulk_address(), 64, |mut params| params.set_index(index))
        };
        refused(behind(2), ErrorCode::NotFound);
        refused(behind(u32::MAX), ErrorCode::NotFound);
        let short = |address: u64, length: u64| {
            bulk::<GetBinding>(user, root, address, length, |mut params| params.set_index(1))
        };
        refused(short(user.bulk_address(), 4), ErrorCode::OutOfRange);
        for address in BAD_ADDRESSES {
            faulted(short(address, 64), Fault::BulkAddress);
        }
        let tree = bind(user, empty(user, root), "deep", sub(user, root, "a"));
        assert_eq!([binding(user, tree, 0), binding(user, tree, 1)], ["/", "/deep"]);
        0
    });
}
