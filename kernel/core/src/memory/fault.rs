//! What happens when a page is touched that is not there, or not to be touched so.

use capos_hal::frame::Frame;
use capos_hal::paging::PageTable;
use capos_hal::{Access, PAGE_SIZE, Protection, UserPage, UserPages};

use super::inner::Inner;
use super::{Backing, Mapping, MemoryError, PageObject};
use crate::quota::Account;

const PAGE: u64 = PAGE_SIZE as u64;

/// Pages of a program or another whole object that one fault maps: they cost no memory, only a table entry.
const AROUND: u64 = 64;

/// Pages of anonymous memory that one fault makes at most, once touching has been seen to go upwards.
const MAX_AHEAD: u64 = 16;

/// Notices when anonymous memory is touched page after page, and then makes ever more pages per fault. One
/// fault costs as much as several pages, but a page that nobody wanted is memory lost, so it begins with one.
#[derive(Debug, Default)]
pub(super) struct FaultAhead {
    /// The page behind the last ones that were made.
    expected: u64,
    /// How many were made then.
    count: u64,
}

impl FaultAhead {
    fn next_count(&mut self, address: u64) -> u64 {
        self.count = if address == self.expected { (self.count * 2).clamp(1, MAX_AHEAD) } else { 1 };
        self.count
    }

    fn made_until(&mut self, address: u64) {
        self.expected = address;
    }
}

impl Inner {
    pub(super) fn fault(
        &mut self,
        page: UserPage,
        access: Access,
        account: &Account,
    ) -> Result<(), MemoryError> {
        let mapping = self.mappings.find(page.address().get()).ok_or(MemoryError::NotMapped)?;
        let permitted = match access {
            // The hardware lets pages that can be written or executed be read as well.
            Access::Read => !mapping.protection.is_empty(),
            Access::Write => mapping.protection.contains(Protection::WRITE),
            Access::Execute => mapping.protection.contains(Protection::EXECUTE),
        };
        if !permitted {
            return Err(MemoryError::NotPermitted);
        }
        let mapping = mapping.clone();
        self.populate_in(&mapping, page, access == Access::Write, account)
    }

    /// Makes the page present; with `write`, the process's own unless it is shared on purpose. Does not ask
    /// whether the protection permits it.
    pub(super) fn populate(
        &mut self,
        page: UserPage,
        write: bool,
        account: &Account,
    ) -> Result<(), MemoryError> {
        let mapping = self.mappings.find(page.address().get()).ok_or(MemoryError::NotMapped)?.clone();
        self.populate_in(&mapping, page, write, account)
    }

    /// As `populate`, of a page of the mapping.
    fn populate_in(
        &mut self,
        mapping: &Mapping,
        page: UserPage,
        write: bool,
        account: &Account,
    ) -> Result<(), MemoryError> {
        let address = page.address().get();
        match &mapping.backing {
            Backing::Reserved => Err(MemoryError::OnlyReserved),
            Backing::Anonymous => match self.presence(page) {
                Some(present) => self.make_own(page, present, write, mapping.protection),
                None => self.fill_anonymous(address, mapping, account),
            },
            Backing::Private { object, offset } => match self.presence(page) {
                Some(present) => self.make_own(page, present, write, mapping.protection),
                None if write => {
                    let index = (offset + (address - mapping.start)) / PAGE;
                    let copy = copy_of(&object.object().frame(index)?)?;
                    self.add(one_page(page), mapping.protection, account, once(copy))
                }
                None => self.map_object(page, mapping, object.object(), *offset, false, account),
            },
            Backing::Shared { object, offset, .. } => match self.presence(page) {
                Some(present) if write && !present.writable && object.object().is_file() => {
                    object.object().frame_for_writer((offset + (address - mapping.start)) / PAGE)?;
                    self.table.protect(page, mapping.protection);
                    Ok(())
                }
                Some(_) => Ok(()),
                None => self.map_object(page, mapping, object.object(), *offset, write, account),
            },
        }
    }

    /// Whether the page is mapped, and if so whether its frame has other holders.
    pub(super) fn is_present(&self, page: UserPage) -> bool {
        self.presence(page).is_some()
    }

    fn presence(&self, page: UserPage) -> Option<Presence> {
        let (protection, shared) = self.table.state(page)?;
        Some(Presence { shared, writable: protection.contains(Protection::WRITE) })
    }

    /// Copy on write: a present page becomes the process's own.
    fn make_own(
        &mut self,
        page: UserPage,
        present: Presence,
        write: bool,
        protection: Protection,
    ) -> Result<(), MemoryError> {
        if !write || present.writable {
            return Ok(());
        }
        if !present.shared {
            self.table.protect(page, protection);
            return Ok(());
        }
        let (frame, _) = self.table.lookup(page).ok_or(MemoryError::NotMapped)?;
        let copy = copy_of(&frame)?;
        // The frame that comes back is the shared one, dropped here.
        self.table.replace(page, copy, protection).map(drop).map_err(|_| MemoryError::NotMapped)
    }

    fn fill_anonymous(
        &mut self,
        address: u64,
        mapping: &Mapping,
        account: &Account,
    ) -> Result<(), MemoryError> {
        let count = self.ahead.next_count(address).min((mapping.end - address) / PAGE);
        let zeroed = |_| Frame::zeroed();
        let ahead = pages_from(address, count);
        match self.add(ahead, mapping.protection, account, zeroed) {
            Ok(()) => self.ahead.made_until(ahead.addresses().end),
            // Only the page that was touched is needed.
            Err(MemoryError::QuotaExceeded) if count > 1 => {
                self.add(pages_from(address, 1), mapping.protection, account, zeroed)?;
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Maps the object's page itself, and its neighbours if that costs no memory.
    fn map_object(
        &mut self,
        page: UserPage,
        mapping: &Mapping,
        object: &PageObject,
        offset: u64,
        write: bool,
        account: &Account,
    ) -> Result<(), MemoryError> {
        // The object holds every frame too, so none is written through a private mapping; a file wants to know first.
        let protection = match mapping.backing {
            Backing::Shared { .. } if write || !object.is_file() => mapping.protection,
            _ => mapping.protection - Protection::WRITE,
        };
        let address = page.address().get();
        let window = address / (AROUND * PAGE) * (AROUND * PAGE);
        let start = window.max(mapping.start);
        let end = (window + AROUND * PAGE).min(mapping.end);
        if let Some((place, left)) = object.in_package((offset + (start - mapping.start)) / PAGE) {
            let around = pages_from(start, left.min((end - start) / PAGE));
            let whole = around.contains(page)
                && self.add_by(around, account, |table| table.map_package(around, protection, place)).is_ok();
            if whole {
                return Ok(());
            }
        }
        let frame = |page: UserPage| {
            let index = (offset + (page.address().get() - mapping.start)) / PAGE;
            if write { object.frame_for_writer(index) } else { object.frame(index) }
        };
        let touched = frame(page)?;
        self.add(one_page(page), protection, account, once(touched))?;
        if object.is_whole() {
            // Without them the next touch of one takes a fault of its own.
            let _ = self
                .add(pages_from(start, (end - start) / PAGE), protection, account, |page| frame(page).ok());
        }
        Ok(())
    }

    /// Maps the pages of the range that are missing, as far as there are frames. An error means none was mapped.
    fn add(
        &mut self,
        pages: UserPages,
        protection: Protection,
        account: &Account,
        frame: impl FnMut(UserPage) -> Option<Frame>,
    ) -> Result<(), MemoryError> {
        self.add_by(pages, account, |table| table.map_range(pages, protection, frame))
    }

    /// As `add`, with what maps them and tells how many it did.
    fn add_by(
        &mut self,
        pages: UserPages,
        account: &Account,
        map: impl FnOnce(&mut PageTable) -> u64,
    ) -> Result<(), MemoryError> {
        // Tables are charged like pages: a process that touches far-apart pages fills memory with them.
        let before = self.table.tables();
        let charged = pages.count() + self.table.missing_tables(pages);
        if !account.charge(charged) {
            return Err(MemoryError::QuotaExceeded);
        }
        let mapped = map(&mut self.table);
        account.release(charged - mapped - (self.table.tables() - before));
        self.resident += mapped;
        self.peak = self.peak.max(self.resident);
        if mapped == 0 { Err(MemoryError::OutOfMemory) } else { Ok(()) }
    }
}

#[derive(Clone, Copy)]
struct Presence {
    shared: bool,
    writable: bool,
}

/// What the page table may permit of what the mapping does: a frame with other holders is not written through a private
/// mapping, and a file's page not through a shared one before the file knows.
pub(super) fn effective(mapping: &Mapping, frame: &Frame, present: Protection) -> Protection {
    let writes = match &mapping.backing {
        Backing::Shared { object, .. } => !object.object().is_file() || present.contains(Protection::WRITE),
        _ => !frame.is_shared(),
    };
    if writes { mapping.protection } else { mapping.protection - Protection::WRITE }
}

fn copy_of(frame: &Frame) -> Result<Frame, MemoryError> {
    Frame::copy_of(frame).ok_or(MemoryError::OutOfMemory)
}

/// Gives the frame for the first page asked about.
fn once(frame: Frame) -> impl FnMut(UserPage) -> Option<Frame> {
    let mut frame = Some(frame);
    move |_| frame.take()
}

fn one_page(page: UserPage) -> UserPages {
    pages_from(page.address().get(), 1)
}

/// The pages are inside of a mapping.
fn pages_from(start: u64, count: u64) -> UserPages {
    UserPages::new(start, start + count * PAGE).expect("mappings are made of user pages")
}
