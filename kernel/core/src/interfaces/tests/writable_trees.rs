//! Names over a RAM volume, as a program meets them.

use capos_schema::abi::directory_entry::DirectoryEntry;
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::capos_capnp::file::Whence;
use capos_schema::methods::file::{List, Read, Write};
use capos_schema::methods::namespace::{Bind, GetPath, Link, MakeSymbolicLink, ReadLink, Rename, Sub};

use super::fixture::{bulk, read, refused, word, works, write};
use super::trees_fixture::{
    CREATE, DIRECTORY, EXCLUSIVE, NO_FOLLOW, READ_WRITE, WRITE_ONLY, check, file, make_directory, open,
    open_at, remove, seek,
};

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
