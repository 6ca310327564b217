//! Reading and writing tables of entries.

use core::ops::Range;
use core::ptr;

use super::entry::{ENTRIES, Entry};
use crate::x86_64::layout;

/// A table in physical memory. A plain name: whoever holds the tree decides who may write.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Table(u64);

/// Entries that are looked at together.
const GROUP: usize = 16;
const _: () = assert!(ENTRIES.is_multiple_of(GROUP));

/// Bytes that one entry of a level maps: level 1 has the pages.
pub const fn span(level: u32) -> u64 {
    4096 << (9 * (level - 1))
}

/// The index of the address in a table of the level.
pub const fn index(address: u64, level: u32) -> usize {
    (address >> (12 + 9 * (level - 1))) as usize % ENTRIES
}

impl Table {
    /// # Safety
    /// A page of entries is at the physical address and stays while the name is used, and writes through the name
    /// are not concurrent with others.
    pub unsafe fn at(physical: u64) -> Table {
        Table(physical)
    }

    pub fn physical(self) -> u64 {
        self.0
    }

    fn slot(self, index: usize) -> *mut Entry {
        layout::linear(self.0).cast::<Entry>().wrapping_add(index % ENTRIES)
    }

    pub fn get(self, index: usize) -> Entry {
        // SAFETY: `at` promised a page of entries; the slot is in it. Volatile, because the CPU reads it too.
        unsafe { ptr::read_volatile(self.slot(index)) }
    }

    pub fn set(self, index: usize, entry: Entry) {
        // SAFETY: as in `get`, and `at` promised that nobody else writes.
        unsafe { ptr::write_volatile(self.slot(index), entry) }
    }

    /// The first slot of the range that holds something. Tables are mostly empty, so it looks at many at a time.
    pub fn next_used(self, slots: Range<usize>) -> Option<usize> {
        let mut slot = slots.start;
        while slot < slots.end {
            if slot.is_multiple_of(GROUP) && self.is_group_empty(slot) {
                slot += GROUP;
            } else if self.get(slot).is_empty() {
                slot += 1;
            } else {
                return Some(slot);
            }
        }
        None
    }

    /// Of the `GROUP` slots from one that is a multiple of it.
    fn is_group_empty(self, first: usize) -> bool {
        // SAFETY: `at` promised a page of entries, and the group lies in it: `slot` takes the index modulo ENTRIES, a
        // multiple of GROUP. Not volatile: of what the CPU may write, no bit makes an empty entry used.
        let group = unsafe { self.slot(first).cast::<[u64; GROUP]>().read() };
        group.into_iter().fold(0, |bits, entry| bits | entry) == 0
    }

    /// The table that an entry leads to.
    pub fn next(self, index: usize) -> Option<Table> {
        let entry = self.get(index);
        (!entry.is_empty()).then(|| Table(entry.physical()))
    }
}
