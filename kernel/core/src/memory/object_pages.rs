//! What becomes of an object's pages where they are mapped: gone with its end, taken back, or no longer to be written
//! without a fault.

use alloc::collections::{BTreeMap, BTreeSet};
use core::ops::Range;
use core::ptr;

use capos_hal::frame::Frame;
use capos_hal::{PAGE_SIZE, Protection, UserAddress, UserPage, UserPages};

use super::{AddressSpace, Backing, Mapping, PageObject};

const PAGE: u64 = PAGE_SIZE as u64;

impl AddressSpace {
    /// The object has lost its pages from the index on: they go here too, private copies of them included.
    pub(super) fn forget_pages(&self, object: &PageObject, first: u64) {
        let mut inner = self.inner.lock();
        let inner = &mut *inner;
        for (mapping, indices) in mappings_of(inner.mappings.iter(), object) {
            let kept = first.saturating_sub(indices.start) * PAGE;
            let start = mapping.start + kept.min(mapping.end - mapping.start);
            if let Some(pages) = UserPages::new(start, mapping.end) {
                let mut released = 0;
                inner.table.unmap_range(pages, |_, frame| {
                    released += 1;
                    drop(frame);
                });
                inner.resident -= released;
                self.account.release(released);
            }
        }
    }

    /// The object's pages go here too, where they are mapped; private copies of them stay.
    pub(super) fn take_pages(&self, object: &PageObject, frames: &BTreeMap<u64, Frame>) {
        let mut inner = self.inner.lock();
        let inner = &mut *inner;
        for (mapping, indices) in mappings_of(inner.mappings.iter(), object) {
            for (index, frame) in frames.range(indices.clone()) {
                let Some(page) = page_of(mapping, &indices, *index) else { continue };
                let is_it =
                    inner.table.lookup(page).is_some_and(|(found, _)| found.number() == frame.number());
                if is_it && inner.table.unmap(page).is_some() {
                    inner.resident -= 1;
                    self.account.release(1);
                }
            }
        }
    }

    /// Whoever writes to these pages of the object takes a fault first, which tells the object.
    pub(super) fn stop_writing(&self, object: &PageObject, pages: &BTreeSet<u64>) {
        let mut inner = self.inner.lock();
        let inner = &mut *inner;
        for (mapping, indices) in mappings_of(inner.mappings.iter(), object) {
            if !matches!(mapping.backing, Backing::Shared { .. }) {
                continue;
            }
            for index in pages.range(indices.clone()) {
                let Some(page) = page_of(mapping, &indices, *index) else { continue };
                if let Some((protection, _)) = inner.table.state(page)
                    && protection.contains(Protection::WRITE)
                {
                    inner.table.protect(page, protection - Protection::WRITE);
                }
            }
        }
    }
}

/// Those of the object, and which of its pages each has.
fn mappings_of<'m>(
    mappings: impl Iterator<Item = &'m Mapping>,
    object: &PageObject,
) -> impl Iterator<Item = (&'m Mapping, Range<u64>)> {
    mappings.filter_map(move |mapping| {
        let (Backing::Private { offset, .. } | Backing::Shared { offset, .. }) = &mapping.backing else {
            return None;
        };
        let is_it = mapping.backing.object().is_some_and(|mapped| ptr::eq(mapped, object));
        let first = offset / PAGE;
        is_it.then(|| (mapping, first..first + (mapping.end - mapping.start) / PAGE))
    })
}

/// Where the mapping has the object's page of that index.
fn page_of(mapping: &Mapping, indices: &Range<u64>, index: u64) -> Option<UserPage> {
    UserAddress::new(mapping.start + (index - indices.start) * PAGE).page()
}
