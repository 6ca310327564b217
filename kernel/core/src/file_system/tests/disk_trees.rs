//! Names and attributes on a disk, also after the power was cut, and disks that fail or can only be read.

use std::vec::Vec;

use alloc::sync::Arc;

use capos_hal::block::{Disk, DiskEvent};
use capos_hal::host::Machine;
use capos_schema::capos_capnp::ErrorCode;

use super::new;
use super::random_trees::{NAMES, Random, change, check};
use crate::file_system::{Change, Ext4Volume, FileResult, FileSystem, Kind, Listed, Time};
use crate::quota::Account;
use crate::testing::{image, is_clean};

pub const KIB: u32 = 16 << 10;
const CACHE: u64 = 2048;

pub fn machine(bytes: Vec<u8>) -> Machine {
    let machine = Machine::new(8192);
    machine.add_disk(bytes);
    machine
}

pub fn mount() -> FileResult<Arc<Ext4Volume>> {
    let disk = Arc::new(Disk::open(0).expect("a disk"));
    Ext4Volume::mount(9, &disk, Arc::new(Account::new(CACHE)), false)
}

pub fn change_names(volume: &dyn FileSystem, random: &mut Random, count: usize) {
    let mut directories = vec![volume.root()];
    for step in 0..count {
        let pick =
            |random: &mut Random| (directories[random.below(directories.len())], NAMES[random.below(5)]);
        let (one, two) = (pick(random), pick(random));
        change(volume, random, one, two);
        directories = check(volume);
        if step % 40 == 39 {
            assert_eq!(volume.sync_all(), Ok(()));
        }
    }
}

/// The disk as the loss of power leaves it after so many events: what was written since the last flush is there or not.
fn after_power_cut(before: &[u8], events: &[DiskEvent], random: &mut Random) -> Vec<u8> {
    let flushed = events.iter().rposition(|event| *event == DiskEvent::Flush).unwrap_or(0);
    let mut bytes = before.to_vec();
    for (index, event) in events.iter().enumerate() {
        if let DiskEvent::Write { at, bytes: written } = event
            && (index < flushed || random.below(2) == 0)
        {
            bytes[*at..*at + written.len()].copy_from_slice(written);
        }
    }
    bytes
}

#[test]
fn names_of_a_disk_survive_power_cuts() {
    let options: [&[&str]; 3] = [&[], &["-b", "1024"], &["-O", "^metadata_csum,^dir_index"]];
    for (seed, options) in (1..).zip(options) {
        let before = image(KIB, options);
        let mut random = Random(seed);
        let first = machine(before.clone());
        let volume = mount().expect("mounted");
        change_names(&*volume, &mut random, 160);
        drop(volume);
        let events = first.take_disk_events(0);
        for _ in 0..4 {
            let cut = random.below(events.len());
            let left = after_power_cut(&before, &events[..cut], &mut random);
            is_clean(&left, true);
            let again = machine(left);
            let volume = mount().expect("recovered");
            check(&*volume);
            change_names(&*volume, &mut random, 20);
            assert_eq!(volume.sync_all(), Ok(()));
            is_clean(&again.disk_bytes(0), true);
        }
    }
}

#[test]
fn times_are_kept_whole() {
    let machine = machine(image(KIB, &[]));
    let volume = mount().expect("mounted");
    let inode = volume.create(volume.root(), b"file", new(Kind::Regular)).expect("made");
    let accessed = Time { seconds: -5, nanoseconds: 999_999_999 };
    let modified = Time { seconds: 1 << 33, nanoseconds: 1 };
    let change = Change {
        accessed: Some(accessed),
        modified: Some(modified),
        mode: Some(0o4751),
        user: Some(70_000),
        group: Some(80_000),
    };
    assert_eq!(volume.change(inode, change), Ok(()));
    let told = volume.status(inode).expect("there");
    assert_eq!(volume.sync(inode, false), Ok(()));
    drop(volume);
    let again = mount().expect("mounted again");
    let inode = again.lookup(again.root(), b"file").expect("found");
    assert_eq!(again.status(inode), Ok(told));
    assert_eq!((told.accessed, told.modified, told.mode), (accessed, modified, 0o4751));
    is_clean(&machine.disk_bytes(0), true);
}

#[test]
fn a_listing_goes_on_whatever_changes() {
    machine(image(KIB, &["-b", "1024"]));
    let volume = mount().expect("mounted");
    let root = volume.root();
    let name = |number: u32| std::format!("a-file-with-a-name-{number}").into_bytes();
    for number in 0..300 {
        let inode = volume.create(root, &name(number), new(Kind::Regular)).expect("made");
        volume.release(inode);
    }
    let mut seen = Vec::new();
    let mut cursor = 0;
    for round in 0.. {
        let mut last = None;
        let listed = volume.list(root, cursor, &mut |entry| {
            if last.is_some() {
                return Listed::Full;
            }
            last = Some((entry.name.to_vec(), entry.next));
            Listed::More
        });
        assert_eq!(listed, Ok(()));
        let Some((found, next)) = last else { break };
        seen.push(found);
        cursor = next;
        // Others come and go meanwhile, so many that the directory grows an index.
        let inode = volume.create(root, &name(1000 + round), new(Kind::Regular)).expect("made");
        volume.release(inode);
    }
    for number in 0..300 {
        assert_eq!(seen.iter().filter(|seen| **seen == name(number)).count(), 1, "{number}");
    }
}

#[test]
fn a_directory_grows_between_the_data_of_its_files() {
    let machine = machine(image(KIB, &["-b", "1024"]));
    let volume = mount().expect("mounted");
    let directory = volume.create(volume.root(), b"many", new(Kind::Directory)).expect("made");
    for number in 0..600 {
        let name = std::format!("a-file-whose-data-takes-the-next-block-{number}");
        let inode = volume.create(directory, name.as_bytes(), new(Kind::Regular)).expect("made");
        assert_eq!(volume.allocate(inode, 0, 1024, false), Ok(()));
        volume.release(inode);
    }
    assert_eq!(volume.sync_all(), Ok(()));
    is_clean(&machine.disk_bytes(0), true);
}

#[test]
fn a_disk_that_fails_is_an_error() {
    let machine = machine(image(KIB, &[]));
    let volume = mount().expect("mounted");
    let inode = volume.create(volume.root(), b"file", new(Kind::Regular)).expect("made");
    machine.break_disk(0, true);
    assert_eq!(volume.sync(inode, false), Err(ErrorCode::IoError));
    assert!(mount().is_err());
}

#[test]
fn a_disk_that_must_not_be_written_can_be_read() {
    let machine = machine(image(KIB, &[]));
    machine.protect_disk(0, true);
    let volume = mount().expect("mounted");
    assert!(volume.is_read_only());
    assert_eq!(volume.create(volume.root(), b"a", new(Kind::Regular)), Err(ErrorCode::ReadOnly));
    assert!(volume.lookup(volume.root(), b"lost+found").is_ok());
    assert!(machine.take_disk_events(0).is_empty());
}

#[test]
fn a_disk_that_must_not_be_written_is_read_with_what_its_journal_has() {
    let first = machine(image(KIB, &[]));
    let volume = mount().expect("mounted");
    for name in NAMES {
        volume.create(volume.root(), name, new(Kind::Directory)).expect("made");
    }
    assert_eq!(volume.sync_all(), Ok(()));
    let left = first.disk_bytes(0);
    let machine = machine(left.clone());
    machine.protect_disk(0, true);
    let volume = mount().expect("mounted");
    assert!(volume.is_read_only());
    for name in NAMES {
        assert!(volume.lookup(volume.root(), name).is_ok());
    }
    assert_eq!(check(&*volume).len(), 2 + NAMES.len());
    assert!(machine.take_disk_events(0).is_empty());
    assert!(machine.disk_bytes(0) == left);
    // There has to be room for it.
    let disk = Arc::new(Disk::open(0).expect("a disk"));
    assert!(Ext4Volume::mount(9, &disk, Arc::new(Account::new(65)), true).is_err());
}
