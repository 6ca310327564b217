//! Files on a disk as a program meets them: contents larger than the cache, mappings, a full disk, the next boot.

use capos_schema::Interface;
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::file::{ReadAt, SetSize, Sync as Synchronise, WriteAt};
use capos_schema::methods::namespace::{Open, Remove};
use capos_schema::methods::virtual_memory::MapObject;

use super::fixture::{bulk, read, refused, word, works, write};
use crate::testing::{Kernel, User, image, is_clean};

const READ_WRITE_CREATE: u32 = 0o102;
const PAGE: usize = 4096;

/// Of mapObject.
const SHARED: u32 = 1;

/// Boots with the disk, runs the program, gives the disk as it is afterwards.
fn boot(disk: Vec<u8>, main: impl Fn(&User) -> i32 + Clone + Send + Sync + 'static) -> Vec<u8> {
    let mut kernel = Kernel::new();
    let machine = kernel.machine.clone();
    machine.add_disk(disk);
    // The journal takes 1024 pages of these.
    kernel.package.disk = Some(1024 + 128);
    kernel.program("bin/main", main);
    let process = kernel.process("bin/main", &[("memory", Interface::VirtualMemory)]);
    process.binds = vec![("/", "disk", "")];
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
    let left = machine.disk_bytes(0);
    is_clean(&left, false);
    left
}

fn file(user: &User, path: &str) -> u32 {
    let opened = user.call::<Open>(user.handle("root"), |mut params| {
        params.set_path(path.as_bytes());
        params.set_flags(READ_WRITE_CREATE);
        params.set_mode(0o644);
    });
    word(user, opened) as u32
}

fn write_at(user: &User, file: u32, offset: u64, bytes: &[u8]) -> crate::call::Ended {
    write::<WriteAt>(user, file, bytes, |mut params| params.set_offset(offset))
}

fn read_at(user: &User, file: u32, offset: u64, length: usize) -> Vec<u8> {
    read::<ReadAt>(user, file, length, |mut params| params.set_offset(offset))
}

fn page(number: u64) -> Vec<u8> {
    (0..PAGE).map(|at| (number * 7 + at as u64 / 3) as u8).collect()
}

#[test]
fn files_larger_than_the_cache_are_written_and_read_again() {
    const PAGES: u64 = 600;
    let left = boot(image(16 << 10, &[]), |user| {
        let file = file(user, "large");
        for number in 0..PAGES {
            assert_eq!(write_at(user, file, number * PAGE as u64 + 100, &page(number)).value, PAGE as u64);
        }
        for number in (0..PAGES).rev() {
            assert!(read_at(user, file, number * PAGE as u64 + 100, PAGE) == page(number), "{number}");
        }
        works(user.call::<SetSize>(file, |mut params| params.set_size(300 * PAGE as u64 + 150)));
        0
    });
    boot(left, |user| {
        let file = file(user, "large");
        for number in 0..300 {
            assert!(read_at(user, file, number * PAGE as u64 + 100, PAGE) == page(number), "{number}");
        }
        assert_eq!(read_at(user, file, 300 * PAGE as u64 + 100, PAGE), page(300)[..50]);
        // What was cut off reads as zeros when the file grows again.
        works(user.call::<SetSize>(file, |mut params| params.set_size(400 * PAGE as u64)));
        assert!(read_at(user, file, 300 * PAGE as u64 + 150, PAGE).iter().all(|byte| *byte == 0));
        0
    });
}

#[test]
fn what_a_mapping_writes_reaches_the_disk() {
    let left = boot(image(16 << 10, &[]), |user| {
        let file = file(user, "mapped");
        assert_eq!(write_at(user, file, 0, &page(1)).value, PAGE as u64);
        let mapped = user.call::<MapObject>(user.handle("memory"), |mut params| {
            params.set_object(file);
            params.set_length(2 * PAGE as u64);
            params.set_protection(3);
            params.set_flags(SHARED);
        });
        let address = word(user, mapped);
        user.write(address + 10, b"by memory");
        assert_eq!(read_at(user, file, 10, 9), b"by memory");
        assert_eq!(write_at(user, file, 20, b"by write").value, 8);
        let mut bytes = [0; 8];
        user.read(address + 20, &mut bytes);
        assert_eq!(&bytes, b"by write");
        works(user.call::<Synchronise>(file, |_| {}));
        user.write(address + 40, b"after the sync");
        works(user.call::<Synchronise>(file, |_| {}));
        0
    });
    boot(left, |user| {
        let file = file(user, "mapped");
        assert_eq!(read_at(user, file, 10, 18), [&b"by memory"[..], &page(1)[19..20], b"by write"].concat());
        assert_eq!(read_at(user, file, 40, 14), b"after the sync");
        0
    });
}

#[test]
fn a_full_disk_says_so_and_keeps_what_it_has() {
    let left = boot(image(16 << 10, &[]), |user| {
        let file = file(user, "filler");
        let mut end = 0;
        loop {
            let ended = write_at(user, file, end, &page(end / PAGE as u64));
            if ended.value == 0 {
                refused(ended, ErrorCode::NoSpace);
                break;
            }
            end += ended.value;
        }
        assert!(end > 500 * PAGE as u64, "{end}");
        works(user.call::<Synchronise>(file, |_| {}));
        // What has its blocks can be written again.
        assert_eq!(write_at(user, file, 0, &page(0)).value, PAGE as u64);
        works(user.call::<Synchronise>(file, |_| {}));
        for number in 0..end / PAGE as u64 {
            assert!(read_at(user, file, number * PAGE as u64, PAGE) == page(number), "{number}");
        }
        works(user.call::<Remove>(user.handle("root"), |mut params| params.set_path(b"filler")));
        0
    });
    boot(left, |user| {
        let file = file(user, "new");
        assert_eq!(write_at(user, file, 1 << 20, &page(5)).value, PAGE as u64);
        0
    });
}

#[test]
fn a_write_from_bad_memory_changes_nothing() {
    boot(image(16 << 10, &[]), |user| {
        let file = file(user, "file");
        assert_eq!(write_at(user, file, 0, &page(3)).value, PAGE as u64);
        let length = 2 * PAGE as u64;
        bulk::<WriteAt>(user, file, 8, length, |mut params| params.set_offset(0));
        bulk::<WriteAt>(user, file, 8, length, |mut params| params.set_offset(PAGE as u64 + 5));
        assert!(read_at(user, file, 0, 2 * PAGE) == page(3));
        0
    });
}
