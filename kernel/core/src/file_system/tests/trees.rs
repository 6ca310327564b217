//! Names and links of a RAM volume.

use capos_schema::capos_capnp::ErrorCode;

use super::{make, new, volume};
use crate::file_system::{FileSystem, Inode, Kind, Listed, RamVolume, Rename};

fn names(volume: &RamVolume, directory: Inode, cursor: u64) -> Vec<(String, u64)> {
    let mut names = Vec::new();
    let listed = volume.list(directory, cursor, &mut |entry| {
        names.push((String::from_utf8_lossy(entry.name).into_owned(), entry.next));
        Listed::More
    });
    listed.expect("a directory");
    names
}

fn links(volume: &RamVolume, inode: Inode) -> u32 {
    volume.status(inode).expect("there").links
}

#[test]
fn making_and_removing_gives_everything_back() {
    let (volume, account) = volume(64);
    let before = account.used();
    let root = volume.root();
    for round in 0..3 {
        let directory = make(&volume, root, "d", Kind::Directory);
        assert_eq!(links(&volume, root), 3, "round {round}");
        for name in 0..200 {
            make(&volume, directory, &format!("file{name}"), Kind::Regular);
        }
        assert_eq!(volume.remove(root, b"d", true), Err(ErrorCode::NotEmpty));
        assert_eq!(volume.remove(root, b"d", false), Err(ErrorCode::IsDirectory));
        for name in 0..200 {
            assert_eq!(volume.remove(directory, format!("file{name}").as_bytes(), false), Ok(()));
        }
        assert_eq!(volume.remove(root, b"d", true), Ok(()));
        assert_eq!(links(&volume, root), 2);
        assert_eq!(account.used(), before);
        assert_eq!(volume.status(directory), Err(ErrorCode::NotFound));
    }
}

#[test]
fn a_full_volume_says_so_and_keeps_what_it_has() {
    let (volume, account) = volume(4);
    let root = volume.root();
    let mut made = 0;
    let end = loop {
        match volume.create(root, format!("{made}").as_bytes(), new(Kind::Regular)) {
            Ok(_) => made += 1,
            Err(error) => break error,
        }
    };
    assert_eq!(end, ErrorCode::NoSpace);
    assert!(made > 20, "{made}");
    assert_eq!(account.left(), 0);
    assert_eq!(names(&volume, root, 0).len(), made);
    assert_eq!(volume.remove(root, b"0", false), Ok(()));
}

#[test]
fn a_file_lives_as_long_as_somebody_holds_it() {
    let (volume, _) = volume(64);
    let root = volume.root();
    let file = volume.create(root, b"file", new(Kind::Regular)).expect("made");
    volume.set_size(file, 5000).expect("sized");
    volume.remove(root, b"file", false).expect("removed");
    assert_eq!(links(&volume, file), 0);
    assert_eq!(volume.status(file).map(|status| status.size), Ok(5000));
    assert_eq!(volume.link(file, root, b"again"), Err(ErrorCode::NotFound));
    volume.release(file);
    assert_eq!(volume.status(file), Err(ErrorCode::NotFound));
}

#[test]
fn hard_links() {
    let (volume, _) = volume(64);
    let root = volume.root();
    let directory = make(&volume, root, "d", Kind::Directory);
    let file = make(&volume, root, "one", Kind::Regular);
    volume.link(file, directory, b"two").expect("linked");
    assert_eq!(links(&volume, file), 2);
    assert_eq!(volume.link(file, directory, b"two"), Err(ErrorCode::AlreadyExists));
    assert_eq!(volume.link(directory, root, b"d2"), Err(ErrorCode::NotPermitted));
    // Two names of one file: renaming one to the other changes nothing.
    assert_eq!(volume.rename((root, b"one"), (directory, b"two"), Rename::Replace), Ok(()));
    assert_eq!(links(&volume, file), 2);
    volume.remove(root, b"one", false).expect("removed");
    assert_eq!(links(&volume, file), 1);
    volume.remove(directory, b"two", false).expect("removed");
    assert_eq!(volume.status(file), Err(ErrorCode::NotFound));
}

#[test]
fn renaming() {
    let (volume, _) = volume(64);
    let root = volume.root();
    let one = make(&volume, root, "one", Kind::Directory);
    let two = make(&volume, root, "two", Kind::Directory);
    let inner = make(&volume, one, "inner", Kind::Directory);
    let file = make(&volume, inner, "file", Kind::Regular);
    let rename = |from: (Inode, &[u8]), to: (Inode, &[u8])| volume.rename(from, to, Rename::Replace);

    // A directory does not become a part of itself.
    assert_eq!(rename((root, b"one"), (inner, b"x")), Err(ErrorCode::InvalidArgument));
    assert_eq!(rename((root, b"one"), (one, b"x")), Err(ErrorCode::InvalidArgument));
    assert_eq!(rename((root, b"two"), (root, b"one")), Err(ErrorCode::NotEmpty));
    assert_eq!(rename((inner, b"file"), (root, b"two")), Err(ErrorCode::IsDirectory));
    assert_eq!(rename((root, b"two"), (inner, b"file")), Err(ErrorCode::NotDirectory));
    assert_eq!(rename((root, b"no"), (root, b"x")), Err(ErrorCode::NotFound));
    assert_eq!(rename((inner, b"file"), (file, b"x")), Err(ErrorCode::NotDirectory));

    assert_eq!(rename((one, b"inner"), (two, b"moved")), Ok(()));
    assert_eq!(volume.parent(inner), Ok(two));
    assert_eq!((links(&volume, one), links(&volume, two)), (2, 3));
    // An empty directory is replaced by one.
    assert_eq!(rename((root, b"two"), (root, b"one")), Ok(()));
    assert_eq!(volume.status(one), Err(ErrorCode::NotFound));
    assert_eq!((links(&volume, root), names(&volume, root, 0).len()), (3, 1));
    assert_eq!(volume.parent(two), Ok(root));
}

#[test]
fn exchanging_and_not_replacing() {
    let (volume, _) = volume(64);
    let root = volume.root();
    let directory = make(&volume, root, "d", Kind::Directory);
    let inner = make(&volume, directory, "inner", Kind::Directory);
    let file = make(&volume, root, "f", Kind::Regular);
    let rename = |from: (Inode, &[u8]), to: (Inode, &[u8]), how| volume.rename(from, to, how);
    assert_eq!(rename((root, b"f"), (root, b"d"), Rename::NoReplace), Err(ErrorCode::AlreadyExists));
    assert_eq!(rename((root, b"f"), (root, b"x"), Rename::Exchange), Err(ErrorCode::NotFound));
    assert_eq!(rename((root, b"f"), (directory, b"inner"), Rename::Exchange), Ok(()));
    assert_eq!((volume.parent(inner), links(&volume, root), links(&volume, directory)), (Ok(root), 4, 2));
    assert_eq!(volume.lookup(directory, b"inner"), Ok(file));
    // Exchanging with what is above would make a circle.
    assert_eq!(
        rename((directory, b"inner"), (root, b"d"), Rename::Exchange),
        Err(ErrorCode::InvalidArgument)
    );
    assert_eq!(rename((root, b"f"), (root, b"g"), Rename::NoReplace), Ok(()));
    assert_eq!(volume.lookup(root, b"g"), Ok(inner));
}

#[test]
fn a_removed_directory_takes_no_names() {
    let (volume, _) = volume(64);
    let root = volume.root();
    let directory = volume.create(root, b"d", new(Kind::Directory)).expect("made");
    let file = make(&volume, root, "f", Kind::Regular);
    volume.remove(root, b"d", true).expect("removed");
    assert_eq!(volume.create(directory, b"x", new(Kind::Regular)), Err(ErrorCode::NotFound));
    assert_eq!(volume.link(file, directory, b"x"), Err(ErrorCode::NotFound));
    assert_eq!(volume.rename((root, b"f"), (directory, b"x"), Rename::Replace), Err(ErrorCode::NotFound));
    assert_eq!(volume.parent(directory), Err(ErrorCode::NotFound));
    assert_eq!(names(&volume, directory, 0), []);
    volume.release(directory);
}

#[test]
fn listing_goes_on_where_it_stopped() {
    let (volume, _) = volume(64);
    let root = volume.root();
    for name in ["b", "a", "d", "c"] {
        make(&volume, root, name, Kind::Regular);
    }
    let all = names(&volume, root, 0);
    let order: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(order, ["b", "a", "d", "c"]);
    let behind_a = all[1].1;
    volume.remove(root, b"a", false).expect("removed");
    volume.remove(root, b"b", false).expect("removed");
    make(&volume, root, "e", Kind::Regular);
    let rest: Vec<String> = names(&volume, root, behind_a).into_iter().map(|(name, _)| name).collect();
    assert_eq!(rest, ["d", "c", "e"], "neither twice nor missed");
    assert_eq!(names(&volume, root, u64::MAX), []);
}

#[test]
fn holes() {
    let (volume, account) = volume(64);
    let file = make(&volume, volume.root(), "f", Kind::Regular);
    let before = account.used();
    volume.set_size(file, 1 << 40).expect("sparse");
    assert_eq!(account.used(), before);
    assert_eq!(volume.seek_data(file, 0, false), Err(ErrorCode::OutOfRange));
    assert_eq!(volume.seek_data(file, 77, true), Ok(77));
    volume.allocate(file, 3 * 4096 + 5, 4096, false).expect("two pages");
    assert_eq!(account.used(), before + 2);
    assert_eq!(volume.status(file).map(|status| status.blocks), Ok(16));
    assert_eq!(volume.seek_data(file, 100, false), Ok(3 * 4096));
    assert_eq!(volume.seek_data(file, 4 * 4096, true), Ok(5 * 4096));
    assert_eq!(volume.seek_data(file, 4 * 4096 + 9, false), Ok(4 * 4096 + 9));
    assert_eq!(volume.allocate(file, 0, 1 << 30, false), Err(ErrorCode::NoSpace));
    assert_eq!(volume.status(file).map(|status| status.size), Ok(1 << 40));
    volume.set_size(file, 10).expect("cut");
    assert_eq!(account.used(), before);
    assert_eq!(volume.set_size(file, u64::MAX), Err(ErrorCode::FileTooLarge));
}
