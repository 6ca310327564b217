//! What happens when a page is touched that is not there, or not to be touched so.

use capos_hal::frame::Frame;
use capos_hal::{Access, PAGE_SIZE, Protection, UserPage, UserPages};

use super::address_space::Inner;
use super::{Backing, Mapping, MemoryError, PageObject, frames};
use crate::quota::Account;

const PAGE: u64 = PAGE_SIZE as u64;

/// Pages of a program or another whole object that one fault maps: they cost no memory, only a table entry.
const AROUND: u64 = 16;

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
            return Err(MemoryError::NotMapped);
        }
        self.populate(page, access == Access::Write, account)
    }

    /// Makes the page present; with `write`, the process's own unless it is shared on purpose. Does not ask
    /// whether the protection permits it.
    pub(super) fn populate(
        &mut self,
        page: UserPage,
        write: bool,
        account: &Account,
    ) -> Result<(), MemoryError> {
        let address = page.address().get();
        let mapping = self.mappings.find(address).ok_or(MemoryError::NotMapped)?.clone();
        match &mapping.backing {
            Backing::Reserved => Err(MemoryError::OnlyReserved),
            Backing::Anonymous => match self.presence(page) {
                Some(present) => self.make_own(page, present, write, mapping.protection),
                None => self.fill_anonymous(address, &mapping, account),
            },
            Backing::Private { object, offset } => match self.presence(page) {
                Some(present) => self.make_own(page, present, write, mapping.protection),
                None if write => {
                    let index = (offset + (address - mapping.start)) / PAGE;
                    let copy = frames::copy_of(&object.object().frame(index)?)?;
                    self.add(page, copy, mapping.protection, account)
                }
                None => self.map_object(page, &mapping, object.object(), *offset, account),
            },
            Backing::Shared { object, offset, .. } => match self.presence(page) {
                Some(_) => Ok(()),
                None => self.map_object(page, &mapping, object.object(), *offset, account),
            },
        }
    }

    /// Whether the page is mapped, and if so whether its frame has other holders.
    fn presence(&self, page: UserPage) -> Option<Presence> {
        let mut presence = None;
        self.table.for_each(one_page(page)?, |_, frame, protection| {
            let writable = protection.contains(Protection::WRITE);
            presence = Some(Presence { shared: frame.is_shared(), writable });
        });
        presence
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
        let copy = frames::copy_of(&frame)?;
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
        let mut reached = address;
        for page in pages_from(address, count) {
            if reached != address && self.presence(page).is_some() {
                break;
            }
            let made = frames::zeroed().and_then(|frame| self.add(page, frame, mapping.protection, account));
            match made {
                Ok(()) => reached += PAGE,
                // Only the page that was touched is needed.
                Err(error) if reached == address => return Err(error),
                Err(_) => break,
            }
        }
        self.ahead.made_until(reached);
        Ok(())
    }

    /// Maps the object's page itself, and its neighbours if that costs no memory.
    fn map_object(
        &mut self,
        page: UserPage,
        mapping: &Mapping,
        object: &PageObject,
        offset: u64,
        account: &Account,
    ) -> Result<(), MemoryError> {
        let shared = matches!(mapping.backing, Backing::Shared { .. });
        let index = |address: u64| (offset + (address - mapping.start)) / PAGE;
        let address = page.address().get();
        let frame = object.frame(index(address))?;
        let protection = effective(mapping.protection, shared, &frame);
        self.add(page, frame, protection, account)?;
        if !object.is_whole() {
            return Ok(());
        }
        let window = address / (AROUND * PAGE) * (AROUND * PAGE);
        let start = window.max(mapping.start);
        let end = (window + AROUND * PAGE).min(mapping.end);
        for neighbour in pages_from(start, (end - start) / PAGE) {
            if self.presence(neighbour).is_some() {
                continue;
            }
            let Ok(frame) = object.frame(index(neighbour.address().get())) else { break };
            let protection = effective(mapping.protection, shared, &frame);
            if self.add(neighbour, frame, protection, account).is_err() {
                break;
            }
        }
        Ok(())
    }

    fn add(
        &mut self,
        page: UserPage,
        frame: Frame,
        protection: Protection,
        account: &Account,
    ) -> Result<(), MemoryError> {
        if !account.charge(1) {
            return Err(MemoryError::QuotaExceeded);
        }
        if self.table.map(page, frame, protection).is_err() {
            account.release(1);
            return Err(MemoryError::OutOfMemory);
        }
        self.resident += 1;
        Ok(())
    }
}

#[derive(Clone, Copy)]
struct Presence {
    shared: bool,
    writable: bool,
}

/// What the page table may permit: a frame with other holders is not written through a private mapping.
pub(super) fn effective(protection: Protection, shared_mapping: bool, frame: &Frame) -> Protection {
    if shared_mapping || !frame.is_shared() { protection } else { protection - Protection::WRITE }
}

fn one_page(page: UserPage) -> Option<UserPages> {
    let start = page.address().get();
    UserPages::new(start, start + PAGE)
}

fn pages_from(start: u64, count: u64) -> impl Iterator<Item = UserPage> {
    UserPages::new(start, start + count * PAGE).into_iter().flat_map(UserPages::iter)
}
