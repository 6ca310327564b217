//! `AddressSpace`: what one process has mapped, and what it costs.
//!
//! Mappings say what each page shall be; frames arrive when pages are touched (`fault.rs`). Every page in
//! memory is charged to the process's account, and so are the kernel's notes about mappings.

use alloc::sync::Arc;
use core::ops::Range;

use capos_hal::frame::Frame;
use capos_hal::paging::PageTable;
use capos_hal::sync::SpinLock;
use capos_hal::{Access, PAGE_SIZE, Protection, UserAddress, UserPage, UserPages};

use super::inner::{Inner, Place};
use super::{Absence, Backing, Layout, Mapping, MemoryError, PageObject};
use crate::file_system::Running;
use crate::lock_order::AddressSpaceLevel;
use crate::quota::Account;

const PAGE: u64 = PAGE_SIZE as u64;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Usage {
    pub resident_pages: u64,
    /// The most there were at a time.
    pub peak_pages: u64,
    pub quota_pages: u64,
    pub mappings: u32,
}

pub struct AddressSpace {
    pub(super) inner: SpinLock<AddressSpaceLevel, Inner>,
    pub(super) account: Arc<Account>,
    pub(super) layout: Layout,
}

impl AddressSpace {
    pub fn new(account: Arc<Account>, layout: Layout) -> Result<Arc<Self>, MemoryError> {
        let table = PageTable::new().ok_or(MemoryError::OutOfMemory)?;
        let inner = Inner::new(table, layout.mapping_base);
        Ok(Arc::new(AddressSpace { inner: SpinLock::new(inner), account, layout }))
    }

    pub fn layout(&self) -> Layout {
        self.layout
    }

    pub fn account(&self) -> &Arc<Account> {
        &self.account
    }

    /// The file is the program here, and is not written to as long as the space is there.
    pub fn set_running(&self, running: Option<Running>) {
        self.inner.lock().running = running;
    }

    /// User addresses mean this address space's from now on, on this CPU.
    pub fn activate(&self) {
        self.inner.lock().table.activate();
    }

    pub fn usage(&self) -> Usage {
        let inner = self.inner.lock();
        Usage {
            resident_pages: inner.resident,
            peak_pages: inner.peak,
            quota_pages: self.account.limit(),
            mappings: inner.mappings.count() as u32,
        }
    }

    /// Bytes of all mappings.
    pub fn mapped(&self) -> u64 {
        self.inner.lock().mappings.iter().map(|mapping| mapping.end - mapping.start).sum()
    }

    /// Bytes of private memory that can be written, without the first thread's stack and what lies in the range.
    pub fn data_outside(&self, pages: Option<UserPages>) -> u64 {
        let range = pages.map_or(0..0, UserPages::addresses);
        let inner = self.inner.lock();
        let is_data = |mapping: &&Mapping| {
            mapping.protection.contains(Protection::WRITE)
                && matches!(mapping.backing, Backing::Anonymous | Backing::Private { .. })
                && mapping.end != self.layout.stack_top
        };
        let bytes = |mapping: &Mapping| {
            let inside = mapping.end.min(range.end).saturating_sub(mapping.start.max(range.start));
            mapping.end - mapping.start - inside
        };
        inner.mappings.iter().filter(is_data).map(bytes).sum()
    }

    /// Tells for each page from the address on whether it is present, with 1; all of them must be mapped.
    pub fn residence(&self, address: u64, pages: &mut [u8]) -> Result<(), MemoryError> {
        let inner = self.inner.lock();
        for (index, resident) in pages.iter_mut().enumerate() {
            let address = UserAddress::new(address + index as u64 * PAGE_SIZE as u64);
            inner.mappings.find(address.get()).ok_or(MemoryError::NotMapped)?;
            let present = address.page().is_some_and(|page| inner.is_present(page));
            *resident = u8::from(present);
        }
        Ok(())
    }

    /// Maps `length` bytes and tells where. A length that the account could not hold as a whole is refused at
    /// once; what is granted is charged as it is touched.
    pub fn map(
        self: &Arc<Self>,
        place: Place,
        length: u64,
        protection: Protection,
        backing: Backing,
    ) -> Result<UserPages, MemoryError> {
        check_protection(protection, &backing)?;
        if length == 0 || !length.is_multiple_of(PAGE) {
            return Err(MemoryError::InvalidRange);
        }
        if backing == Backing::Anonymous && length / PAGE > self.account.left() {
            return Err(MemoryError::QuotaExceeded);
        }
        if let Some(object) = backing.object() {
            object.note_space(self)?;
        }
        let mut inner = self.inner.lock();
        let pages = inner.place(place, length, self.layout.mapping_base)?;
        if matches!(place, Place::Replacing(_)) {
            inner.prepare_change(pages, 1, &self.account)?;
            inner.clear(pages, &self.account);
        } else {
            inner.prepare_addition(1, &self.account)?;
        }
        let range = pages.addresses();
        inner.mappings.insert(Mapping { start: range.start, end: range.end, protection, backing });
        inner.finish_change(&self.account);
        Ok(pages)
    }

    /// Where `map` would put so many bytes now.
    pub fn find(&self, place: Place, length: u64) -> Result<UserPages, MemoryError> {
        self.inner.lock().place(place, length, self.layout.mapping_base)
    }

    /// Takes everything in the range away; gaps in it do not matter.
    pub fn unmap(&self, pages: UserPages) -> Result<(), MemoryError> {
        let pages = not_empty(pages)?;
        let mut inner = self.inner.lock();
        inner.prepare_change(pages, 0, &self.account)?;
        inner.clear(pages, &self.account);
        inner.finish_change(&self.account);
        let end = pages.addresses().end;
        if end <= self.layout.mapping_base {
            inner.cursor = inner.cursor.max(end);
        }
        Ok(())
    }

    /// Every page of the range must be mapped, and not only reserved; else nothing is changed.
    pub fn protect(&self, pages: UserPages, protection: Protection) -> Result<(), MemoryError> {
        let pages = not_empty(pages)?;
        let mut inner = self.inner.lock();
        if !inner.mappings.covers(pages) {
            return Err(MemoryError::NotMapped);
        }
        for mapping in inner.mappings.overlapping(pages) {
            if mapping.backing == Backing::Reserved {
                return Err(MemoryError::OnlyReserved);
            }
            check_protection(protection, &mapping.backing)?;
        }
        inner.set_protection(pages, protection, &self.account)
    }

    /// Makes reserved pages demand-zero memory. Pages of the range that are anonymous memory already keep
    /// what they hold and get the protection.
    pub fn commit(&self, pages: UserPages, protection: Protection) -> Result<(), MemoryError> {
        check_protection(protection, &Backing::Anonymous)?;
        let pages = not_empty(pages)?;
        let mut inner = self.inner.lock();
        inner.check_anonymous(pages)?;
        let reserved = |mapping: &&Mapping| mapping.backing == Backing::Reserved;
        let range = pages.addresses();
        let bytes_in_range = |mapping: &Mapping| mapping.end.min(range.end) - mapping.start.max(range.start);
        let fresh: u64 = inner.mappings.overlapping(pages).filter(reserved).map(bytes_in_range).sum();
        if fresh / PAGE > self.account.left() {
            return Err(MemoryError::QuotaExceeded);
        }
        inner.prepare_change(pages, 0, &self.account)?;
        inner.mappings.change(pages, |mapping| mapping.backing = Backing::Anonymous);
        inner.finish_change(&self.account);
        inner.set_protection(pages, protection, &self.account)
    }

    /// Gives the frames of anonymous memory back; the range stays reserved.
    pub fn decommit(&self, pages: UserPages) -> Result<(), MemoryError> {
        let pages = not_empty(pages)?;
        let mut inner = self.inner.lock();
        inner.check_anonymous(pages)?;
        inner.prepare_change(pages, 0, &self.account)?;
        inner.release_frames(pages, &self.account);
        inner.mappings.change(pages, |mapping| {
            mapping.backing = Backing::Reserved;
            mapping.protection = Protection::NONE;
        });
        inner.finish_change(&self.account);
        Ok(())
    }

    /// Acts, and again if there was no room for a page of the object at the address and some was made.
    fn with_room<R>(
        &self,
        address: UserAddress,
        mut act: impl FnMut(&mut Inner) -> Result<R, MemoryError>,
    ) -> Result<R, MemoryError> {
        /// Others may take the room first.
        const TRIES: u32 = 3;
        for _ in 0..TRIES {
            let backing = {
                let mut inner = self.inner.lock();
                match act(&mut inner) {
                    Err(MemoryError::NoRoom) => {
                        inner.mappings.find(address.get()).map(|mapping| mapping.backing.clone())
                    }
                    outcome => return outcome,
                }
            };
            if let Some(object) = backing.as_ref().and_then(Backing::object) {
                object.reclaim();
            }
        }
        Err(MemoryError::NoRoom)
    }

    /// Makes the page at the address accessible; `false` if the process may not touch it so, or if there is no
    /// memory to do it with.
    pub fn fault(&self, address: UserAddress, access: Access) -> bool {
        let Some(page) = address.page() else { return false };
        let resolved = self.with_room(address, |inner| inner.fault(page, access, &self.account));
        if let Err(error @ (MemoryError::QuotaExceeded | MemoryError::OutOfMemory)) = resolved {
            // The fault that follows looks like a bad pointer, and is none.
            crate::debug!("no page for {:#x}: {error}", address.get());
        }
        resolved.is_ok()
    }

    /// Makes the page at the address present, which is certain to be touched: that takes less than a fault.
    pub fn prepare(&self, address: UserAddress) -> Result<(), MemoryError> {
        let page = address.page().ok_or(MemoryError::InvalidRange)?;
        self.with_room(address, |inner| inner.populate(page, true, &self.account))
    }

    /// Why the process may not touch the address so.
    pub fn absence(&self, address: UserAddress, access: Access) -> Absence {
        let Some(page) = address.page() else { return Absence::NotMapped };
        match self.inner.lock().fault(page, access, &self.account) {
            Err(MemoryError::OutOfObject) => Absence::BehindEnd,
            Err(MemoryError::NotPermitted) => Absence::NotPermitted,
            _ => Absence::NotMapped,
        }
    }

    /// The object and place behind an address, if memory there is shared.
    pub fn shared_place(&self, address: UserAddress) -> Option<(Arc<PageObject>, u64)> {
        let inner = self.inner.lock();
        let mapping = inner.mappings.find(address.get())?;
        match &mapping.backing {
            Backing::Shared { object, offset, .. } => {
                Some((object.shared(), *offset + (address.get() - mapping.start)))
            }
            _ => None,
        }
    }

    /// `notMapped` unless all of the range is.
    pub fn check_mapped(&self, pages: UserPages) -> Result<(), MemoryError> {
        if self.inner.lock().mappings.covers(pages) { Ok(()) } else { Err(MemoryError::NotMapped) }
    }

    /// The first object that is mapped shared in the range of addresses, which of its pages are there, and where its
    /// mapping ends.
    pub fn next_shared(&self, range: Range<u64>) -> Option<(Arc<PageObject>, Range<u64>, u64)> {
        // An empty range would find the mapping that it lies in, again and again.
        let pages = UserPages::new(range.start, range.end).filter(|pages| pages.count() > 0)?;
        let inner = self.inner.lock();
        inner.mappings.overlapping(pages).find_map(|mapping| {
            let Backing::Shared { object, offset, .. } = &mapping.backing else { return None };
            let index = |address: u64| (offset + (address - mapping.start)) / PAGE;
            let part = index(range.start.max(mapping.start))..index(range.end.min(mapping.end));
            Some((object.shared(), part, mapping.end.min(range.end)))
        })
    }

    /// Writes to the process's own copy of mapped pages, whatever their protection: how a process is made.
    pub fn write(&self, address: UserAddress, bytes: &[u8]) -> Result<(), MemoryError> {
        let mut rest = bytes;
        let mut here = address;
        while !rest.is_empty() {
            let page = here.page().ok_or(MemoryError::InvalidRange)?;
            let offset = here.page_offset();
            let (part, others) = rest.split_at(rest.len().min(PAGE_SIZE - offset));
            self.own_frame(page)?.write(offset, part);
            here = here.checked_add(part.len() as u64).ok_or(MemoryError::InvalidRange)?;
            rest = others;
        }
        Ok(())
    }

    /// As `write`, with zeros.
    pub fn write_zeros(&self, address: UserAddress, length: usize) -> Result<(), MemoryError> {
        let mut done = 0;
        while done < length {
            let here = address.checked_add(done as u64).ok_or(MemoryError::InvalidRange)?;
            let page = here.page().ok_or(MemoryError::InvalidRange)?;
            let offset = here.page_offset();
            let part = (length - done).min(PAGE_SIZE - offset);
            self.own_frame(page)?.zero(offset, part);
            done += part;
        }
        Ok(())
    }

    fn own_frame(&self, page: UserPage) -> Result<Frame, MemoryError> {
        self.with_room(page.address(), |inner| {
            inner.populate(page, true, &self.account)?;
            inner.table.lookup(page).map(|(frame, _)| frame).ok_or(MemoryError::NotMapped)
        })
    }
}

impl Drop for AddressSpace {
    fn drop(&mut self) {
        self.account.release(self.inner.get_mut().charged());
    }
}

fn not_empty(pages: UserPages) -> Result<UserPages, MemoryError> {
    if pages.count() == 0 { Err(MemoryError::InvalidRange) } else { Ok(pages) }
}

fn check_protection(protection: Protection, backing: &Backing) -> Result<(), MemoryError> {
    if protection.contains(Protection::WRITE | Protection::EXECUTE) {
        return Err(MemoryError::WriteAndExecute);
    }
    match backing {
        Backing::Shared { writable: false, .. } if protection.contains(Protection::WRITE) => {
            Err(MemoryError::ReadOnlyObject)
        }
        _ => Ok(()),
    }
}
