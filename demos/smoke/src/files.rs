//! Namespace and File over the boot package.

use alloc::vec;

use capos_rt::call::Wait;
use capos_rt::error::ErrorCode;
use capos_rt::startup::granted;
use capos_rt::{Error, File, Namespace, Whence};

use crate::check::Check;

const GREETING: &[u8] = b"Hello from the boot package.\nSecond line.\n";
/// `O_RDWR`, `O_CREAT`, `S_IFMT`, `S_IFREG`.
const O_RDWR: u32 = 0o2;
const O_CREAT: u32 = 0o100;
const S_IFMT: u32 = 0o170_000;
const S_IFREG: u32 = 0o100_000;

pub fn run(check: &mut Check) {
    let Some(root) = granted::<Namespace>("root") else {
        return check.that(false, "a Namespace was granted");
    };
    let error = |code| Some(Error::Exception(code));
    let Some(file) = check.works(root.open(b"/share/greeting.txt", 0, 0), "a file can be opened") else {
        return;
    };
    let mut buffer = [0; 64];
    check.equal(file.read(&mut buffer, Wait::Block), Ok(GREETING.len()), "it can be read whole");
    check.equal(&buffer[..GREETING.len()], GREETING, "with its content");
    check.equal(file.read(&mut buffer, Wait::Block), Ok(0), "then comes its end");
    check.equal(file.seek(6, Whence::Start), Ok(6), "the cursor can be moved");
    check.equal(file.read(&mut buffer[..4], Wait::Block), Ok(4), "and read from");
    check.equal(&buffer[..4], b"from", "there");
    check.equal(file.seek(-5, Whence::End), Ok(GREETING.len() as u64 - 5), "from the end as well");
    check.equal(
        file.seek(-1, Whence::Start).err(),
        error(ErrorCode::InvalidArgument),
        "but not before the start",
    );
    check.equal(file.read_at(0, &mut buffer[..5], Wait::Block), Ok(5), "it can be read at an offset");
    check.that(file.write(b"x", Wait::Block).is_err(), "it can not be written");
    if let Some(status) = check.works(file.status(), "it has a status") {
        check.equal(status.size, GREETING.len() as u64, "with its size");
        check.equal(status.mode & S_IFMT, S_IFREG, "as a regular file");
    }
    let second = file.duplicate();
    let _ = file.seek(0, Whence::Start);
    let shared = second.and_then(|second| second.read(&mut buffer[..5], Wait::Block).map(|_| ()));
    check.works(shared, "a duplicate can be read");
    check.equal(file.seek(0, Whence::Current), Ok(5), "and shares the cursor");

    let open = |path: &[u8], flags| root.open(path, flags, 0o644).err();
    check.equal(open(b"/share/missing.txt", 0), error(ErrorCode::NotFound), "a missing file is not found");
    check.equal(open(b"", 0), error(ErrorCode::NotFound), "nor an empty path");
    check.equal(open(b"/share/greeting.txt/x", 0), error(ErrorCode::NotDirectory), "a file is no directory");
    check.equal(
        open(b"/share/greeting.txt", O_RDWR),
        error(ErrorCode::ReadOnly),
        "it opens for reading only",
    );
    check.equal(
        open(b"/share/new.txt", O_CREAT | O_RDWR),
        error(ErrorCode::ReadOnly),
        "nothing can be created",
    );
    check.equal(open(b"/../../share/./../share/greeting.txt", 0), None, "\"..\" stops at the root");
    check.equal(
        open(&vec![b'a'; 300], 0),
        error(ErrorCode::NameTooLong),
        "a component of 300 bytes is too long",
    );
    check.equal(
        open(&vec![b'/'; 5000], 0),
        error(ErrorCode::NameTooLong),
        "a path of 5000 bytes is too long",
    );
    check.that(
        root.status(b"/share", true).is_ok_and(|status| status.mode & S_IFMT == 0o40_000),
        "directories are implied",
    );

    let given = granted::<File>("file").map(|given| {
        let mut head = [0; 5];
        let _ = given.read_at(0, &mut head, Wait::Block);
        head
    });
    check.equal(given, Some(*b"Hello"), "a boot file can be granted as a File");
}
