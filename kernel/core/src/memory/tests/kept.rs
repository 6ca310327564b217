use alloc::sync::Arc;

use capos_hal::Protection;

use super::fixture::{BASE, Fixture, PAGE, READ_WRITE, pages};
use crate::memory::{Backing, MemoryError, PageObject, Place};

#[test]
fn what_was_written_mapped_and_unmapped_since_is_undone() {
    let fixture = Fixture::new(100);
    fixture.map(0, 4, READ_WRITE).expect("room");
    assert!(fixture.poke(0, 1) && fixture.poke(1, 2));
    fixture.space.keep().expect("room");
    assert!(fixture.poke(0, 9) && fixture.poke(3, 9));
    fixture.space.unmap(pages(1, 1)).expect("mapped");
    fixture.map(8, 1, READ_WRITE).expect("room");
    assert!(fixture.poke(8, 9));
    fixture.space.protect(pages(2, 1), Protection::READ).expect("mapped");
    assert!(fixture.space.put_back());
    assert_eq!([0, 1, 2, 3, 8].map(|page| fixture.peek(page)), [Some(1), Some(2), Some(0), Some(0), None]);
    assert!(fixture.poke(2, 5) && fixture.poke(0, 6));
    assert_eq!((fixture.peek(2), fixture.peek(0)), (Some(5), Some(6)));
    assert!(!fixture.space.put_back(), "once");
}

#[test]
fn shared_memory_keeps_its_place_only() {
    let fixture = Fixture::new(100);
    let object = PageObject::anonymous(2 * PAGE, Arc::clone(&fixture.account)).expect("room");
    let shared = Backing::shared(Arc::clone(&object), 0, true);
    fixture.space.map(Place::Vacant(BASE), 2 * PAGE, READ_WRITE, shared).expect("room");
    assert!(fixture.poke(0, 1));
    fixture.space.keep().expect("room");
    assert!(fixture.poke(0, 2) && fixture.poke(1, 3));
    fixture.space.unmap(pages(0, 2)).expect("mapped");
    assert!(fixture.space.put_back());
    assert_eq!((fixture.peek(0), fixture.peek(1)), (Some(2), Some(3)));
}

#[test]
fn what_is_kept_is_charged_and_given_back() {
    let fixture = Fixture::new(24);
    fixture.map(0, 8, READ_WRITE).expect("room");
    for page in 0..8 {
        assert!(fixture.poke(page, 1));
    }
    let before = fixture.account.used();
    fixture.space.keep().expect("room");
    let during = fixture.account.used();
    assert!(during >= before + 8);
    fixture.space.keep().expect("in place of the first");
    assert_eq!(fixture.account.used(), during);
    assert!(fixture.poke(0, 2) && fixture.space.put_back());
    assert_eq!(fixture.account.used(), before);
    fixture.map(8, 8, READ_WRITE).expect("room");
    for page in 8..13 {
        assert!(fixture.poke(page, 1));
    }
    let full = fixture.account.used();
    assert_eq!(fixture.space.keep(), Err(MemoryError::QuotaExceeded));
    assert_eq!(fixture.account.used(), full);
    assert!(!fixture.space.put_back());
    drop(fixture.space);
    assert_eq!(fixture.account.used(), 0);
}

#[test]
fn a_space_that_ends_gives_up_what_it_keeps() {
    let fixture = Fixture::new(100);
    fixture.map(0, 4, READ_WRITE).expect("room");
    assert!(fixture.poke(0, 1));
    fixture.space.keep().expect("room");
    assert!(fixture.poke(0, 2));
    let copy = fixture.space.fork(Arc::clone(&fixture.account)).expect("room");
    assert!(!copy.put_back(), "a copy keeps nothing");
    drop(copy);
    drop(fixture.space);
    assert_eq!(fixture.account.used(), 0);
}
