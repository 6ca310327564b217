//! The mapping tree against a page-by-page model.

use std::collections::BTreeMap;

use capos_hal::{Protection, UserPages};
use proptest::prelude::*;

use super::fixture::{BASE, PAGE};
use crate::memory::{Backing, Mapping, MappingTree};

const PAGES: u64 = 24;

fn range(start: u64, count: u64) -> UserPages {
    let start = start.min(PAGES - 1);
    let end = (start + count.max(1)).min(PAGES);
    UserPages::new(BASE + start * PAGE, BASE + end * PAGE).expect("in the window")
}

/// The protection of each mapped page.
fn expand(tree: &MappingTree) -> BTreeMap<u64, Protection> {
    let pages = |mapping: &Mapping| (mapping.start..mapping.end).step_by(PAGE as usize);
    tree.iter().flat_map(|mapping| pages(mapping).map(|page| (page, mapping.protection))).collect()
}

proptest! {
    #[test]
    fn insert_remove_and_change(operations in prop::collection::vec((0..3, 0..PAGES, 1..8u64, 0..3u32), 1..60)) {
        let mut tree = MappingTree::default();
        let mut model = BTreeMap::new();
        for (operation, start, count, bits) in operations {
            let pages = range(start, count);
            let addresses = pages.addresses();
            let protection = Protection::from_bits_truncate(bits);
            prop_assert_eq!(
                tree.is_free(pages),
                !addresses.clone().step_by(PAGE as usize).any(|page| model.contains_key(&page))
            );
            prop_assert_eq!(
                tree.covers(pages),
                addresses.clone().step_by(PAGE as usize).all(|page| model.contains_key(&page))
            );
            if operation == 2 {
                tree.change(pages, |mapping| mapping.protection = protection);
                model.range_mut(addresses).for_each(|(_, page)| *page = protection);
            } else {
                tree.remove(pages);
                model.retain(|page, _| !addresses.contains(page));
                if operation == 1 {
                    let (start, end) = (addresses.start, addresses.end);
                    tree.insert(Mapping { start, end, protection, backing: Backing::Anonymous });
                    model.extend(addresses.step_by(PAGE as usize).map(|page| (page, protection)));
                }
            }
            prop_assert_eq!(expand(&tree), model.clone());
            let mappings: Vec<_> = tree.iter().collect();
            for pair in mappings.windows(2) {
                prop_assert!(pair[0].end <= pair[1].start);
                prop_assert!(!pair[0].continues_in(pair[1]), "neighbours are merged");
            }
        }
    }

    #[test]
    fn gaps_are_what_a_search_page_by_page_finds(
        taken in prop::collection::vec((0..PAGES, 1..4u64), 0..8),
        length in 1..6u64,
        alignment in 0..3u32,
        below in 1..PAGES,
    ) {
        let mut tree = MappingTree::default();
        for (start, count) in taken {
            let pages = range(start, count);
            tree.remove(pages);
            let addresses = pages.addresses();
            let (start, end) = (addresses.start, addresses.end);
            tree.insert(Mapping { start, end, protection: Protection::READ, backing: Backing::Reserved });
        }
        let alignment = PAGE << alignment;
        let fits = |start: &u64| {
            start.is_multiple_of(alignment)
                && UserPages::new(*start, start + length * PAGE).is_some_and(|pages| tree.is_free(pages))
        };
        let below = BASE + below * PAGE;
        let starts = (BASE..below).step_by(PAGE as usize);
        let inside = |start: &u64| start + length * PAGE <= below;
        let highest = starts.clone().filter(inside).filter(fits).last();
        prop_assert_eq!(tree.gap_below(below, BASE, length * PAGE, alignment), highest);
        let lowest = starts.filter(inside).find(fits);
        prop_assert_eq!(tree.gap_above(BASE, below, length * PAGE, alignment), lowest);
    }
}
