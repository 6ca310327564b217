//! Single behaviours of an address space.

use alloc::sync::Arc;

use capos_hal::{Access, Protection, UserAddress, UserPages, frame};
use capos_schema::abi::limits::{USER_END, USER_START};

use super::fixture::{BASE, Fixture, PAGE, READ_WRITE, address, pages};
use crate::memory::{AddressSpace, Backing, Layout, MAX_MAPPINGS, MemoryError, PageObject, Place};

#[test]
fn anonymous_memory_is_zero_and_keeps_what_is_written() {
    let fixture = Fixture::new(100);
    fixture.map(0, 3, READ_WRITE).expect("room");
    assert_eq!(fixture.peek(1), Some(0));
    assert!(fixture.poke(1, 7));
    assert_eq!(fixture.peek(1), Some(7));
    assert_eq!(fixture.peek(3), None, "behind the mapping");
}

#[test]
fn nothing_is_charged_before_it_is_touched_and_all_comes_back() {
    let fixture = Fixture::new(100);
    let frames = frame::free();
    fixture.map(0, 50, READ_WRITE).expect("room");
    let notes = fixture.account.used();
    assert!(notes <= 1, "only the kernel's notes: {notes}");
    for page in [0, 10, 20, 30] {
        assert!(fixture.poke(page, 1));
    }
    assert_eq!(fixture.space.usage().resident_pages, 4);
    assert_eq!(fixture.account.used(), notes + 4);
    fixture.space.unmap(pages(0, 50)).expect("unmapped");
    assert_eq!(fixture.space.usage().resident_pages, 0);
    assert_eq!(fixture.account.used(), 0);
    assert_eq!(frame::free(), frames);
}

#[test]
fn touching_upwards_makes_ever_more_pages_at_once() {
    let fixture = Fixture::new(200);
    fixture.map(0, 64, READ_WRITE).expect("room");
    let mut faults = 0;
    for page in 0..64 {
        let before = fixture.space.usage().resident_pages;
        assert!(fixture.poke(page, 1));
        faults += u64::from(fixture.space.usage().resident_pages != before);
    }
    assert!(faults <= 10, "{faults} faults");
    assert_eq!(fixture.space.usage().resident_pages, 64);
}

#[test]
fn the_last_page_of_the_quota_can_be_used_and_no_more() {
    let fixture = Fixture::new(9);
    fixture.map(0, 8, READ_WRITE).expect("room");
    for page in 0..8 {
        assert!(fixture.poke(page, 1), "page {page}");
    }
    assert_eq!(fixture.map(8, 1, READ_WRITE), Err(MemoryError::QuotaExceeded));
    assert_eq!(fixture.peek(7), Some(1));
}

#[test]
fn a_length_beyond_the_quota_is_refused_at_once() {
    let fixture = Fixture::new(9);
    assert_eq!(fixture.map(0, 10, READ_WRITE), Err(MemoryError::QuotaExceeded));
    let reserved =
        fixture.space.map(Place::Anywhere { alignment: PAGE }, 1 << 40, Protection::NONE, Backing::Reserved);
    assert!(reserved.is_ok(), "address space without memory costs nothing");
    let reserved = reserved.expect("reserved");
    assert_eq!(fixture.space.commit(reserved, READ_WRITE), Err(MemoryError::QuotaExceeded));
}

#[test]
fn the_machine_running_out_fails_the_touch() {
    let fixture = Fixture::with_frames(100_000, 400);
    fixture.map(0, 1000, READ_WRITE).expect("room in the quota");
    let touched = (0..1000).take_while(|&page| fixture.poke(page, 1)).count();
    assert_eq!(touched, 400, "to the last frame");
    assert_eq!(fixture.space.usage().resident_pages, 400);
    fixture.space.unmap(pages(0, 1)).expect("mapped");
    assert!(fixture.poke(400, 1));
}

#[test]
fn protections_are_enforced() {
    let fixture = Fixture::new(100);
    fixture.map(0, 1, Protection::READ).expect("room");
    fixture.map(1, 1, Protection::NONE).expect("room");
    fixture.map(2, 1, Protection::READ | Protection::EXECUTE).expect("room");
    assert_eq!(fixture.peek(0), Some(0));
    assert!(!fixture.poke(0, 1));
    assert!(!fixture.fault(0, Access::Execute));
    assert_eq!(fixture.peek(1), None);
    assert!(fixture.fault(2, Access::Execute));
    assert!(!fixture.poke(2, 1));
}

#[test]
fn writable_and_executable_is_refused_everywhere() {
    let fixture = Fixture::new(100);
    let both = READ_WRITE | Protection::EXECUTE;
    assert_eq!(fixture.map(0, 1, both), Err(MemoryError::WriteAndExecute));
    fixture.map(0, 1, READ_WRITE).expect("room");
    assert_eq!(fixture.space.protect(pages(0, 1), both), Err(MemoryError::WriteAndExecute));
    assert_eq!(fixture.space.commit(pages(0, 1), both), Err(MemoryError::WriteAndExecute));
    assert!(fixture.poke(0, 1), "the refusal changed nothing");
}

#[test]
fn protect_cuts_and_merges_mappings() {
    let fixture = Fixture::new(100);
    fixture.map(0, 10, READ_WRITE).expect("room");
    assert_eq!(fixture.space.usage().mappings, 1);
    assert!(fixture.poke(4, 9));
    fixture.space.protect(pages(3, 3), Protection::READ).expect("mapped");
    assert_eq!(fixture.space.usage().mappings, 3);
    assert!(!fixture.poke(4, 1));
    assert!(fixture.poke(6, 1));
    fixture.space.protect(pages(3, 3), READ_WRITE).expect("mapped");
    assert_eq!(fixture.space.usage().mappings, 1);
    assert!(fixture.poke(4, 1));
}

#[test]
fn protect_of_a_range_with_a_hole_changes_nothing() {
    let fixture = Fixture::new(100);
    fixture.map(0, 2, READ_WRITE).expect("room");
    fixture.map(3, 2, READ_WRITE).expect("room");
    assert_eq!(fixture.space.protect(pages(0, 5), Protection::READ), Err(MemoryError::NotMapped));
    assert!(fixture.poke(0, 1) && fixture.poke(4, 1));
}

#[test]
fn reserved_ranges_are_guards_until_committed() {
    let fixture = Fixture::new(100);
    let place = Place::Vacant(BASE);
    fixture.space.map(place, 4 * PAGE, Protection::NONE, Backing::Reserved).expect("room");
    assert!(!fixture.poke(1, 1));
    assert_eq!(fixture.space.protect(pages(0, 4), READ_WRITE), Err(MemoryError::OnlyReserved));
    fixture.space.commit(pages(1, 2), READ_WRITE).expect("reserved before");
    assert!(fixture.poke(1, 5) && fixture.poke(2, 6));
    assert!(!fixture.poke(0, 1) && !fixture.poke(3, 1));
    fixture.space.commit(pages(1, 2), READ_WRITE).expect("again");
    assert_eq!(fixture.peek(1), Some(5), "what is committed keeps its contents");
    fixture.space.decommit(pages(1, 1)).expect("committed");
    assert!(!fixture.poke(1, 1));
    assert_eq!(fixture.peek(2), Some(6));
    fixture.space.commit(pages(1, 1), READ_WRITE).expect("reserved still");
    assert_eq!(fixture.peek(1), Some(0), "fresh zeros");
}

#[test]
fn commit_and_decommit_are_for_anonymous_memory_only() {
    let fixture = Fixture::new(100);
    let object = PageObject::anonymous(2 * PAGE, Arc::clone(&fixture.account)).expect("small");
    let backing = Backing::shared(object, 0, true);
    fixture.space.map(Place::Vacant(BASE), 2 * PAGE, READ_WRITE, backing).expect("room");
    assert_eq!(fixture.space.decommit(pages(0, 2)), Err(MemoryError::NotAnonymous));
    assert_eq!(fixture.space.commit(pages(0, 2), READ_WRITE), Err(MemoryError::NotAnonymous));
    assert_eq!(fixture.space.decommit(pages(1, 2)), Err(MemoryError::NotMapped));
}

#[test]
fn a_place_is_taken_as_asked() {
    let fixture = Fixture::new(1000);
    let at = |place, count: u64| fixture.space.map(place, count * PAGE, READ_WRITE, Backing::Anonymous);
    let first = at(Place::Vacant(BASE), 2).expect("free");
    assert_eq!(first, pages(0, 2));
    assert_eq!(at(Place::Vacant(BASE + PAGE), 2), Err(MemoryError::AlreadyMapped));
    let near = Place::Near { hint: BASE + 4 * PAGE, alignment: PAGE };
    assert_eq!(at(near, 2).expect("free"), pages(4, 2));
    let elsewhere = at(near, 2).expect("anywhere");
    assert_ne!(elsewhere, pages(4, 2));
    let aligned = at(Place::Anywhere { alignment: 1 << 21 }, 1).expect("room");
    assert!(aligned.addresses().start.is_multiple_of(1 << 21));
    assert!(fixture.poke(1, 3));
    assert_eq!(at(Place::Replacing(BASE), 2).expect("replaced"), pages(0, 2));
    assert_eq!(fixture.peek(1), Some(0), "new memory");
}

#[test]
fn bad_ranges_are_refused() {
    let fixture = Fixture::new(1000);
    let at = |place, length| fixture.space.map(place, length, READ_WRITE, Backing::Anonymous);
    let anywhere = Place::Anywhere { alignment: PAGE };
    for length in [0, 1, PAGE - 1, PAGE + 1] {
        assert_eq!(at(anywhere, length), Err(MemoryError::InvalidRange), "{length}");
    }
    for start in [0, USER_START - PAGE, BASE + 1, USER_END - PAGE, USER_END, u64::MAX, u64::MAX - PAGE + 1] {
        for place in [Place::Vacant(start), Place::Replacing(start)] {
            assert_eq!(at(place, 2 * PAGE), Err(MemoryError::InvalidRange), "{start:#x}");
        }
    }
    for alignment in [0, 1, PAGE / 2, PAGE * 3] {
        assert_eq!(at(Place::Anywhere { alignment }, PAGE), Err(MemoryError::InvalidAlignment));
    }
    let huge = |length| fixture.space.map(anywhere, length, Protection::NONE, Backing::Reserved);
    assert_eq!(huge(1 << 48), Err(MemoryError::NoAddressSpace));
    assert_eq!(huge(u64::MAX - PAGE + 1), Err(MemoryError::NoAddressSpace));
    let empty = UserPages::new(BASE, BASE).expect("empty");
    assert_eq!(fixture.space.unmap(empty), Err(MemoryError::InvalidRange));
    assert_eq!(fixture.space.protect(empty, READ_WRITE), Err(MemoryError::InvalidRange));
}

#[test]
fn gaps_are_used_again() {
    let fixture = Fixture::new(10_000);
    let map = |count: u64| {
        let anywhere = Place::Anywhere { alignment: PAGE };
        fixture.space.map(anywhere, count * PAGE, READ_WRITE, Backing::Anonymous).expect("room")
    };
    let first = map(4);
    let second = map(4);
    let third = map(4);
    assert_eq!(second.addresses().end, first.addresses().start);
    assert_eq!(third.addresses().end, second.addresses().start);
    fixture.space.unmap(second).expect("mapped");
    assert_eq!(map(4), second);
    fixture.space.unmap(first).expect("mapped");
    fixture.space.unmap(second).expect("mapped");
    let large = map(8);
    assert_eq!(large.addresses(), second.addresses().start..first.addresses().end);
}

#[test]
fn mappings_are_charged_and_bounded() {
    let fixture = Fixture::with_frames(100_000, 100_000);
    let before = fixture.account.used();
    let reserve = |page: u64| {
        fixture.space.map(Place::Vacant(BASE + 2 * page * PAGE), PAGE, Protection::NONE, Backing::Reserved)
    };
    let made = (0..MAX_MAPPINGS as u64 + 10).take_while(|&page| reserve(page).is_ok()).count();
    assert!(made == MAX_MAPPINGS, "{made}");
    assert_eq!(reserve(1 << 20), Err(MemoryError::TooManyMappings));
    assert!(fixture.account.used() - before >= made as u64 / 64);
    fixture.space.unmap(pages(0, 2 * MAX_MAPPINGS as u64)).expect("taking away is always possible");
    assert_eq!(fixture.space.usage().mappings, 0);
    assert_eq!(fixture.account.used(), before);
}

#[test]
fn what_the_kernel_writes_ignores_protection_but_not_ownership() {
    let fixture = Fixture::new(100);
    fixture.map(0, 2, Protection::READ).expect("room");
    let at = UserAddress::new(BASE + PAGE - 2);
    fixture.space.write(at, b"abcd").expect("mapped");
    fixture.space.activate();
    let mut bytes = [0; 4];
    capos_hal::user::copy_in(at, &mut bytes).expect("readable");
    assert_eq!(&bytes, b"abcd");
    assert!(!fixture.poke(0, 1));
    fixture.space.write_zeros(UserAddress::new(BASE), PAGE as usize + 1).expect("mapped");
    capos_hal::user::copy_in(at, &mut bytes).expect("readable");
    assert_eq!(&bytes, b"\0\0\0d");
    assert_eq!(fixture.space.write(address(2), b"x"), Err(MemoryError::NotMapped));
    assert_eq!(fixture.space.write(UserAddress::new(5), b"x"), Err(MemoryError::InvalidRange));
}

#[test]
fn dropping_an_address_space_gives_everything_back() {
    let fixture = Fixture::new(100);
    let frames = frame::free();
    let other = AddressSpace::new(Arc::clone(&fixture.account), Layout::new([4, 5, 6])).expect("room");
    let mapped = other.map(Place::Anywhere { alignment: PAGE }, 5 * PAGE, READ_WRITE, Backing::Anonymous);
    other.write(mapped.expect("room").iter().next().expect("a page").address(), &[1; 9000]).expect("mapped");
    assert!(fixture.account.used() > 2);
    drop(other);
    assert_eq!(fixture.account.used(), 0);
    assert_eq!(frame::free(), frames);
}

#[test]
fn layouts_are_random_and_apart() {
    let lowest = Layout::new([0; 3]);
    let highest = Layout::new([u64::MAX; 3]);
    assert!(highest.program_base + (1 << 36) < highest.mapping_base);
    assert!(lowest.mapping_base < highest.stack_top);
    assert!(lowest.stack_top <= USER_END);
    assert_ne!(Layout::new([1, 1, 1]), Layout::new([2, 2, 2]));
    for layout in [lowest, highest] {
        assert!([layout.program_base, layout.mapping_base, layout.stack_top].iter().all(|at| at % PAGE == 0));
    }
}
