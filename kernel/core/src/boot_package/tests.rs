//! Tests of the boot package: paths, directories, and damaged packages.

use capos_schema::abi::boot_package::BootPackageHeader;
use capos_schema::capos_capnp::manifest;
use capos_schema::message::{Malformed, MessageBuilder};
use proptest::prelude::*;

use super::{BootFile, BootPackage, BootPackageError, FileTree, Node, NodeId, TreeError};

const PAGE: u64 = 4096;

fn package(files: &[(&str, u64, u64)], length: u64) -> Vec<u8> {
    let mut room = vec![0; 32768];
    let mut message = MessageBuilder::new(&mut room);
    let mut manifest = message.init_root::<manifest::Owned>();
    manifest.set_system("test");
    let mut list = manifest.init_files(files.len() as u32);
    for (index, (path, offset, size)) in files.iter().enumerate() {
        let mut file = list.reborrow().get(index as u32);
        file.set_path(path);
        file.set_offset(*offset);
        file.set_size(*size);
        file.set_executable(path.starts_with("bin"));
    }
    let manifest = message.finish().expect("it fits");
    let header = BootPackageHeader { total_length: length, manifest_length: manifest.len() as u64 };
    let mut bytes = header.encode().to_vec();
    bytes.extend_from_slice(manifest);
    assert!(bytes.len() <= length as usize);
    bytes.resize(length as usize, 0);
    bytes
}

fn open(files: &[(&str, u64, u64)]) -> Result<BootPackage, BootPackageError> {
    BootPackage::open(package(files, 4 * PAGE).leak())
}

#[test]
fn files_are_found_by_path() {
    let mut bytes =
        package(&[("bin/lua", PAGE, 5), ("etc/motd", 2 * PAGE, 0), ("a", 3 * PAGE, PAGE)], 4 * PAGE);
    bytes[PAGE as usize..][..5].copy_from_slice(b"hello");
    let package = BootPackage::open(bytes.leak()).expect("a good package");
    let lua = package.file("bin/lua").expect("there");
    assert_eq!(lua, BootFile { offset: PAGE, size: 5, executable: true });
    assert_eq!(package.contents(lua), b"hello");
    assert_eq!(package.contents(package.file("etc/motd").expect("there")), b"");
    assert_eq!(package.object(lua).expect("aligned").size(), 5);
    for missing in ["", "bin", "lua", "bin/lua/x", "etc/motd2", "a/"] {
        assert_eq!(package.file(missing).is_some(), missing == "a/", "{missing:?}");
    }
    let is_test = package.with_manifest(|manifest| Ok::<_, Malformed>(manifest.get_system()? == "test"));
    assert!(is_test.expect("readable"));
}

#[test]
fn directories_are_implied() {
    let package =
        open(&[("usr/share/b", PAGE, 1), ("usr/share/a", PAGE, 1), ("usr/lib/c", PAGE, 1)]).expect("good");
    let tree = package.tree();
    let usr = tree.find("usr").expect("there");
    let Node::Directory { entries, parent } = tree.node(usr) else { panic!("a directory") };
    assert_eq!(*parent, NodeId::ROOT);
    assert_eq!(entries.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["lib", "share"]);
    let share = tree.child(usr, b"share").expect("there");
    assert_eq!(tree.parent(share), usr);
    assert_eq!(tree.parent(NodeId::ROOT), NodeId::ROOT);
    assert_eq!(tree.find("usr/share"), Some(share));
    assert!(tree.child(share, b"c").is_none());
}

#[test]
fn bad_files_are_named() {
    let refused = |files: &[(&str, u64, u64)]| open(files).err().expect("refused");
    let field = |field| BootPackageError::File { index: 1, field };
    assert_eq!(refused(&[("a", PAGE, 1), ("b", PAGE + 1, 1)]), field("offset"));
    assert_eq!(refused(&[("a", PAGE, 1), ("b", 8 * PAGE, 0)]), field("offset"));
    assert_eq!(refused(&[("a", PAGE, 1), ("b", 3 * PAGE, PAGE + 1)]), field("size"));
    assert_eq!(refused(&[("a", PAGE, 1), ("b", PAGE, u64::MAX)]), field("size"));
    let long = "x".repeat(256);
    let cases = [
        ("", TreeError::EmptyComponent),
        ("/b", TreeError::EmptyComponent),
        ("b/", TreeError::EmptyComponent),
        ("b//c", TreeError::EmptyComponent),
        ("./b", TreeError::DotComponent),
        ("b/..", TreeError::DotComponent),
        ("b\0c", TreeError::NulByte),
        (long.as_str(), TreeError::NameTooLong),
        ("a", TreeError::Duplicate),
        ("a/b", TreeError::FileAsDirectory),
        ("d", TreeError::FileAsDirectory),
    ];
    for (path, problem) in cases {
        let error = refused(&[("a", PAGE, 1), ("d/e", PAGE, 1), (path, PAGE, 1)]);
        assert_eq!(error, BootPackageError::Path { path: path.into(), problem });
    }
}

#[test]
fn bad_headers_are_named() {
    let good = package(&[("a", PAGE, 1)], 4 * PAGE);
    let refused = |at: usize, byte: u8| {
        let mut bytes = good.clone();
        bytes[at] = byte;
        BootPackage::open(bytes.leak()).err().expect("refused")
    };
    assert_eq!(refused(0, b'C'), BootPackageError::Header("magic"));
    assert_eq!(refused(8, 2), BootPackageError::Header("version"));
    assert_eq!(refused(23, 1), BootPackageError::Header("total_length"));
    assert_eq!(refused(24, 1), BootPackageError::Header("manifest_length"));
    assert_eq!(BootPackage::open(&[]).err().expect("refused"), BootPackageError::Header("magic"));
}

#[test]
fn many_files_are_found_quickly() {
    let mut tree = FileTree::new();
    let file = BootFile { offset: 0, size: 0, executable: false };
    let paths: Vec<_> = (0..5000).map(|index| format!("d{}/f{index}", index % 7)).collect();
    paths.iter().for_each(|path| tree.add(path, file).expect("new"));
    assert!(paths.iter().all(|path| tree.file(path).is_some()));
}

proptest! {
    #[test]
    fn damage_never_panics(damage in prop::collection::vec((0..400usize, any::<u8>()), 1..8)) {
        let mut bytes = package(&[("bin/lua", PAGE, 5), ("etc/motd", 2 * PAGE, 7)], 4 * PAGE);
        for (at, value) in damage {
            bytes[at] = value;
        }
        if let Ok(package) = BootPackage::open(bytes.leak()) {
            if let Some(file) = package.file("bin/lua") {
                prop_assert_eq!(package.contents(file).len() as u64, file.size);
            }
            let _ = package.with_manifest(|manifest| {
                for process in manifest.get_processes()? {
                    let _ = (process.get_name()?, process.get_grants()?.len(), process.get_launch()?.len());
                }
                Ok::<_, Malformed>(())
            });
        }
    }
}
