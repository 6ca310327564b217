//! A set of small numbers with constant-time insertion, membership and clearing, in order of insertion.

use alloc::vec;
use alloc::vec::Vec;

#[derive(Clone, Debug)]
pub(super) struct SparseSet {
    dense: Vec<u32>,
    /// Where a member stands in `dense`; entries of numbers that are no members mean nothing.
    places: Vec<u32>,
}

impl SparseSet {
    /// An empty set for numbers below `capacity`.
    pub(super) fn new(capacity: usize) -> SparseSet {
        SparseSet { dense: Vec::with_capacity(capacity), places: vec![0; capacity] }
    }

    #[inline]
    pub(super) fn contains(&self, member: u32) -> bool {
        let place = self.places[member as usize] as usize;
        self.dense.get(place) == Some(&member)
    }

    /// Adds a number; whether it is new.
    #[inline]
    pub(super) fn insert(&mut self, member: u32) -> bool {
        if self.contains(member) {
            return false;
        }
        self.places[member as usize] = self.dense.len() as u32;
        self.dense.push(member);
        true
    }

    pub(super) fn clear(&mut self) {
        self.dense.clear();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.dense.is_empty()
    }

    pub(super) fn as_slice(&self) -> &[u32] {
        &self.dense
    }
}
