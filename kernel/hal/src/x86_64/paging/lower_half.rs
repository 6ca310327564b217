//! The user half of one address space.

use super::entry::{ENTRIES, Entry};
use super::walk::{Table, index, span};
use super::{kernel, tlb};
use crate::address::{UserPage, UserPages};
use crate::protection::Protection;
use crate::x86_64::boot::package_frames;
use crate::x86_64::frame::Frame;

const TOP_LEVEL: u32 = 4;

/// No frame was left for a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OutOfMemory;

/// The user half of one address space. Dropping it drops the frames.
pub struct PageTable {
    root: Table,
    /// Tables below the root. They stay until the whole tree goes.
    tables: u64,
}

impl PageTable {
    /// Maps nothing. `None` if no frame is left.
    pub fn new() -> Option<PageTable> {
        let frame = Frame::zeroed()?.into_physical();
        // SAFETY: a new frame that this tree owns until it is dropped.
        let root = unsafe { Table::at(frame) };
        kernel::share_upper_half(root);
        Some(PageTable { root, tables: 0 })
    }

    /// Frames that hold the tables below the root.
    pub fn tables(&self) -> u64 {
        self.tables
    }

    /// How many more there are at most once the range is mapped.
    pub fn missing_tables(&self, pages: UserPages) -> u64 {
        let range = pages.addresses();
        let mut missing = 0;
        let mut address = range.start;
        while address < range.end {
            missing += self.missing_for(address);
            address = end_of_table(address, range.end);
        }
        missing
    }

    /// The page must not be mapped. Panics if the protection is writable and executable.
    #[track_caller]
    pub fn map(&mut self, page: UserPage, frame: Frame, protection: Protection) -> Result<(), OutOfMemory> {
        protection.assert_write_xor_execute();
        let address = page.address().get();
        let table = self.table_for(address)?;
        let slot = index(address, 1);
        assert!(table.get(slot).is_empty(), "page {page:?} is mapped already");
        table.put(slot, Entry::user_leaf(frame, protection));
        Ok(())
    }

    /// Maps those pages of the range that are not mapped, in order, each to the frame that the function gives
    /// for it, until it gives none or none is left for a table. Gives the number of pages mapped.
    #[track_caller]
    pub fn map_range(
        &mut self,
        pages: UserPages,
        protection: Protection,
        mut frame: impl FnMut(UserPage) -> Option<Frame>,
    ) -> u64 {
        protection.assert_write_xor_execute();
        let range = pages.addresses();
        let mut mapped = 0;
        let mut address = range.start;
        while address < range.end {
            let Ok(table) = self.table_for(address) else { return mapped };
            let end = end_of_table(address, range.end);
            while address < end {
                let slot = index(address, 1);
                if table.get(slot).is_empty() {
                    let Some(frame) = UserPage::new(address).and_then(&mut frame) else { return mapped };
                    table.put(slot, Entry::user_leaf(frame, protection));
                    mapped += 1;
                }
                address += span(1);
            }
        }
        mapped
    }

    /// Maps those pages of the range that are not mapped to the boot package's pages from the offset on, as far as there
    /// are frames for tables. Gives the number of pages mapped: none unless the package has all of them.
    #[track_caller]
    pub fn map_package(&mut self, pages: UserPages, protection: Protection, offset: u64) -> u64 {
        protection.assert_write_xor_execute();
        let Some(first) = package_frames(offset, pages.count()).and_then(|mut frames| frames.next()) else {
            return 0;
        };
        let mut entry = Entry::permanent_leaf(first, protection);
        let range = pages.addresses();
        let mut mapped = 0;
        let mut address = range.start;
        while address < range.end {
            let Ok(table) = self.table_for(address) else { return mapped };
            let start = index(address, 1);
            address = end_of_table(address, range.end);
            let slots = start..index(address - 1, 1) + 1;
            mapped += table.put_run(slots.clone(), entry);
            entry = entry.further(slots.len());
        }
        mapped
    }

    /// Takes the mapping away and gives its frame back.
    pub fn unmap(&mut self, page: UserPage) -> Option<Frame> {
        let (table, slot, entry) = self.leaf(page)?;
        table.set(slot, Entry::EMPTY);
        self.forget(page, entry);
        // SAFETY: the entry owned the frame and is gone.
        Some(unsafe { Frame::from_physical(entry.physical()) })
    }

    /// Unmaps every page of the range, with the frames to the function. Costs by what is mapped, not by length.
    pub fn unmap_range(&mut self, pages: UserPages, mut each: impl FnMut(UserPage, Frame)) {
        let range = pages.addresses();
        let mut any = false;
        self.for_each_leaf(pages, |page, table, slot, entry| {
            table.set(slot, Entry::EMPTY);
            any |= entry.is_present();
            // SAFETY: the entry owned the frame and is gone.
            each(page, unsafe { Frame::from_physical(entry.physical()) });
        });
        // Before it returns to user mode this CPU uses no user address, so one flush for all is soon enough.
        if any && self.is_active() {
            tlb::flush_range(range.start, range.end);
        }
    }

    /// Changes a mapped page's protection; gives whether it is mapped.
    #[track_caller]
    pub fn protect(&mut self, page: UserPage, protection: Protection) -> bool {
        protection.assert_write_xor_execute();
        let Some((table, slot, entry)) = self.leaf(page) else {
            return false;
        };
        table.set(slot, entry.with_protection(protection));
        self.forget(page, entry);
        true
    }

    /// Gives each mapped page of the range the protection that the function answers from its frame and its
    /// present protection.
    #[track_caller]
    pub fn protect_range(
        &mut self,
        pages: UserPages,
        mut protection: impl FnMut(UserPage, &Frame, Protection) -> Protection,
    ) {
        let range = pages.addresses();
        let mut any = false;
        self.for_each_leaf(pages, |page, table, slot, entry| {
            let new = with_frame(entry, |frame| protection(page, frame, entry.protection()));
            new.assert_write_xor_execute();
            table.set(slot, entry.with_protection(new));
            any |= entry.is_present();
        });
        if any && self.is_active() {
            tlb::flush_range(range.start, range.end);
        }
    }

    /// The mapping of a page, its frame shared.
    pub fn lookup(&self, page: UserPage) -> Option<(Frame, Protection)> {
        let (_, _, entry) = self.leaf(page)?;
        Some((with_frame(entry, Frame::share), entry.protection()))
    }

    /// Puts another frame in a mapped page's place, with a new protection, and gives the old one back; as a
    /// copy-on-write fault does. `Err` gives the new frame back if the page is not mapped.
    #[track_caller]
    pub fn replace(&mut self, page: UserPage, frame: Frame, protection: Protection) -> Result<Frame, Frame> {
        protection.assert_write_xor_execute();
        let Some((table, slot, entry)) = self.leaf(page) else {
            return Err(frame);
        };
        table.put(slot, Entry::user_leaf(frame, protection));
        self.forget(page, entry);
        // SAFETY: the old entry owned the frame and is gone.
        Ok(unsafe { Frame::from_physical(entry.physical()) })
    }

    /// Mapped pages of the range.
    pub fn count(&self, pages: UserPages) -> u64 {
        let mut count = 0;
        self.for_each_leaf(pages, |_, _, _, _| count += 1);
        count
    }

    /// Maps every mapped page of the range in another table too, which has none of them, and from then on neither can
    /// be written to. Gives the number of pages: fewer than there are if no frame was left for a table.
    pub fn share_range(&mut self, other: &mut PageTable, pages: UserPages) -> u64 {
        let range = pages.addresses();
        let (mut shared, mut failed) = (0, false);
        let mut target: Option<(u64, Table)> = None;
        self.for_each_leaf(pages, |page, table, slot, entry| {
            let address = page.address().get();
            let (until, to) = match target {
                Some((until, to)) if address < until => (until, to),
                _ if failed => return,
                _ => match other.table_for(address) {
                    Ok(to) => (end_of_table(address, range.end), to),
                    Err(OutOfMemory) => {
                        failed = true;
                        return;
                    }
                },
            };
            target = Some((until, to));
            let protection = entry.protection();
            let entry = if protection.contains(Protection::WRITE) {
                let read_only = entry.with_protection(protection - Protection::WRITE);
                table.set(slot, read_only);
                read_only
            } else {
                entry
            };
            assert!(to.get(slot).is_empty(), "page {page:?} is mapped already");
            if entry.is_permanent() {
                to.put_permanent(slot, entry);
            } else {
                // The copy of the entry owns the new reference.
                core::mem::forget(with_frame(entry, Frame::share));
                to.put(slot, entry);
            }
            shared += 1;
        });
        if shared != 0 && self.is_active() {
            tlb::flush_range(range.start, range.end);
        }
        shared
    }

    /// A mapped page's protection, and whether its frame has other holders.
    pub fn state(&self, page: UserPage) -> Option<(Protection, bool)> {
        let (_, _, entry) = self.leaf(page)?;
        Some((entry.protection(), with_frame(entry, Frame::is_shared)))
    }

    /// Visits every mapped page of the range, in order.
    pub fn for_each(&self, pages: UserPages, mut each: impl FnMut(UserPage, &Frame, Protection)) {
        self.for_each_leaf(pages, |page, _, _, entry| {
            with_frame(entry, |frame| each(page, frame, entry.protection()));
        });
    }

    /// User addresses mean this table's on this CPU from now on.
    pub fn activate(&self) {
        if !self.is_active() {
            tlb::set_root(self.root.physical());
        }
    }

    fn is_active(&self) -> bool {
        tlb::root() == self.root.physical()
    }

    /// Makes the CPU forget the page if it may know the entry.
    fn forget(&self, page: UserPage, old: Entry) {
        if old.is_present() && self.is_active() {
            tlb::flush(page.address().get());
        }
    }

    /// The place of a mapped page's entry.
    fn leaf(&self, page: UserPage) -> Option<(Table, usize, Entry)> {
        let address = page.address().get();
        let mut table = self.root;
        for level in (2..=TOP_LEVEL).rev() {
            table = table.next(index(address, level))?;
        }
        let slot = index(address, 1);
        let entry = table.get(slot);
        (!entry.is_empty()).then_some((table, slot, entry))
    }

    /// Tables that mapping the address would make.
    fn missing_for(&self, address: u64) -> u64 {
        let mut table = self.root;
        for level in (2..=TOP_LEVEL).rev() {
            match table.next(index(address, level)) {
                Some(next) => table = next,
                None => return u64::from(level) - 1,
            }
        }
        0
    }

    /// The lowest table for the address, made if missing.
    fn table_for(&mut self, address: u64) -> Result<Table, OutOfMemory> {
        let mut table = self.root;
        for level in (2..=TOP_LEVEL).rev() {
            let slot = index(address, level);
            table = match table.next(slot) {
                Some(next) => next,
                None => {
                    let physical = Frame::zeroed().ok_or(OutOfMemory)?.into_physical();
                    table.put(slot, Entry::user_table(physical));
                    self.tables += 1;
                    // SAFETY: the new frame belongs to this tree, which `&mut self` guards.
                    unsafe { Table::at(physical) }
                }
            };
        }
        Ok(table)
    }

    /// Visits the entry of every mapped page of the range, in order. Walks down once for each lowest table, and
    /// steps over what has none.
    fn for_each_leaf(&self, pages: UserPages, mut each: impl FnMut(UserPage, Table, usize, Entry)) {
        let range = pages.addresses();
        let mut address = range.start;
        'search: while address < range.end {
            let mut table = self.root;
            for level in (2..=TOP_LEVEL).rev() {
                match table.next(index(address, level)) {
                    Some(next) => table = next,
                    None => {
                        address = (address & !(span(level) - 1)) + span(level);
                        continue 'search;
                    }
                }
            }
            let start = address & !(span(2) - 1);
            address = end_of_table(address, range.end);
            let slots = index(range.start.max(start), 1)..index(address - 1, 1) + 1;
            let mut from = slots.start;
            while let Some(slot) = table.next_used(from..slots.end) {
                from = slot + 1;
                if let Some(page) = UserPage::new(start + slot as u64 * span(1)) {
                    each(page, table, slot, table.get(slot));
                }
            }
        }
    }
}

/// Where the addresses of one lowest table end, or the range does.
fn end_of_table(address: u64, end: u64) -> u64 {
    end.min((address & !(span(2) - 1)) + span(2))
}

/// Lends the frame that an entry owns.
fn with_frame<R>(entry: Entry, use_frame: impl FnOnce(&Frame) -> R) -> R {
    // SAFETY: the entry owns the frame; forgetting this name leaves it the owner.
    let frame = core::mem::ManuallyDrop::new(unsafe { Frame::from_physical(entry.physical()) });
    use_frame(&frame)
}

impl Drop for PageTable {
    fn drop(&mut self) {
        if self.is_active() {
            deactivate();
        }
        free_lower(self.root, TOP_LEVEL, ENTRIES / 2);
        // SAFETY: `new` took the frame; nothing leads to it any more.
        drop(unsafe { Frame::from_table(self.root.physical()) });
    }
}

/// Frees what the first entries of a table lead to.
fn free_lower(table: Table, level: u32, entries: usize) {
    table.for_each_owning(entries, |entry| {
        if level > 1 {
            // SAFETY: above the lowest level an entry of the tree leads to a table, which it owns.
            let next = unsafe { Table::at(entry.physical()) };
            free_lower(next, level - 1, ENTRIES);
            // SAFETY: the entry owned the table's frame, and goes away with this one.
            drop(unsafe { Frame::from_table(entry.physical()) });
        } else {
            // SAFETY: the entry owned the page's frame, and goes away with this one.
            drop(unsafe { Frame::from_physical(entry.physical()) });
        }
    });
}

/// No user address is mapped on this CPU from now on.
pub fn deactivate() {
    tlb::set_root(kernel::root().physical());
}
