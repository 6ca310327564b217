//! Random operations on an address space, compared with a model that knows each page by itself.

use std::collections::BTreeMap;

use capos_hal::{Protection, frame};
use proptest::prelude::*;

use super::fixture::{BASE, Fixture, PAGE, READ_WRITE, pages};
use crate::memory::{Backing, Place};

const PAGES: u64 = 40;

#[derive(Clone, Debug)]
enum Operation {
    Map { start: u64, count: u64, protection: Protection },
    Reserve { start: u64, count: u64 },
    Unmap { start: u64, count: u64 },
    Protect { start: u64, count: u64, protection: Protection },
    Commit { start: u64, count: u64, protection: Protection },
    Decommit { start: u64, count: u64 },
    Write { page: u64, value: u8 },
    Read { page: u64 },
}

/// A page of the model: reserved, or memory with a protection and a value.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Page {
    Reserved,
    Memory { protection: Protection, value: u8 },
}

fn operation() -> impl Strategy<Value = Operation> {
    let protections = [
        Protection::NONE,
        Protection::READ,
        READ_WRITE,
        READ_WRITE,
        Protection::READ | Protection::EXECUTE,
        READ_WRITE | Protection::EXECUTE,
    ];
    let protection = prop::sample::select(protections.to_vec());
    (0..8, 0..PAGES, 1..12u64, protection, any::<u8>()).prop_map(|(kind, start, count, protection, value)| {
        let count = count.min(PAGES - start);
        match kind {
            0 => Operation::Map { start, count, protection },
            1 => Operation::Reserve { start, count },
            2 => Operation::Unmap { start, count },
            3 => Operation::Protect { start, count, protection },
            4 => Operation::Commit { start, count, protection },
            5 => Operation::Decommit { start, count },
            6 => Operation::Write { page: start, value },
            _ => Operation::Read { page: start },
        }
    })
}

#[derive(Default)]
struct Model(BTreeMap<u64, Page>);

impl Model {
    fn set(&mut self, start: u64, count: u64, page: Page) {
        self.0.extend((start..start + count).map(|at| (at, page)));
    }

    fn all(&self, start: u64, count: u64, holds: impl Fn(&Page) -> bool) -> bool {
        (start..start + count).all(|at| self.0.get(&at).is_some_and(&holds))
    }

    /// Does what the address space should; gives whether it should succeed.
    fn apply(&mut self, operation: &Operation) -> bool {
        let write_xor_execute =
            |protection: Protection| !protection.contains(Protection::WRITE | Protection::EXECUTE);
        match *operation {
            Operation::Map { start, count, protection } => {
                let good = write_xor_execute(protection);
                if good {
                    self.set(start, count, Page::Memory { protection, value: 0 });
                }
                good
            }
            Operation::Reserve { start, count } => {
                let good = !(start..start + count).any(|at| self.0.contains_key(&at));
                if good {
                    self.set(start, count, Page::Reserved);
                }
                good
            }
            Operation::Unmap { start, count } => {
                self.0.retain(|at, _| !(start..start + count).contains(at));
                true
            }
            Operation::Protect { start, count, protection } => {
                let good =
                    self.all(start, count, |page| *page != Page::Reserved) && write_xor_execute(protection);
                if good {
                    self.protect(start, count, protection);
                }
                good
            }
            Operation::Commit { start, count, protection } => {
                let good = self.all(start, count, |_| true) && write_xor_execute(protection);
                if good {
                    self.protect(start, count, protection);
                }
                good
            }
            Operation::Decommit { start, count } => {
                let good = self.all(start, count, |_| true);
                if good {
                    self.set(start, count, Page::Reserved);
                }
                good
            }
            Operation::Write { page, value } => match self.0.get_mut(&page) {
                Some(Page::Memory { protection, value: old }) if protection.contains(Protection::WRITE) => {
                    *old = value;
                    true
                }
                _ => false,
            },
            Operation::Read { page } => self.value(page).is_some(),
        }
    }

    fn protect(&mut self, start: u64, count: u64, new: Protection) {
        for (_, page) in self.0.range_mut(start..start + count) {
            let value = match *page {
                Page::Memory { value, .. } => value,
                Page::Reserved => 0,
            };
            *page = Page::Memory { protection: new, value };
        }
    }

    fn value(&self, page: u64) -> Option<u8> {
        match self.0.get(&page) {
            Some(Page::Memory { protection, value }) if !protection.is_empty() => Some(*value),
            _ => None,
        }
    }
}

fn act(fixture: &Fixture, operation: &Operation) -> bool {
    let space = &fixture.space;
    match *operation {
        Operation::Map { start, count, protection } => fixture.map(start, count, protection).is_ok(),
        Operation::Reserve { start, count } => {
            let place = Place::Vacant(BASE + start * PAGE);
            space.map(place, count * PAGE, Protection::NONE, Backing::Reserved).is_ok()
        }
        Operation::Unmap { start, count } => space.unmap(pages(start, count)).is_ok(),
        Operation::Protect { start, count, protection } => {
            space.protect(pages(start, count), protection).is_ok()
        }
        Operation::Commit { start, count, protection } => {
            space.commit(pages(start, count), protection).is_ok()
        }
        Operation::Decommit { start, count } => space.decommit(pages(start, count)).is_ok(),
        Operation::Write { page, value } => fixture.poke(page, value),
        Operation::Read { page } => fixture.peek(page).is_some(),
    }
}

proptest! {
    #[test]
    fn an_address_space_behaves_as_its_pages_would(operations in prop::collection::vec(operation(), 1..80)) {
        let fixture = Fixture::new(500);
        let frames = frame::free();
        let mut model = Model::default();
        for operation in &operations {
            prop_assert_eq!(act(&fixture, operation), model.apply(operation), "{:?}", operation);
            let usage = fixture.space.usage();
            prop_assert_eq!(frames - frame::free(), usage.resident_pages, "frames are counted");
        }
        for page in 0..PAGES {
            prop_assert_eq!(fixture.peek(page), model.value(page), "page {}", page);
        }
        fixture.space.unmap(pages(0, PAGES)).expect("always");
        prop_assert_eq!(frame::free(), frames, "every frame came back");
        prop_assert_eq!(fixture.space.usage().mappings, 0);
    }
}
