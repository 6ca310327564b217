//! Namespace and File over a RAM volume, with the boot package and devices bound into it.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use capos_rt::call::Wait;
use capos_rt::error::ErrorCode;
use capos_rt::schema::abi::Handle;
use capos_rt::schema::abi::directory_entry::DirectoryEntry;
use capos_rt::schema::abi::memory::{MapFlags, Protection};
use capos_rt::startup::granted;
use capos_rt::{
    Capability, Error, File, FileTime, Interface, LockKind, LockRange, Namespace, NewTime, Rename,
    VirtualMemory, Whence,
};

use crate::check::Check;

// <fcntl.h>.
const O_WRONLY: u32 = 0o1;
const O_RDWR: u32 = 0o2;
const O_CREAT: u32 = 0o100;
const O_EXCL: u32 = 0o200;
const O_TRUNC: u32 = 0o1000;
const O_APPEND: u32 = 0o2000;
const O_DIRECTORY: u32 = 0o200_000;
const O_NOFOLLOW: u32 = 0o400_000;

const S_IFDIR: u32 = 0o040_000;

fn error<T>(code: ErrorCode) -> Result<T, Error> {
    Err(Error::Exception(code))
}

fn refusal(code: ErrorCode) -> Option<Error> {
    Some(Error::Exception(code))
}

pub fn run(check: &mut Check) {
    let Some(files) = granted::<Namespace>("files") else {
        return check.that(false, "a Namespace that can be written was granted");
    };
    contents(check, &files);
    names(check, &files);
    attributes(check, &files);
    links(check, &files);
    narrower(check, &files);
    devices(check, &files);
    locks(check, &files);
    mapped(check, &files);
}

fn contents(check: &mut Check, files: &Capability<Namespace>) {
    let made = files.open(b"/f", O_RDWR | O_CREAT | O_EXCL, 0o640);
    let Some(file) = check.works(made, "a file can be made") else { return };
    check.equal(files.open(b"/f", O_CREAT | O_EXCL, 0).err(), refusal(ErrorCode::AlreadyExists), "once");
    check.equal(file.write(b"hello world", Wait::Block), Ok(11), "it can be written");
    let mut buffer = [0; 32];
    check.equal(file.read_at(6, &mut buffer, Wait::Block), Ok(5), "and read");
    check.equal(&buffer[..5], b"world", "as it was written");
    check.equal(file.write_at(100_000, b"far", Wait::Block), Ok(3), "far behind its end as well");
    check.equal(file.read_at(50_000, &mut buffer, Wait::Block), Ok(32), "what lies between");
    check.equal(buffer, [0; 32], "is zeros");
    if let Some(status) = check.works(file.status(), "it has a status") {
        check.equal((status.size, status.mode), (100_003, 0o100_640), "with its size and mode");
        check.equal((status.user_id, status.group_id), (1000, 100), "and its owner");
        check.equal(status.blocks, 16, "and takes two pages");
    }
    check.equal(file.seek(5000, Whence::Data), Ok(98_304), "its data can be found");
    check.equal(file.seek(5, Whence::Hole), Ok(4096), "and its holes");
    check.equal(file.set_size(3), Ok(()), "it can be cut");
    check.equal(file.seek(0, Whence::End), Ok(3), "to its size");
    let log = files.open(b"/f", O_WRONLY | O_APPEND, 0);
    let appended = log.and_then(|log| log.write(b"!", Wait::Block));
    check.equal(appended, Ok(1), "it can be appended to");
    check.equal(file.read_at(0, &mut buffer, Wait::Block), Ok(4), "at its end");
    let cut = files.open(b"/f", O_WRONLY | O_TRUNC, 0);
    check.works(cut, "it can be emptied");
    check.equal(file.status().map(|status| status.size), Ok(0), "for everybody");
    let big = vec![0x5a; 300 * 1024];
    check.equal(file.write_at(0, &big, Wait::Block), Ok(big.len()), "300 KiB can be written in one call");
    let mut back = vec![0; big.len()];
    check.equal(file.read_at(0, &mut back, Wait::Block), Ok(big.len()), "and read in one");
    check.that(back == big, "unchanged");
    let full = file.allocate(0, 1 << 30, false);
    check.equal(full, error(ErrorCode::NoSpace), "a volume is not endless");
    check.works(files.remove(Handle::NONE, b"/f", false), "a file can be removed");
    check.equal(file.read_at(0, &mut buffer, Wait::Block), Ok(32), "and lives on while it is open");
}

fn listed(directory: &Capability<File>) -> Vec<String> {
    let mut names = Vec::new();
    let mut buffer = [0; 256];
    while let Ok(length @ 1..) = directory.list(&mut buffer) {
        let mut rest = &buffer[..length];
        while let Some((entry, length)) = DirectoryEntry::decode(rest) {
            names.push(String::from_utf8_lossy(entry.name).into_owned());
            rest = &rest[length..];
        }
    }
    names
}

fn names(check: &mut Check, files: &Capability<Namespace>) {
    let root = Handle::NONE;
    check.works(files.make_node(root, b"d", S_IFDIR | 0o755), "a directory can be made");
    check.works(files.make_node(root, b"d/e", S_IFDIR | 0o755), "and one in it");
    let Some(directory) = check.works(files.open(b"d", O_DIRECTORY, 0), "it opens") else { return };
    for index in 0..40u8 {
        let name = [b'0' + index / 10, b'0' + index % 10];
        let made = files.open_at(directory.handle(), &name, O_CREAT | O_WRONLY, 0o644);
        if check.works(made.map(own), "names are relative to it").is_none() {
            return;
        }
    }
    let names = listed(&directory);
    check.equal(names.len(), 43, "all names are listed");
    check.equal(names.last().map(String::as_str), Some("39"), "in the order in which they were made");
    check.equal(files.remove(root, b"d", true), error(ErrorCode::NotEmpty), "a full directory stays");
    check.equal(
        files.rename((root, b"d"), (root, b"d/e/f"), Rename::Replace),
        error(ErrorCode::InvalidArgument),
        "nor does it move into itself",
    );
    check.works(
        files.rename((directory.handle(), b"e"), (root, b"g"), Rename::Replace),
        "a directory can be moved",
    );
    let mut path = [0; 16];
    let moved = files.open(b"g", O_DIRECTORY, 0).and_then(|moved| files.path(moved.handle(), &mut path));
    check.equal(moved, Ok(2), "and knows");
    check.equal(&path[..2], b"/g", "where it is");
    for name in names.iter().skip(3) {
        let removed = files.remove(directory.handle(), name.as_bytes(), false);
        if check.works(removed, "every name can be removed").is_none() {
            return;
        }
    }
    check.works(files.remove(root, b"d", true), "then the directory");
    check.works(files.remove(root, b"g/", true), "and the other");
    let made = files.open_at(directory.handle(), b"x", O_CREAT, 0o644).map(own);
    check.equal(made.err(), refusal(ErrorCode::NotFound), "where nothing can be made any more");
    let top = files.open(b"/", O_DIRECTORY, 0).map(|top| listed(&top));
    check.equal(
        top.map(|names| names.join(" ")),
        Ok(String::from(". .. boot dev")),
        "what is bound is listed",
    );
}

/// A File that opening gave.
fn own(opened: capos_rt::Opened) -> Capability<File> {
    Capability::from_handle(opened.handle)
}

fn attributes(check: &mut Check, files: &Capability<Namespace>) {
    let root = Handle::NONE;
    let Some(file) = check.works(files.open(b"a", O_CREAT | O_RDWR, 0o600), "a file") else { return };
    check.works(file.set_mode(0o4755), "has a mode that can be changed");
    check.equal(files.status(b"a", true).map(|status| status.mode), Ok(0o104_755), "set-user-ID included");
    check.works(file.write(b"x", Wait::Block), "which a write");
    check.equal(file.status().map(|status| status.mode), Ok(0o100_755), "takes away");
    check.equal(
        files.set_owner(root, b"a", (0, 0), true),
        error(ErrorCode::NotPermitted),
        "files are not given away",
    );
    check.works(files.set_owner(root, b"a", (u32::MAX, 100), true), "but may stay where they are");
    let time = FileTime { seconds: -5, nanoseconds: 999_999_999 };
    check.works(files.set_times(root, b"a", [NewTime::Keep, NewTime::At(time)], true), "times can be set");
    check.equal(file.status().map(|status| status.modified), Ok(time), "to before the epoch, too");
    check.works(files.set_size(root, b"a", 7), "the size, too");
    check.works(files.set_mode(root, b"a", 0o200, true), "a mode binds its owner");
    check.equal(files.open(b"a", 0, 0).err(), refusal(ErrorCode::AccessDenied), "who may not read");
    check.equal(
        files.check_access(root, b"a", 4, true),
        error(ErrorCode::AccessDenied),
        "and can ask before",
    );
    check.works(files.check_access(root, b"a", 2, true), "but may write");
    check.equal(
        files.assume(0, 0, &[]).err(),
        refusal(ErrorCode::NotPermitted),
        "nobody becomes the super-user",
    );
    let mut groups = [0; 4];
    check.equal(files.identity(&mut groups), Ok((1000, 100, 0)), "an identity can be asked for");
    let statistics = files.file_system_status(root, b"a");
    check.that(
        statistics.is_ok_and(|status| status.blocks == 512 && status.free_blocks < 512),
        "the volume has a size",
    );
    check.works(files.remove(root, b"a", false), "it goes");
}

fn links(check: &mut Check, files: &Capability<Namespace>) {
    let root = Handle::NONE;
    check.works(files.make_symbolic_link(b"target", root, b"s"), "a symbolic link can be made");
    let mut target = [0; 16];
    check.equal(files.read_link(root, b"s", &mut target), Ok(6), "and read");
    check.equal(&target[..6], b"target", "as it was made");
    check.equal(files.open(b"s", 0, 0).err(), refusal(ErrorCode::NotFound), "it may lead nowhere");
    check.works(files.open(b"s", O_CREAT | O_WRONLY, 0o644), "until something is made through it");
    check.works(files.status(b"target", false), "at its target");
    check.equal(
        files.open(b"s", O_NOFOLLOW, 0).err(),
        refusal(ErrorCode::TooManyLinks),
        "following can be refused",
    );
    check.works(files.link((root, b"target"), (root, b"hard"), true), "a file can have two names");
    check.equal(files.status(b"hard", true).map(|status| status.links), Ok(2), "which it counts");
    check.equal(
        files.link((root, b"/boot/bin/smoke"), (root, b"x"), true),
        error(ErrorCode::CrossDevice),
        "in one tree",
    );
    for name in [&b"s"[..], b"target", b"hard"] {
        check.works(files.remove(root, name, false), "names go one by one");
    }
}

fn narrower(check: &mut Check, files: &Capability<Namespace>) {
    let root = Handle::NONE;
    check.works(files.make_node(root, b"n", S_IFDIR | 0o755), "a directory");
    check.works(files.open(b"n/f", O_CREAT, 0o644), "with a file");
    check.works(files.open(b"secret", O_CREAT, 0o644), "beside another");
    let Some(sub) = check.works(files.sub(root, b"n"), "is a Namespace of its own") else { return };
    check.works(sub.open(b"/f", O_RDWR, 0), "with its file at the root");
    check.works(sub.make_symbolic_link(b"/../../secret", root, b"out"), "where links can be made");
    for path in
        [&b"/secret"[..], b"../secret", b"/n/f", b"../../secret", b"out", b"./../../../secret", b"/boot"]
    {
        check.equal(sub.open(path, 0, 0).err(), refusal(ErrorCode::NotFound), "that lead nowhere outside");
    }
    let Some(reading) = check.works(sub.read_only(), "and can be narrowed to reading") else { return };
    check.works(reading.open(b"f", 0, 0), "which works");
    check.equal(reading.open(b"f", O_WRONLY, 0).err(), refusal(ErrorCode::ReadOnly), "while writing");
    check.equal(reading.remove(root, b"f", false), error(ErrorCode::ReadOnly), "removing");
    check.equal(reading.set_mode(root, b"f", 0o777, true), error(ErrorCode::ReadOnly), "and changing do not");
    check.works(files.remove(root, b"n/out", false), "all of it");
    check.works(files.remove(root, b"n/f", false), "goes");
    check.works(files.remove(root, b"n", true), "in");
    check.works(files.remove(root, b"secret", false), "order");
}

fn devices(check: &mut Check, files: &Capability<Namespace>) {
    let mut buffer = [1; 8];
    let read = |path: &[u8], buffer: &mut [u8]| {
        files.open(path, O_RDWR, 0).and_then(|file| file.read(buffer, Wait::Block))
    };
    check.equal(read(b"/dev/null", &mut buffer), Ok(0), "/dev/null is empty");
    check.equal(read(b"/dev/zero", &mut buffer), Ok(8), "/dev/zero is not");
    check.equal(buffer, [0; 8], "but zero");
    check.equal(read(b"/dev/urandom", &mut buffer), Ok(8), "/dev/urandom has bytes");
    check.that(buffer != [0; 8], "that differ");
    let full = files.open(b"/dev/full", O_WRONLY, 0).and_then(|file| file.write(b"x", Wait::Block));
    check.equal(full, error(ErrorCode::NoSpace), "/dev/full is full");
    let terminal = files.open_at(Handle::NONE, b"/dev/tty", O_RDWR, 0);
    let interface = terminal.map(|opened| opened.interface);
    check.equal(interface, Ok(Some(Interface::TerminalSession)), "/dev/tty is the terminal");
}

fn locks(check: &mut Check, files: &Capability<Namespace>) {
    let open = || files.open(b"l", O_CREAT | O_RDWR, 0o644);
    let (Ok(one), Ok(two)) = (open(), open()) else { return check.that(false, "a file opens twice") };
    let range = |start, length| LockRange { start, length, of_description: true };
    check.works(one.lock(LockKind::Exclusive, range(0, 10), Wait::Never), "a range can be locked");
    let second = two.lock(LockKind::Shared, range(5, 1), Wait::Never);
    check.equal(second, error(ErrorCode::WouldBlock), "by one description");
    let found = two.find_lock(LockKind::Shared, range(0, 0));
    check.equal(found.map(|found| found.length), Ok(10), "which can be asked for");
    drop(one);
    check.works(two.lock(LockKind::Exclusive, range(0, 0), Wait::Block), "until it is closed");
    check.works(two.lock_whole(LockKind::Exclusive, Wait::Never), "and so can the file");
    check.works(files.remove(Handle::NONE, b"l", false), "which goes");
}

fn mapped(check: &mut Check, files: &Capability<Namespace>) {
    const LENGTH: u64 = 8192;
    let Some(memory) = granted::<VirtualMemory>("memory") else { return };
    let Ok(file) = files.open(b"m", O_CREAT | O_RDWR, 0o644) else {
        return check.that(false, "a file opens");
    };
    check.equal(file.write(b"in the file", Wait::Block), Ok(11), "a file with text");
    let map = |flags| memory.map_object(&file, 0, 0, LENGTH, Protection::READ | Protection::WRITE, flags);
    let (Some(shared), Some(private)) = (
        check.works(map(MapFlags::SHARED), "can be mapped to be shared"),
        check.works(map(0), "and as a copy"),
    ) else {
        return;
    };
    // SAFETY: the kernel has just mapped pages there, of which the first lies in the file, and nothing else uses them.
    let [shared_bytes, private_bytes] =
        [shared, private].map(|address| unsafe { core::slice::from_raw_parts_mut(address as *mut u8, 11) });
    check.equal(&*shared_bytes, b"in the file", "the text is there");
    shared_bytes[..2].copy_from_slice(b"IN");
    private_bytes[3..6].copy_from_slice(b"MY ");
    let mut buffer = [0; 11];
    check.equal(file.read_at(0, &mut buffer, Wait::Block), Ok(11), "what is stored");
    check.equal(&buffer, b"IN the file", "is in the file, the copy's aside");
    check.equal(file.write_at(7, b"FILE", Wait::Block), Ok(4), "what is written");
    check.equal(&shared_bytes[7..], b"FILE", "is in memory");
    for address in [shared, private] {
        // SAFETY: these are the pages mapped above, and the slices of them are used no more.
        check.works(unsafe { memory.unmap(address, LENGTH) }, "both can be unmapped");
    }
    check.works(files.remove(Handle::NONE, b"m", false), "and the file");
}
