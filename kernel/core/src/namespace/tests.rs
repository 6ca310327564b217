//! Tests of path resolution and open flags.

use capos_schema::abi::limits::MAX_PATH;

use super::PathError::{NotDirectory, NotFound, NulByte, TooLong};
use super::{OpenFlags, PathError, Resolved, resolve};
use crate::boot_package::{BootFile, FileTree, NodeId};

const FILES: [&str; 4] = ["bin/lua", "etc/motd", "usr/share/doc/readme", "top"];

fn tree() -> FileTree {
    FileTree::of(&FILES.map(|path| (path, BootFile { offset: 0, size: 0, executable: false })))
}

/// The path from the real root that a path resolves to, below a namespace's root.
fn from(root: &str, path: &str) -> Result<String, PathError> {
    let tree = tree();
    let root = tree.find(root).expect("a root of the test");
    match resolve(&tree, root, path.as_bytes())? {
        Resolved::Missing { trailing_slash } => {
            Ok(format!("missing{}", if trailing_slash { "/" } else { "" }))
        }
        Resolved::Found(node) => {
            let all = ["", "bin", "etc", "usr", "usr/share", "usr/share/doc"].into_iter().chain(FILES);
            Ok(all.into_iter().find(|path| tree.find(path) == Some(node)).expect("a node has a path").into())
        }
    }
}

#[test]
fn good_paths() {
    let cases = [
        ("/", ""),
        ("//", ""),
        (".", ""),
        ("/.", ""),
        ("..", ""),
        ("/../../..", ""),
        ("bin", "bin"),
        ("/bin/", "bin"),
        ("bin//lua", "bin/lua"),
        ("./bin/./lua", "bin/lua"),
        ("bin/../etc/motd", "etc/motd"),
        ("usr/share/doc/../../../top", "top"),
        ("../../top", "top"),
        ("usr/share/doc/.", "usr/share/doc"),
        ("usr/share/doc/..", "usr/share"),
    ];
    for (path, found) in cases {
        assert_eq!(from("", path).as_deref(), Ok(found), "{path:?}");
    }
}

#[test]
fn nothing_outside_of_the_root_has_a_name() {
    let cases = [
        ("/", "usr/share"),
        ("..", "usr/share"),
        ("../..", "usr/share"),
        ("/../doc", "usr/share/doc"),
        ("doc/../..", "usr/share"),
        ("doc/../../doc/readme", "usr/share/doc/readme"),
        ("../top", "missing"),
        ("/usr", "missing"),
    ];
    for (path, found) in cases {
        assert_eq!(from("usr/share", path).as_deref(), Ok(found), "{path:?}");
    }
}

#[test]
fn bad_paths() {
    let name = "n".repeat(256);
    let good_name = "n".repeat(255);
    let longest = "a/".repeat(MAX_PATH / 2 - 1) + "b";
    let too_long = longest.clone() + "c";
    let cases = [
        ("", NotFound),
        ("nothing/there", NotFound),
        ("bin/nothing/there", NotFound),
        ("top/x", NotDirectory),
        ("top/", NotDirectory),
        ("top/.", NotDirectory),
        ("top/..", NotDirectory),
        ("bin/lua/../lua", NotDirectory),
        ("bin\0", NulByte),
        (name.as_str(), TooLong),
        (longest.as_str(), NotFound),
        (too_long.as_str(), TooLong),
    ];
    for (path, error) in cases {
        assert_eq!(from("", path), Err(error), "{path:?}");
    }
    for (path, found) in [("x", "missing"), ("bin/x", "missing"), ("x/", "missing/"), (&good_name, "missing")]
    {
        assert_eq!(from("", path).as_deref(), Ok(found));
    }
    assert_eq!(resolve(&tree(), NodeId::ROOT, b"\xff\xfe"), Ok(Resolved::Missing { trailing_slash: false }));
}

#[test]
fn flags() {
    assert!(OpenFlags::decode(0).is_some_and(|flags| flags.reads() && !flags.writes()));
    assert!(OpenFlags::decode(1).is_some_and(|flags| !flags.reads() && flags.writes()));
    assert!(OpenFlags::decode(2).is_some_and(|flags| flags.reads() && flags.writes()));
    assert!(OpenFlags::decode(0o1000).is_some_and(OpenFlags::writes));
    assert!(OpenFlags::decode(0o10000000).is_some_and(|flags| !flags.reads()));
    assert_eq!(OpenFlags::decode(3), None);
    assert_eq!(OpenFlags::decode(1 << 31), None);
    assert_eq!(OpenFlags::decode(0o4010000), Some(OpenFlags::SYNCHRONOUS | OpenFlags::DATA_SYNCHRONOUS));
}
