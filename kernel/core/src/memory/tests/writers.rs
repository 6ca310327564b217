//! Files that mappings write to.

use alloc::sync::Arc;

use capos_hal::Protection;
use capos_hal::host::Machine;

use super::fixture::{BASE, Fixture, PAGE, READ_WRITE, pages};
use crate::file_system::Time;
use crate::memory::{Backing, PageObject, Place};

/// A file of eight pages, mapped whole and shared from the fixture's first page on.
fn mapped(fixture: &Fixture) -> Arc<PageObject> {
    let file = PageObject::file(Arc::clone(&fixture.account)).expect("small");
    file.grow(8 * PAGE).expect("small");
    let backing = Backing::shared(Arc::clone(&file), 0, true);
    fixture.space.map(Place::Vacant(BASE), 8 * PAGE, READ_WRITE, backing).expect("room");
    file
}

fn written(file: &PageObject) -> Option<Time> {
    file.status().written
}

/// The next reading of the clock is another.
fn later() {
    Machine::current().advance(1_000_000);
}

#[test]
fn reading_is_no_writing() {
    let fixture = Fixture::new(100);
    let file = mapped(&fixture);
    assert_eq!(fixture.peek(1), Some(0));
    assert_eq!(written(&file), None);
    assert!(fixture.poke(1, 5));
    let first = written(&file).expect("it was written");
    later();
    assert!(fixture.poke(1, 6));
    assert_eq!(written(&file), Some(first), "without a fault nobody notices");
    assert!(fixture.poke(2, 6));
    assert!(written(&file) > Some(first));
}

#[test]
fn whoever_wants_to_know_again_does() {
    let fixture = Fixture::new(100);
    let file = mapped(&fixture);
    assert!(fixture.poke(1, 5) && fixture.poke(2, 5));
    let first = written(&file);
    later();
    assert_eq!(file.stop_writing(0..2), Ok(true));
    assert_eq!(file.stop_writing(0..2), Ok(false));
    assert!(fixture.poke(2, 6));
    assert_eq!(written(&file), first, "of the second page nobody wants to know");
    assert_eq!(fixture.peek(1), Some(5));
    assert!(fixture.poke(1, 7));
    assert!(written(&file) > first);
    assert_eq!(file.forget_writing(), Ok(()));
    assert_eq!(written(&file), None);
    assert_eq!(file.settle_writing(0..8), Ok(()));
    assert_eq!(written(&file), None, "nobody wrote");
    assert!(fixture.poke(2, 8));
    later();
    let before = written(&file);
    assert_eq!(file.settle_writing(0..8), Ok(()));
    assert!(written(&file) > before, "perhaps again since");
    assert_eq!((fixture.peek(1), fixture.peek(2)), (Some(7), Some(8)));
}

#[test]
fn another_protection_hides_no_writing() {
    let fixture = Fixture::new(100);
    let file = mapped(&fixture);
    assert_eq!(fixture.peek(0), Some(0));
    fixture.space.protect(pages(0, 8), Protection::READ).expect("mapped");
    assert!(!fixture.poke(0, 1));
    fixture.space.protect(pages(0, 8), READ_WRITE).expect("mapped");
    assert_eq!(written(&file), None);
    assert!(fixture.poke(0, 1));
    assert!(written(&file).is_some());
}

#[test]
fn a_copy_of_the_space_is_noticed_too() {
    let fixture = Fixture::new(100);
    let file = mapped(&fixture);
    assert!(fixture.poke(0, 1));
    let copy = fixture.space.fork(Arc::clone(&fixture.account)).expect("room");
    assert_eq!(file.forget_writing(), Ok(()));
    copy.write(super::fixture::address(3), &[9]).expect("mapped");
    assert!(written(&file).is_some());
    assert_eq!(fixture.peek(3), Some(9));
    assert_eq!(file.stop_writing(0..8), Ok(true));
}

#[test]
fn private_mappings_write_to_no_file() {
    let fixture = Fixture::new(100);
    let file = mapped(&fixture);
    let private = Backing::private(Arc::clone(&file), 0);
    fixture.space.map(Place::Vacant(BASE + 8 * PAGE), 8 * PAGE, READ_WRITE, private).expect("room");
    assert!(fixture.poke(9, 4));
    assert_eq!((written(&file), fixture.peek(1)), (None, Some(0)));
    assert!(fixture.poke(1, 2));
    assert_eq!(file.stop_writing(0..8), Ok(true));
    assert!(fixture.poke(9, 5));
    assert_eq!((fixture.peek(1), fixture.peek(9)), (Some(2), Some(5)));
}

#[test]
fn pages_that_were_cut_off_are_forgotten() {
    let fixture = Fixture::new(100);
    let file = mapped(&fixture);
    assert!(fixture.poke(0, 1) && fixture.poke(7, 1));
    file.truncate(4 * PAGE).expect("shorter");
    assert_eq!(file.stop_writing(4..8), Ok(false));
    assert_eq!(fixture.peek(7), None);
    assert_eq!(file.stop_writing(0..4), Ok(true));
}
