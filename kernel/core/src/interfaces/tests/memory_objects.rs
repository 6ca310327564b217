//! MemoryObject as a process uses and misuses it.

use capos_schema::Interface;
use capos_schema::abi::Fault;
use capos_schema::abi::memory::{MapFlags, Protection};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::memory_object::{GetSize, Read, ReadOnly, Resize, Write};
use capos_schema::methods::virtual_memory::{CreateObject, MapObject, Unmap};

use super::fixture::{bulk, faulted, read, refused, word, works, write};
use crate::testing::{Kernel, User};

const PAGE: u64 = 4096;
const GRANTS: [(&str, Interface); 1] = [("memory", Interface::VirtualMemory)];

fn create(user: &User, size: u64) -> u32 {
    word(user, user.call::<CreateObject>(user.handle("memory"), |mut params| params.set_size(size))) as u32
}

#[test]
fn bytes_are_read_and_written_across_pages() {
    Kernel::check(&GRANTS, |user| {
        let object = create(user, 2 * PAGE + 10);
        let text: Vec<u8> = (0..2000).map(|index| index as u8).collect();
        let ended = write::<Write>(user, object, &text, |mut params| params.set_offset(PAGE - 1000));
        assert_eq!(ended.value, 2000);
        assert_eq!(read::<Read>(user, object, 2000, |mut params| params.set_offset(PAGE - 1000)), text);
        assert_eq!(read::<Read>(user, object, 100, |mut params| params.set_offset(2 * PAGE)), [0; 10]);
        assert_eq!(read::<Read>(user, object, 100, |mut params| params.set_offset(u64::MAX)), []);
        let short = write::<Write>(user, object, &[7; 100], |mut params| params.set_offset(2 * PAGE));
        assert_eq!(short.value, 10, "up to the end");
        let past = write::<Write>(user, object, &[7; 100], |mut params| params.set_offset(2 * PAGE + 10));
        refused(past, ErrorCode::NoSpace);
        works(write::<Write>(user, object, &[], |mut params| params.set_offset(u64::MAX)));
        faulted(bulk::<Read>(user, object, 16, 8, |_| {}), Fault::BulkAddress);
        0
    });
}

#[test]
fn a_read_only_capability_can_not_write() {
    Kernel::check(&GRANTS, |user| {
        let object = create(user, PAGE);
        works(write::<Write>(user, object, b"text", |_| {}));
        let narrow = word(user, user.call::<ReadOnly>(object, |_| {})) as u32;
        assert_eq!(read::<Read>(user, narrow, 4, |_| {}), b"text");
        refused(write::<Write>(user, narrow, b"x", |_| {}), ErrorCode::AccessDenied);
        refused(user.call::<Resize>(narrow, |_| {}), ErrorCode::AccessDenied);
        let map = |protection, flags| {
            user.call::<MapObject>(user.handle("memory"), |mut params| {
                params.set_object(narrow);
                params.set_length(PAGE);
                params.set_protection(protection);
                params.set_flags(flags);
            })
        };
        let both = Protection::READ | Protection::WRITE;
        refused(map(both, MapFlags::SHARED), ErrorCode::AccessDenied);
        works(map(Protection::READ, MapFlags::SHARED));
        let own = word(user, map(both, 0));
        user.write(own, b"mine");
        assert_eq!(read::<Read>(user, narrow, 4, |_| {}), b"text");
        let narrower = word(user, user.call::<ReadOnly>(narrow, |_| {})) as u32;
        refused(write::<Write>(user, narrower, b"x", |_| {}), ErrorCode::AccessDenied);
        0
    });
}

#[test]
fn sizes() {
    Kernel::check(&GRANTS, |user| {
        let object = create(user, 5);
        let size = || word(user, user.call::<GetSize>(object, |_| {}));
        let resize = |size| user.call::<Resize>(object, |mut params| params.set_size(size));
        assert_eq!(size(), 5);
        works(resize(3 * PAGE));
        assert_eq!(size(), 3 * PAGE);
        refused(resize(u64::MAX), ErrorCode::InvalidArgument);
        let mapped = word(
            user,
            user.call::<MapObject>(user.handle("memory"), |mut params| {
                params.set_object(object);
                params.set_length(PAGE);
                params.set_protection(Protection::READ);
                params.set_flags(MapFlags::SHARED);
            }),
        );
        refused(resize(0), ErrorCode::Busy);
        works(user.call::<Unmap>(user.handle("memory"), |mut params| {
            params.set_address(mapped);
            params.set_length(PAGE);
        }));
        works(resize(0));
        assert_eq!(size(), 0);
        0
    });
}

#[test]
fn a_boot_file_is_an_object_that_nobody_writes() {
    let mut kernel = Kernel::new();
    kernel.package.files.push(("data/text", false, b"of the package".to_vec()));
    kernel.program("main", |user| {
        let object = user.handle("text");
        assert_eq!(word(user, user.call::<GetSize>(object, |_| {})), 14);
        assert_eq!(read::<Read>(user, object, 100, |mut params| params.set_offset(3)), b"the package");
        refused(write::<Write>(user, object, b"x", |_| {}), ErrorCode::AccessDenied);
        refused(user.call::<Resize>(object, |_| {}), ErrorCode::AccessDenied);
        0
    });
    kernel.process("main", &GRANTS).grants.push(("text", Interface::MemoryObject, "data/text"));
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
}

#[test]
fn pages_of_objects_count_against_the_quota() {
    let mut kernel = Kernel::new();
    kernel.program("main", |user| {
        let object = create(user, 1000 * PAGE);
        let fill =
            |page: u64| write::<Write>(user, object, b"x", |mut params| params.set_offset(page * PAGE));
        let filled =
            (0..1000).take_while(|&page| fill(page).status == capos_schema::abi::Status::Ok).count() as u64;
        assert!(filled > 50 && filled < 200, "{filled}");
        refused(fill(filled), ErrorCode::QuotaExceeded);
        works(user.call::<Resize>(object, |_| {}));
        works(user.call::<Resize>(object, |mut params| params.set_size(1000 * PAGE)));
        works(fill(filled));
        0
    });
    kernel.process("main", &GRANTS).memory_pages = 200;
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
}
