//! Mapped objects: shared, private, of the boot package.

use alloc::sync::Arc;
use alloc::vec;

use capos_hal::boot::BootInfo;
use capos_hal::{Protection, frame};

use super::fixture::{BASE, Fixture, PAGE, READ_WRITE, pages};
use crate::memory::{AddressSpace, Backing, Layout, MAX_OBJECT_SIZE, MemoryError, PageObject, Place};

fn at(page: u64) -> Place {
    Place::Vacant(BASE + page * PAGE)
}

#[test]
fn shared_mappings_see_each_other_and_private_ones_do_not() {
    let fixture = Fixture::new(100);
    let object = PageObject::anonymous(4 * PAGE, Arc::clone(&fixture.account)).expect("small");
    let shared = || Backing::shared(Arc::clone(&object), 0, true);
    fixture.space.map(at(0), 4 * PAGE, READ_WRITE, shared()).expect("room");
    fixture.space.map(at(10), 4 * PAGE, READ_WRITE, shared()).expect("room");
    fixture.space.map(at(20), 4 * PAGE, READ_WRITE, Backing::private(Arc::clone(&object), 0)).expect("room");
    assert!(fixture.poke(1, 5));
    assert_eq!(fixture.peek(11), Some(5));
    assert_eq!(fixture.peek(21), Some(5), "not copied yet");
    assert!(fixture.poke(21, 6));
    assert_eq!((fixture.peek(1), fixture.peek(11), fixture.peek(21)), (Some(5), Some(5), Some(6)));
    assert!(fixture.poke(11, 7));
    assert_eq!((fixture.peek(1), fixture.peek(21)), (Some(7), Some(6)));
    assert!(fixture.poke(22, 1), "a first touch that writes");
    assert_eq!(fixture.peek(2), Some(0));
}

#[test]
fn offsets_follow_when_mappings_are_cut() {
    let fixture = Fixture::new(100);
    let object = PageObject::anonymous(8 * PAGE, Arc::clone(&fixture.account)).expect("small");
    for page in 0..8 {
        object.frame(page).expect("inside").write(0, &[page as u8]);
    }
    let backing = Backing::private(Arc::clone(&object), 2 * PAGE);
    fixture.space.map(at(0), 6 * PAGE, Protection::READ, backing).expect("room");
    fixture.space.unmap(pages(1, 1)).expect("mapped");
    fixture.space.protect(pages(3, 1), READ_WRITE).expect("mapped");
    let seen: vec::Vec<_> = (0..6).map(|page| fixture.peek(page)).collect();
    assert_eq!(seen, [Some(2), None, Some(4), Some(5), Some(6), Some(7)]);
}

#[test]
fn private_pages_protected_later_are_still_copied() {
    let fixture = Fixture::new(100);
    let object = PageObject::anonymous(PAGE, Arc::clone(&fixture.account)).expect("small");
    fixture.space.map(at(0), PAGE, Protection::READ, Backing::private(Arc::clone(&object), 0)).expect("room");
    assert_eq!(fixture.peek(0), Some(0));
    fixture.space.protect(pages(0, 1), READ_WRITE).expect("mapped");
    assert!(fixture.poke(0, 9));
    let mut byte = [1];
    object.frame(0).expect("inside").read(0, &mut byte);
    assert_eq!(byte, [0], "the object is untouched");
}

#[test]
fn a_read_only_object_never_becomes_writable() {
    let fixture = Fixture::new(100);
    let object = PageObject::anonymous(PAGE, Arc::clone(&fixture.account)).expect("small");
    let backing = || Backing::shared(Arc::clone(&object), 0, false);
    assert_eq!(fixture.space.map(at(0), PAGE, READ_WRITE, backing()), Err(MemoryError::ReadOnlyObject));
    fixture.space.map(at(0), PAGE, Protection::READ, backing()).expect("room");
    assert_eq!(fixture.space.protect(pages(0, 1), READ_WRITE), Err(MemoryError::ReadOnlyObject));
    assert!(!fixture.poke(0, 1));
}

#[test]
fn touching_beyond_the_object_is_a_fault() {
    let fixture = Fixture::new(100);
    let object = PageObject::anonymous(PAGE + 1, Arc::clone(&fixture.account)).expect("small");
    fixture.space.map(at(0), 4 * PAGE, READ_WRITE, Backing::shared(object, 0, true)).expect("room");
    assert!(fixture.poke(0, 1) && fixture.poke(1, 1));
    assert!(!fixture.poke(2, 1));
}

#[test]
fn resizing() {
    let fixture = Fixture::new(100);
    let object = PageObject::anonymous(3 * PAGE, Arc::clone(&fixture.account)).expect("small");
    object.frame(0).expect("inside").write(0, &[7; PAGE as usize]);
    object.frame(2).expect("inside");
    assert_eq!(fixture.account.used(), 2);
    let mapped = Backing::shared(Arc::clone(&object), 0, true);
    assert_eq!(object.resize(1), Err(MemoryError::ObjectInUse));
    drop(mapped);
    object.resize(1).expect("nobody maps it");
    assert_eq!((object.size(), fixture.account.used()), (1, 1));
    object.resize(5 * PAGE).expect("growing");
    let mut bytes = [9; 3];
    object.frame(0).expect("inside").read(0, &mut bytes);
    assert_eq!(bytes, [7, 0, 0], "zeros behind the old end");
    assert_eq!(object.resize(MAX_OBJECT_SIZE + 1), Err(MemoryError::OutOfObject));
    assert!(PageObject::anonymous(u64::MAX, Arc::clone(&fixture.account)).is_err());
    drop(object);
    assert_eq!(fixture.account.used(), 0);
}

#[test]
fn the_object_counts_its_shared_mappings() {
    let fixture = Fixture::new(100);
    let object = PageObject::anonymous(4 * PAGE, Arc::clone(&fixture.account)).expect("small");
    let backing = Backing::shared(Arc::clone(&object), 0, true);
    fixture.space.map(at(0), 4 * PAGE, READ_WRITE, backing).expect("room");
    fixture.space.unmap(pages(1, 1)).expect("mapped");
    assert_eq!(object.resize(0), Err(MemoryError::ObjectInUse));
    fixture.space.unmap(pages(0, 1)).expect("mapped");
    assert_eq!(object.resize(0), Err(MemoryError::ObjectInUse));
    fixture.space.unmap(pages(0, 4)).expect("mapped");
    object.resize(0).expect("nobody maps it");
}

#[test]
fn an_object_page_is_charged_to_its_maker() {
    let fixture = Fixture::new(3);
    let object = PageObject::anonymous(10 * PAGE, Arc::clone(&fixture.account)).expect("no page yet");
    for page in 0..3 {
        object.frame(page).expect("in the quota");
    }
    assert_eq!(object.frame(3).expect_err("beyond"), MemoryError::QuotaExceeded);
    assert_eq!(object.frame(10).expect_err("outside"), MemoryError::OutOfObject);
    object.frame(2).expect("there already");
}

#[test]
fn the_boot_package_is_mapped_without_copying() {
    let fixture = Fixture::new(100);
    let mut package = vec![0; 20 * PAGE as usize];
    for page in 0..20 {
        package[page * PAGE as usize] = page as u8;
    }
    BootInfo::new(&package, "");
    let object = PageObject::package(PAGE, 18 * PAGE + 5).expect("aligned");
    let free = frame::free();
    let backing = Backing::private(Arc::clone(&object), 0);
    fixture.space.map(at(0), 20 * PAGE, Protection::READ, backing).expect("room");
    assert_eq!(fixture.peek(3), Some(4));
    assert!(fixture.space.usage().resident_pages >= 16, "neighbours come along");
    assert_eq!(frame::free(), free, "no frame was taken");
    assert_eq!(fixture.peek(18), Some(19));
    assert_eq!(fixture.peek(19), None, "behind the file");
    fixture.space.protect(pages(0, 20), READ_WRITE).expect("mapped");
    assert!(fixture.poke(3, 99));
    assert_eq!(frame::free(), free - 1);
    let mut byte = [0];
    object.frame(3).expect("inside").read(0, &mut byte);
    assert_eq!(byte, [4], "the package is untouched");
    assert!(object.resize(0).is_err());
    assert!(PageObject::package(1, 1).is_none() && PageObject::package(PAGE, u64::MAX).is_none());
}

#[test]
fn frames_shared_between_address_spaces_are_copied_when_written() {
    let fixture = Fixture::new(100);
    fixture.map(0, 1, READ_WRITE).expect("room");
    assert!(fixture.poke(0, 1));
    // As a fork will: both private, one frame.
    let object = PageObject::anonymous(PAGE, Arc::clone(&fixture.account)).expect("small");
    let other = AddressSpace::new(Arc::clone(&fixture.account), Layout::new([0; 3])).expect("room");
    let private = || Backing::private(Arc::clone(&object), 0);
    other.map(at(5), PAGE, READ_WRITE, private()).expect("room");
    fixture.space.map(at(5), PAGE, READ_WRITE, private()).expect("room");
    assert_eq!(fixture.peek(5), Some(0));
    assert!(fixture.poke(5, 3));
    other.write(super::fixture::address(5), &[4]).expect("mapped");
    assert_eq!(fixture.peek(5), Some(3));
}
