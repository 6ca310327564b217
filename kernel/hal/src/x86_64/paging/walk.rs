//! Reading and writing tables of entries.

use core::ops::Range;
use core::ptr;
use core::sync::atomic::Ordering::Relaxed;

use super::entry::{ENTRIES, Entry};
use crate::x86_64::{frame, layout};

/// A table in physical memory. A plain name: whoever holds the tree decides who may write.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Table(u64);

/// A table's notes tell two things of each group of entries, a bit each: in the lower half whether one was ever used,
/// in the upper half whether one may own what it leads to.
const GROUPS: usize = u32::BITS as usize / 2;
/// Entries of a group.
const GROUP: usize = ENTRIES / GROUPS;
/// The groups of which the notes say the first thing.
const USED: u32 = u32::MAX >> GROUPS;
/// Both bits of the first group.
const USED_AND_OWNING: u32 = 1 | 1 << GROUPS;

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

    /// As `set`, of an entry that owns what it leads to: the table's notes tell of it.
    pub fn put(self, index: usize, entry: Entry) {
        self.set(index, entry);
        self.note(USED_AND_OWNING << (index / GROUP % GROUPS));
    }

    /// As `put`, of an entry whose frame is there for ever.
    pub fn put_permanent(self, index: usize, entry: Entry) {
        self.set(index, entry);
        self.note(1 << (index / GROUP % GROUPS));
    }

    /// Fills those slots of the range, which has some, that are empty; gives their number. Permanent frames follow one another:
    /// each slot's lies as far behind the first's.
    pub fn put_run(self, slots: Range<usize>, first: Entry) -> u64 {
        let last = slots.end.saturating_sub(1);
        let groups = USED << (slots.start / GROUP % GROUPS) & USED >> (GROUPS - 1 - last / GROUP % GROUPS);
        let (mut entry, mut filled) = (first, 0);
        if self.note(groups) & groups == 0 {
            self.fill(slots.clone(), first);
            return slots.len() as u64;
        }
        for slot in slots.start..slots.end {
            if self.get(slot).is_empty() {
                self.set(slot, entry);
                filled += 1;
            }
            entry = entry.further(1);
        }
        filled
    }

    /// As `put_run`, where nothing is: four at a time, since programs begin with hundreds of these.
    fn fill(self, slots: Range<usize>, first: Entry) {
        assert!(slots.start <= slots.end && slots.end <= ENTRIES);
        let (mut to, mut entry) = (self.slot(slots.start), first);
        for _ in 0..slots.len() / 4 {
            for (place, entry) in (0..4).map(|further| (to.wrapping_add(further), entry.further(further))) {
                // SAFETY: as in `set`; by the assertion the place is in the table.
                unsafe { ptr::write_volatile(place, entry) };
            }
            to = to.wrapping_add(4);
            entry = entry.further(4);
        }
        for further in 0..slots.len() % 4 {
            // SAFETY: as above.
            unsafe { ptr::write_volatile(to.wrapping_add(further), entry.further(further)) };
        }
    }

    /// Adds to the notes; gives those from before.
    fn note(self, bits: u32) -> u32 {
        let notes = frame::table_notes(self.0);
        let before = notes.load(Relaxed);
        // A tree has one writer at a time, so the two need not be one.
        notes.store(before | bits, Relaxed);
        before
    }

    /// Visits every entry below the end, a multiple of four, that is not empty and not certain to lead to what is there
    /// for ever.
    pub fn for_each_owning(self, end: usize, mut each: impl FnMut(Entry)) {
        let mut groups = frame::table_notes(self.0).load(Relaxed) >> GROUPS;
        while groups != 0 {
            let start = groups.trailing_zeros() as usize * GROUP;
            groups &= groups - 1;
            for slot in (start..(start + GROUP).min(end)).step_by(4) {
                // Most of a group is empty.
                let four = [self.get(slot), self.get(slot + 1), self.get(slot + 2), self.get(slot + 3)];
                if !Entry::are_empty(four) {
                    four.into_iter().filter(|entry| !entry.is_empty()).for_each(&mut each);
                }
            }
        }
    }

    /// The first slot of the range that holds something. Tables are mostly empty: groups in which nothing was ever put
    /// are stepped over.
    pub fn next_used(self, slots: Range<usize>) -> Option<usize> {
        let groups = frame::table_notes(self.0).load(Relaxed) & USED;
        let mut slot = slots.start;
        while slot < slots.end {
            let ahead = groups >> (slot / GROUP % GROUPS);
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
