//! Reading and writing tables of entries.

use core::ops::Range;
use core::ptr;
use core::sync::atomic::Ordering::Relaxed;

use super::entry::{ENTRIES, Entry};
use crate::x86_64::{frame, layout};

/// A table in physical memory. A plain name: whoever holds the tree decides who may write.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Table(u64);

/// Bits of the notes that a table's frame has.
const NOTES: usize = u32::BITS as usize;
/// Entries that share one of them.
const GROUP: usize = ENTRIES / NOTES;

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

    /// As `set`, of an entry that is not empty, for a slot that was: the table's notes tell of it.
    pub fn put(self, index: usize, entry: Entry) {
        self.set(index, entry);
        let notes = frame::table_notes(self.0);
        // A tree has one writer at a time, so the two need not be one.
        notes.store(notes.load(Relaxed) | 1 << (index / GROUP), Relaxed);
    }

    /// Fills those slots of the range, which has some, that are empty; gives their number. Permanent frames follow one another:
    /// each slot's lies as far behind the first's.
    pub fn put_run(self, slots: Range<usize>, first: Entry) -> u64 {
        let (mut entry, mut filled) = (first, 0);
        for slot in slots.start..slots.end {
            if self.get(slot).is_empty() {
                self.set(slot, entry);
                filled += 1;
            }
            entry = entry.further(1);
        }
        let last = slots.end.saturating_sub(1);
        let groups =
            u32::MAX << (slots.start / GROUP % NOTES) & u32::MAX >> (NOTES - 1 - last / GROUP % NOTES);
        let notes = frame::table_notes(self.0);
        notes.store(notes.load(Relaxed) | groups, Relaxed);
        filled
    }

    /// Visits every entry below the end that is not empty.
    pub fn for_each_used(self, end: usize, mut each: impl FnMut(Entry)) {
        let mut groups = frame::table_notes(self.0).load(Relaxed);
        while groups != 0 {
            let start = groups.trailing_zeros() as usize * GROUP;
            groups &= groups - 1;
            for slot in start..(start + GROUP).min(end) {
                let entry = self.get(slot);
                if !entry.is_empty() {
                    each(entry);
                }
            }
        }
    }

    /// The first slot of the range that holds something. Tables are mostly empty: groups in which nothing was ever put
    /// are stepped over.
    pub fn next_used(self, slots: Range<usize>) -> Option<usize> {
        let groups = frame::table_notes(self.0).load(Relaxed);
        let mut slot = slots.start;
        while slot < slots.end {
            let ahead = groups >> (slot / GROUP % NOTES);
            if ahead == 0 {
                return None;
            }
            if ahead & 1 == 0 {
                slot = (slot / GROUP + ahead.trailing_zeros() as usize) * GROUP;
            } else if self.get(slot).is_empty() {
                slot += 1;
            } else {
                return Some(slot);
            }
        }
        None
    }

    /// The table that an entry leads to.
    pub fn next(self, index: usize) -> Option<Table> {
        let entry = self.get(index);
        (!entry.is_empty()).then(|| Table(entry.physical()))
    }
}
