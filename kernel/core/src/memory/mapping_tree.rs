//! `MappingTree`: the mappings of one address space, in order, never overlapping, neighbours merged.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use capos_hal::UserPages;

use super::Mapping;

#[derive(Debug, Default)]
pub struct MappingTree {
    /// By start address.
    mappings: BTreeMap<u64, Mapping>,
}

impl MappingTree {
    pub fn count(&self) -> usize {
        self.mappings.len()
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Mapping> {
        self.mappings.values()
    }

    /// Those that begin at the address or above it, in order.
    pub fn from(&self, address: u64) -> impl Iterator<Item = &Mapping> {
        self.mappings.range(address..).map(|(_, mapping)| mapping)
    }

    /// The mapping that holds the address.
    pub fn find(&self, address: u64) -> Option<&Mapping> {
        let (_, mapping) = self.mappings.range(..=address).next_back()?;
        (address < mapping.end).then_some(mapping)
    }

    /// The mappings that reach into the range, in order, uncut.
    pub fn overlapping(&self, pages: UserPages) -> impl Iterator<Item = &Mapping> {
        let range = pages.addresses();
        let first = self.find(range.start).map_or(range.start, |mapping| mapping.start);
        let end = range.end;
        // An empty range would make `first` lie behind the end if a mapping began below it.
        self.mappings.range(first.min(end)..end).map(|(_, mapping)| mapping)
    }

    pub fn is_free(&self, pages: UserPages) -> bool {
        let range = pages.addresses();
        // Mappings do not overlap: of those that begin below its end the last one ends last.
        let last = self.mappings.range(..range.end).next_back();
        last.is_none_or(|(_, mapping)| mapping.end <= range.start)
    }

    /// Whether every page of the range is mapped.
    pub fn covers(&self, pages: UserPages) -> bool {
        let range = pages.addresses();
        let mut reached = range.start;
        for mapping in self.overlapping(pages) {
            if mapping.start > reached {
                return false;
            }
            reached = mapping.end;
        }
        reached >= range.end
    }

    /// How many mappings reach over an end of the range, so that a change of the range cuts them. One that
    /// reaches over both counts twice: it becomes three.
    pub fn cuts(&self, pages: UserPages) -> usize {
        let cut = |address: u64| self.find(address).is_some_and(|mapping| mapping.start < address);
        let range = pages.addresses();
        usize::from(cut(range.start)) + usize::from(cut(range.end))
    }

    /// Takes what lies in the range out, cutting mappings that reach beyond it.
    pub fn remove(&mut self, pages: UserPages) -> Vec<Mapping> {
        let range = pages.addresses();
        self.split_at(range.start);
        self.split_at(range.end);
        let mut removed = Vec::new();
        while let Some(start) = self.mappings.range(range.clone()).next().map(|(start, _)| *start) {
            removed.extend(self.mappings.remove(&start));
        }
        removed
    }

    /// Adds a mapping where nothing is, merged with its neighbours if they go on in the same way.
    pub fn insert(&mut self, mut mapping: Mapping) {
        debug_assert!(
            UserPages::new(mapping.start, mapping.end).is_some_and(|pages| self.is_free(pages)),
            "{mapping:?} overlaps"
        );
        let mut neighbours = self.mappings.range_mut(..=mapping.end);
        let mut previous = neighbours.next_back();
        let mut merged = None;
        if let Some((start, next)) = &previous
            && **start == mapping.end
        {
            if mapping.continues_in(next) {
                merged = Some(mapping.end);
                mapping.end = next.end;
            }
            previous = neighbours.next_back();
        }
        let continued = match previous {
            Some((_, previous)) if previous.continues_in(&mapping) => {
                previous.end = mapping.end;
                true
            }
            _ => false,
        };
        if let Some(start) = merged {
            self.mappings.remove(&start);
        }
        if !continued {
            self.mappings.insert(mapping.start, mapping);
        }
    }

    /// Replaces each mapping in the range by what the function makes of it.
    pub fn change(&mut self, pages: UserPages, mut change: impl FnMut(&mut Mapping)) {
        for mut mapping in self.remove(pages) {
            change(&mut mapping);
            self.insert(mapping);
        }
    }

    /// The highest gap of the length whose end is at most `below` and whose start is at least `from` and a
    /// multiple of the alignment.
    pub fn gap_below(&self, below: u64, from: u64, length: u64, alignment: u64) -> Option<u64> {
        let mut end = below;
        let fitting = |end: u64, floor: u64| {
            let start = end.checked_sub(length)? / alignment * alignment;
            (start >= floor).then_some(start)
        };
        for mapping in self.mappings.range(..below).rev().map(|(_, mapping)| mapping) {
            if let Some(start) = fitting(end, mapping.end.max(from)) {
                return Some(start);
            }
            end = end.min(mapping.start);
            if end < from {
                return None;
            }
        }
        fitting(end, from)
    }

    /// The lowest gap of the length whose start is at least `from` and a multiple of the alignment.
    pub fn gap_above(&self, from: u64, limit: u64, length: u64, alignment: u64) -> Option<u64> {
        let mut start = from.checked_next_multiple_of(alignment)?;
        let first = self.find(from).map_or(from, |mapping| mapping.start);
        for mapping in self.mappings.range(first..).map(|(_, mapping)| mapping) {
            if start.checked_add(length)? <= mapping.start {
                break;
            }
            start = start.max(mapping.end).checked_next_multiple_of(alignment)?;
        }
        (start.checked_add(length)? <= limit).then_some(start)
    }

    fn split_at(&mut self, address: u64) {
        if let Some((_, mapping)) = self.mappings.range_mut(..address).next_back()
            && mapping.end > address
        {
            let upper = mapping.split_off(address);
            self.mappings.insert(address, upper);
        }
    }
}
