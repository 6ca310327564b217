//! Paths through views.

use alloc::sync::Arc;

use capos_schema::abi::limits::MAX_PATH;
use capos_schema::capos_capnp::ErrorCode::{
    self, AccessDenied, InvalidArgument, NameTooLong, NotDirectory, NotFound, TooManyLinks,
};

use super::{link_to, make, super_user, volume};
use crate::file_system::{
    FileSystem, Identity, Inode, Kind, Last, NodeReference, Position, RamVolume, Rename, View, Walk,
};

struct World {
    volume: Arc<RamVolume>,
    view: Arc<View>,
}

impl World {
    /// `/a/b/c` with a file in each directory, and links.
    fn new() -> Self {
        let (volume, _) = volume(256);
        let root = volume.root();
        let a = make(&volume, root, "a", Kind::Directory);
        let b = make(&volume, a, "b", Kind::Directory);
        let c = make(&volume, b, "c", Kind::Directory);
        for (directory, name) in [(root, "top"), (a, "fa"), (b, "fb"), (c, "fc")] {
            make(&volume, directory, name, Kind::Regular);
        }
        let links = [
            ("to_b", "a/b"),
            ("abs", "/a/b"),
            ("dangling", "nowhere"),
            ("self", "self"),
            ("out", "../../../../../a"),
            ("to_file", "a/fa"),
            ("slashed", "a/b/"),
        ];
        for (name, target) in links {
            let inode = volume.create(root, name.as_bytes(), link_to(target)).expect("a link");
            volume.release(inode);
        }
        let view = View::new(NodeReference::root(Arc::clone(&volume) as Arc<dyn FileSystem>), false);
        World { volume, view }
    }

    fn find(&self, from: &Position, path: &str, last: Last) -> Result<Position, ErrorCode> {
        let identity = super_user();
        Walk { identity: &identity }.find(from, path.as_bytes(), last)?.existing()
    }

    fn path(&self, from: &Position, path: &str) -> Result<String, ErrorCode> {
        let position = self.find(from, path, Last::Follow)?;
        if !position.node().status()?.is_directory() {
            return Ok("a file".into());
        }
        let mut room = [0; MAX_PATH];
        let start = position.path(&mut room)?;
        Ok(String::from_utf8_lossy(&room[start..]).into_owned())
    }

    fn inode(&self, path: &str) -> Inode {
        self.find(&self.view.root(), path, Last::Keep).expect("there").node().inode()
    }
}

#[test]
fn good_paths() {
    let world = World::new();
    let cases = [
        ("/", "/"),
        ("//", "/"),
        (".", "/"),
        ("..", "/"),
        ("/../../..", "/"),
        ("a", "/a"),
        ("/a/", "/a"),
        ("a//b", "/a/b"),
        ("a/b/c/../..", "/a"),
        ("a/./b/.", "/a/b"),
        ("to_b", "/a/b"),
        ("to_b/c", "/a/b/c"),
        ("to_b/..", "/a"),
        ("abs/c", "/a/b/c"),
        ("out", "/a"),
        ("out/b", "/a/b"),
        ("slashed", "/a/b"),
        ("to_file", "a file"),
        ("a/b/fb", "a file"),
    ];
    for (path, found) in cases {
        assert_eq!(world.path(&world.view.root(), path).as_deref(), Ok(found), "{path:?}");
    }
    let b = world.find(&world.view.root(), "a/b", Last::Follow).expect("there");
    for (path, found) in
        [("c", "/a/b/c"), ("..", "/a"), ("../..", "/"), ("/a", "/a"), ("../../out/b", "/a/b")]
    {
        assert_eq!(world.path(&b, path).as_deref(), Ok(found), "{path:?} from a/b");
    }
}

#[test]
fn bad_paths() {
    let world = World::new();
    let name = "n".repeat(256);
    let longest = "a/".repeat(MAX_PATH / 2 - 1) + "b";
    let too_long = longest.clone() + "c";
    let cases = [
        ("", NotFound),
        ("nothing", NotFound),
        ("nothing/there", NotFound),
        ("dangling", NotFound),
        ("dangling/x", NotFound),
        ("self", TooManyLinks),
        ("self/x", TooManyLinks),
        ("top/x", NotDirectory),
        ("top/", NotDirectory),
        ("top/.", NotDirectory),
        ("top/..", NotDirectory),
        ("to_file/", NotDirectory),
        ("to_file/..", NotDirectory),
        ("a\0", InvalidArgument),
        (name.as_str(), NameTooLong),
        (longest.as_str(), NotFound),
        (too_long.as_str(), NameTooLong),
    ];
    for (path, error) in cases {
        let found = world.find(&world.view.root(), path, Last::Follow).map(drop);
        assert_eq!(found, Err(error), "{path:?}");
    }
}

#[test]
fn the_last_link_is_followed_or_kept() {
    let world = World::new();
    let root = world.view.root();
    let kind = |path: &str, last| {
        world.find(&root, path, last).and_then(|found| found.node().status()).map(|s| s.kind)
    };
    assert_eq!(kind("to_b", Last::Keep), Ok(Kind::SymbolicLink));
    assert_eq!(kind("to_b", Last::Follow), Ok(Kind::Directory));
    // A slash behind it asks for what it leads to.
    assert_eq!(kind("to_b/", Last::Keep), Ok(Kind::Directory));
    assert_eq!(kind("self", Last::Keep), Ok(Kind::SymbolicLink));
    // What is made through a dangling link is what it names.
    let identity = super_user();
    let found = Walk { identity: &identity }.find(&root, b"dangling", Last::Follow).map_err(drop);
    let found = found.expect("the name is free");
    assert!(found.node.is_none());
    assert_eq!(found.name.bytes(), b"nowhere");
}

#[test]
fn nothing_outside_of_a_part_has_a_name() {
    let world = World::new();
    let part =
        View::sub(&world.find(&world.view.root(), "a/b", Last::Follow).expect("there")).expect("a part");
    let root = part.root();
    for path in ["..", "../..", "/..", "c/../..", "c/../../../../../.."] {
        assert_eq!(world.path(&root, path).as_deref(), Ok("/"), "{path:?}");
    }
    for path in ["../fa", "../../top", "/a", "/a/b", "/top", "c/../../fa", "../b/fb"] {
        assert_eq!(world.find(&root, path, Last::Follow).map(drop), Err(NotFound), "{path:?}");
    }
    // Links mean names of the part, too.
    let b = world.inode("a/b");
    for (name, target) in [("escape", "/top"), ("climb", "../../../top"), ("home", "/c")] {
        let inode = world.volume.create(b, name.as_bytes(), link_to(target)).expect("a link");
        world.volume.release(inode);
    }
    assert_eq!(world.find(&root, "escape", Last::Follow).map(drop), Err(NotFound));
    assert_eq!(world.find(&root, "climb", Last::Follow).map(drop), Err(NotFound));
    assert_eq!(world.path(&root, "home").as_deref(), Ok("/c"));
}

#[test]
fn moving_a_directory_away_leads_nobody_out() {
    let world = World::new();
    let part =
        View::sub(&world.find(&world.view.root(), "a/b", Last::Follow).expect("there")).expect("a part");
    let c = world.find(&part.root(), "c", Last::Follow).expect("there");
    // Somebody with the whole tree moves it out of the part, under the feet of whoever is there.
    let (b, root) = (world.inode("a/b"), world.volume.root());
    world.volume.rename((b, b"c"), (root, b"c"), Rename::Replace).expect("moved");
    assert_eq!(world.find(&c, "..", Last::Follow).map(drop), Err(NotFound));
    assert_eq!(world.find(&c, "../top", Last::Follow).map(drop), Err(NotFound));
    assert_eq!(world.path(&c, "fc").as_deref(), Ok("a file"), "what was held stays");
    assert_eq!(c.path(&mut [0; 64]), Err(NotFound));
}

#[test]
fn trees_bound_into_one_another() {
    let world = World::new();
    let (other, _) = volume(64);
    make(&other, other.root(), "inside", Kind::Directory);
    let other_view = View::new(NodeReference::root(other as Arc<dyn FileSystem>), false);
    let a = world.find(&world.view.root(), "a", Last::Follow).expect("there");
    // Over a directory, and at a name that the tree does not have.
    let both = world.view.bind(&a, b"b", &other_view, true).and_then(|view| {
        view.bind(&Position { view: Arc::clone(&view), ..a.clone() }, b"new", &other_view, false)
    });
    let both = both.expect("bound");
    let root = both.root();
    assert_eq!(world.path(&root, "a/b/inside").as_deref(), Ok("/a/b/inside"));
    assert_eq!(world.path(&root, "a/new/inside/../..").as_deref(), Ok("/a"));
    assert_eq!(world.path(&root, "to_b/inside").as_deref(), Ok("/a/b/inside"), "links lead into it");
    assert_eq!(world.find(&root, "a/b/fb", Last::Follow).map(drop), Err(NotFound));
    let read_only = |path: &str| world.find(&root, path, Last::Follow).expect("there").is_read_only();
    assert_eq!((read_only("a"), read_only("a/b/inside"), read_only("a/new/inside")), (false, true, false));
    // A part keeps what is bound below it, and only that.
    let part = View::sub(&world.find(&root, "a", Last::Follow).expect("there")).expect("a part");
    assert_eq!(world.path(&part.root(), "new/inside").as_deref(), Ok("/new/inside"));
    let inner = View::sub(&world.find(&root, "a/new/inside", Last::Follow).expect("there")).expect("a part");
    assert_eq!(world.path(&inner.root(), "../..").as_deref(), Ok("/"));
    assert_eq!(inner.file_systems().count(), 1);
}

#[test]
fn searching_needs_permission() {
    let world = World::new();
    let a = world.inode("a");
    let change = crate::file_system::Change { mode: Some(0o700), ..Default::default() };
    world.volume.change(a, change).expect("changed");
    let somebody = Identity::new(1000, 1000);
    let walk = Walk { identity: &somebody };
    let find = |path: &[u8]| walk.find(&world.view.root(), path, Last::Follow).map(drop);
    assert_eq!(find(b"a"), Ok(()));
    for path in [&b"a/b"[..], b"a/nothing", b"a/.", b"a/..", b"to_b", b"a/b/c/fc"] {
        assert_eq!(find(path), Err(AccessDenied), "{:?}", String::from_utf8_lossy(path));
    }
    let change = crate::file_system::Change { group: Some(50), mode: Some(0o710), ..Default::default() };
    world.volume.change(a, change).expect("changed");
    let member = Identity { groups: Box::new([50]), ..somebody.clone() };
    assert!(Walk { identity: &member }.find(&world.view.root(), b"a/fa", Last::Follow).is_ok());
}
