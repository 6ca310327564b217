//! From an address to the metadata of its 4 MiB: a tree of two levels over the 47 bits of user addresses.

use crate::segment::{SEGMENT, Segment};
use core::ptr::null_mut;
use core::sync::atomic::{AtomicPtr, Ordering};

const ADDRESS_BITS: u32 = 47;
const LEAF_BITS: u32 = 13;
const ROOT: usize = 1 << (ADDRESS_BITS - LEAF_BITS - SEGMENT.ilog2());
const LEAF: usize = 1 << LEAF_BITS;

/// One level down.
pub struct Leaf([AtomicPtr<Segment>; LEAF]);

/// The tree. Entries are written under the lock of whoever owns the address, and read without one.
pub struct Map {
    root: [AtomicPtr<Leaf>; ROOT],
}

/// A bit that tells a mapping of its own from a segment: metadata is aligned.
const HUGE: usize = 1;

/// What lies at an address.
pub enum Place {
    Nothing,
    Segment(*mut Segment),
    /// The metadata of a huge block, untyped here.
    Huge(*mut u8),
}

impl Map {
    pub const fn new() -> Self {
        Self { root: [const { AtomicPtr::new(null_mut()) }; ROOT] }
    }

    #[inline]
    fn entry(&self, address: *const u8) -> Option<&AtomicPtr<Segment>> {
        let granule = address.addr() / SEGMENT;
        let leaf = self.root.get(granule / LEAF)?.load(Ordering::Acquire);
        // SAFETY: leaves are never freed.
        let leaf = unsafe { leaf.as_ref() }?;
        Some(&leaf.0[granule % LEAF])
    }

    /// What lies at `address`.
    #[inline]
    pub fn find(&self, address: *const u8) -> Place {
        let Some(entry) = self.entry(address) else { return Place::Nothing };
        let found = entry.load(Ordering::Acquire);
        if found.is_null() {
            Place::Nothing
        } else if found.addr() & HUGE == 0 {
            Place::Segment(found)
        } else {
            Place::Huge(found.map_addr(|a| a & !HUGE).cast())
        }
    }

    /// Writes an entry. `new_leaf` makes zeroed memory for a leaf; `false` if it cannot.
    fn set(&self, address: *const u8, entry: *mut Segment, new_leaf: impl FnOnce() -> *mut Leaf) -> bool {
        let granule = address.addr() / SEGMENT;
        let Some(root) = self.root.get(granule / LEAF) else { return false };
        if root.load(Ordering::Acquire).is_null() {
            let leaf = new_leaf();
            if leaf.is_null() {
                return false;
            }
            // Two threads may come here at once; the second one's leaf stays unused, which costs nothing to speak of.
            let _ = root.compare_exchange(null_mut(), leaf, Ordering::AcqRel, Ordering::Acquire);
        }
        match self.entry(address) {
            Some(slot) => {
                slot.store(entry, Ordering::Release);
                true
            }
            None => false,
        }
    }

    pub fn set_segment(
        &self,
        address: *const u8,
        segment: *mut Segment,
        new_leaf: impl FnOnce() -> *mut Leaf,
    ) -> bool {
        self.set(address, segment, new_leaf)
    }

    pub fn set_huge(&self, address: *const u8, huge: *mut u8, new_leaf: impl FnOnce() -> *mut Leaf) -> bool {
        self.set(address, huge.cast::<Segment>().map_addr(|a| a | HUGE), new_leaf)
    }

    /// Forgets an address that was set before.
    pub fn clear(&self, address: *const u8) {
        if let Some(entry) = self.entry(address) {
            entry.store(null_mut(), Ordering::Release);
        }
    }
}
