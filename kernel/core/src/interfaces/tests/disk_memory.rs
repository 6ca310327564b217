//! A disk and memory: mappings larger than the cache, what nobody synchronised, and what data alone need.

use capos_hal::block::DiskEvent;
use capos_schema::Interface;
use capos_schema::capos_capnp::{ErrorCode, file_status};
use capos_schema::methods::file::{GetStatus, SetSize, Sync as Synchronise, WriteAt};
use capos_schema::methods::namespace::Open;
use capos_schema::methods::timer::SleepUntil;
use capos_schema::methods::virtual_memory::{MapObject, Sync as SynchroniseMemory, Unmap};

use super::fixture::{refused, word, works, write};
use crate::testing::{Kernel, User, image, is_clean, read_results};

const READ_WRITE_CREATE: u32 = 0o102;
const PAGE: u64 = 4096;
const SHARED: u32 = 1;
const READ_WRITE: u32 = 3;

type Machine = capos_hal::host::Machine;

fn boot(cache: u64, main: impl Fn(&User, &Machine) -> i32 + Clone + Send + Sync + 'static) {
    let mut kernel = Kernel::new();
    let machine = kernel.machine.clone();
    machine.add_disk(image(16 << 10, &[]));
    // The journal takes 1024 pages of these.
    kernel.package.disk = Some(1024 + cache);
    let of_main = machine.clone();
    kernel.program("bin/main", move |user| main(user, &of_main));
    let grants = [("memory", Interface::VirtualMemory), ("timer", Interface::Timer)];
    let process = kernel.process("bin/main", &grants);
    process.binds = vec![("/", "disk", "")];
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
    is_clean(&machine.disk_bytes(0), false);
}

fn file(user: &User, path: &str) -> u32 {
    let opened = user.call::<Open>(user.handle("root"), |mut params| {
        params.set_path(path.as_bytes());
        params.set_flags(READ_WRITE_CREATE);
        params.set_mode(0o644);
    });
    word(user, opened) as u32
}

#[test]
fn a_process_maps_and_touches_more_than_the_cache_holds() {
    const PAGES: u64 = 300;
    boot(128, |user, _| {
        let file = file(user, "mapped");
        works(user.call::<SetSize>(file, |mut params| params.set_size(PAGES * PAGE)));
        let mapped = user.call::<MapObject>(user.handle("memory"), |mut params| {
            params.set_object(file);
            params.set_length(PAGES * PAGE);
            params.set_protection(READ_WRITE);
            params.set_flags(SHARED);
        });
        let address = word(user, mapped);
        for page in 0..PAGES {
            user.write(address + page * PAGE + page, &page.to_le_bytes());
        }
        for page in (0..PAGES).rev() {
            let mut bytes = [0; 8];
            user.read(address + page * PAGE + page, &mut bytes);
            assert_eq!(u64::from_le_bytes(bytes), page);
        }
        0
    });
}

#[test]
fn what_nobody_synchronises_reaches_the_disk_by_itself() {
    const TEXT: &[u8] = b"written and left alone";
    boot(128, |user, machine| {
        let file = file(user, "left");
        write::<WriteAt>(user, file, TEXT, |_| {});
        let is_there = || machine.disk_bytes(0).windows(TEXT.len()).any(|bytes| bytes == TEXT);
        assert!(!is_there());
        works(user.call::<SleepUntil>(user.handle("timer"), |mut params| params.set_deadline(6_000_000_000)));
        assert!(is_there());
        0
    });
}

#[test]
fn data_alone_need_no_transaction_once_they_have_their_places() {
    fn writes(machine: &Machine) -> usize {
        let events = machine.take_disk_events(0);
        assert_eq!(events.last(), Some(&DiskEvent::Flush));
        events.iter().filter(|event| matches!(event, DiskEvent::Write { .. })).count()
    }
    boot(128, |user, machine| {
        let file = file(user, "data");
        let data_only = || works(user.call::<Synchronise>(file, |mut params| params.set_data_only(true)));
        write::<WriteAt>(user, file, &[1; 4096], |_| {});
        machine.take_disk_events(0);
        data_only();
        // The new file's blocks and its size are as good as data.
        assert!(writes(machine) > 1);
        write::<WriteAt>(user, file, &[2; 4096], |_| {});
        data_only();
        assert_eq!(writes(machine), 1);
        works(user.call::<Synchronise>(file, |_| {}));
        assert!(writes(machine) > 0);
        write::<WriteAt>(user, file, &[3; 4096], |mut params| params.set_offset(4096));
        data_only();
        assert!(writes(machine) > 1);
        0
    });
}

#[test]
fn a_mapping_is_written_back_where_it_was_written() {
    const PAGES: u64 = 16;
    fn writes(machine: &Machine) -> usize {
        let events = machine.take_disk_events(0);
        let pages = events.iter().filter_map(|event| match event {
            DiskEvent::Write { bytes, .. } => Some(bytes.len() as u64 / PAGE),
            _ => None,
        });
        pages.sum::<u64>() as usize
    }
    boot(128, |user, machine| {
        let file = file(user, "mapped");
        for page in 0..PAGES {
            write::<WriteAt>(user, file, &[1; PAGE as usize], |mut params| params.set_offset(page * PAGE));
        }
        works(user.call::<Synchronise>(file, |_| {}));
        let mapped = user.call::<MapObject>(user.handle("memory"), |mut params| {
            params.set_object(file);
            params.set_length(PAGES * PAGE);
            params.set_protection(READ_WRITE);
            params.set_flags(SHARED);
        });
        let address = word(user, mapped);
        let synchronise = |page: u64, count: u64, wait: bool| {
            user.call::<SynchroniseMemory>(user.handle("memory"), |mut params| {
                params.set_address(address + page * PAGE);
                params.set_length(count * PAGE);
                params.set_wait(wait);
            })
        };
        let later = |deadline: u64| {
            let timer = user.handle("timer");
            works(user.call::<SleepUntil>(timer, |mut params| params.set_deadline(deadline)));
        };
        let modified = || {
            let ended = user.call::<GetStatus>(file, |_| {});
            read_results::<file_status::Owned, _>(user, ended, |status| {
                (status.get_modified_seconds(), status.get_modified_nanoseconds())
            })
        };
        let before = modified();
        for page in 0..PAGES {
            let mut byte = [0];
            user.read(address + page * PAGE, &mut byte);
        }
        machine.take_disk_events(0);
        works(synchronise(0, PAGES, true));
        assert_eq!((writes(machine), modified()), (0, before), "nothing was written");
        later(10_000_000);
        user.write(address + 3 * PAGE, &[2]);
        assert!(modified() > before);
        works(synchronise(0, PAGES, true));
        assert_eq!(writes(machine), 1);
        works(synchronise(0, PAGES, true));
        assert_eq!(writes(machine), 0);
        user.write(address + 3 * PAGE, &[3]);
        let before = modified();
        later(20_000_000);
        works(synchronise(4, 1, false));
        assert_eq!(modified(), before, "not of that page");
        works(synchronise(3, 1, false));
        assert!(modified() > before);
        works(synchronise(0, PAGES, true));
        assert_eq!(writes(machine), 1);
        works(user.call::<Unmap>(user.handle("memory"), |mut params| {
            params.set_address(address + 5 * PAGE);
            params.set_length(PAGE);
        }));
        refused(synchronise(0, PAGES, false), ErrorCode::NoMemory);
        0
    });
}
