//! Page tables: here, maps from page to frame.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::boot::package_frame;
use super::frame::Frame;
use super::machine::Machine;
use crate::PAGE_SIZE;
use crate::address::{UserAddress, UserPage, UserPages};
use crate::callbacks::Access;
use crate::protection::Protection;

/// No frame was left for a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OutOfMemory;

type Map = BTreeMap<u64, (Frame, Protection)>;

/// The mappings of one table, shared with the machine while the table is active.
#[derive(Clone, Default)]
pub(super) struct Mappings(Arc<Mutex<Map>>);

impl Mappings {
    fn lock(&self) -> MutexGuard<'_, Map> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The frame at the address if it may be touched so.
    pub(super) fn translate(&self, address: UserAddress, access: Access) -> Option<Frame> {
        let needed = match access {
            Access::Read => Protection::READ | Protection::WRITE | Protection::EXECUTE,
            Access::Write => Protection::WRITE,
            Access::Execute => Protection::EXECUTE,
        };
        let page = address.page()?.address().get();
        let map = self.lock();
        let (frame, protection) = map.get(&page)?;
        protection.intersects(needed).then(|| frame.share())
    }
}

/// The user half of one address space. Dropping it drops the frames.
pub struct PageTable {
    mappings: Mappings,
}

impl PageTable {
    /// Maps nothing. `None` if no frame is left.
    pub fn new() -> Option<PageTable> {
        Some(PageTable { mappings: Mappings::default() })
    }

    /// Frames that hold tables: none here.
    pub fn tables(&self) -> u64 {
        0
    }

    /// How many more there are at most once the range is mapped.
    pub fn missing_tables(&self, _pages: UserPages) -> u64 {
        0
    }

    /// The page must not be mapped. Panics if the protection is writable and executable.
    #[track_caller]
    pub fn map(&mut self, page: UserPage, frame: Frame, protection: Protection) -> Result<(), OutOfMemory> {
        protection.assert_write_xor_execute();
        let previous = self.mappings.lock().insert(page.address().get(), (frame, protection));
        assert!(previous.is_none(), "page {page:?} is mapped already");
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
        let mut mapped = 0;
        for page in pages.iter() {
            let address = page.address().get();
            if self.mappings.lock().contains_key(&address) {
                continue;
            }
            let Some(frame) = frame(page) else { break };
            self.mappings.lock().insert(address, (frame, protection));
            mapped += 1;
        }
        mapped
    }

    /// Maps those pages of the range that are not mapped to the boot package's pages from the offset on, as far as there
    /// are frames for tables. Gives the number of pages mapped: none unless the package has all of them.
    #[track_caller]
    pub fn map_package(&mut self, pages: UserPages, protection: Protection, offset: u64) -> u64 {
        let end = offset + (pages.count() - 1) * PAGE_SIZE as u64;
        if package_frame(offset).is_none() || package_frame(end).is_none() {
            return 0;
        }
        let start = pages.addresses().start;
        self.map_range(pages, protection, |page| package_frame(offset + (page.address().get() - start)))
    }

    /// Takes the mapping away and gives its frame back.
    pub fn unmap(&mut self, page: UserPage) -> Option<Frame> {
        self.mappings.lock().remove(&page.address().get()).map(|(frame, _)| frame)
    }

    /// Unmaps every page of the range, with the frames to the function. Costs by what is mapped, not by length.
    pub fn unmap_range(&mut self, pages: UserPages, mut each: impl FnMut(UserPage, Frame)) {
        let mut map = self.mappings.lock();
        let taken: Vec<_> = map.extract_if(pages.addresses(), |_, _| true).collect();
        drop(map);
        for (page, (frame, _)) in taken {
            if let Some(page) = UserPage::new(page) {
                each(page, frame);
            }
        }
    }

    /// Changes a mapped page's protection; gives whether it is mapped.
    #[track_caller]
    pub fn protect(&mut self, page: UserPage, protection: Protection) -> bool {
        protection.assert_write_xor_execute();
        match self.mappings.lock().get_mut(&page.address().get()) {
            Some(entry) => {
                entry.1 = protection;
                true
            }
            None => false,
        }
    }

    /// Gives each mapped page of the range the protection that the function answers from its frame and its
    /// present protection.
    pub fn protect_range(
        &mut self,
        pages: UserPages,
        mut protection: impl FnMut(UserPage, &Frame, Protection) -> Protection,
    ) {
        for (page, entry) in self.mappings.lock().range_mut(pages.addresses()) {
            if let Some(page) = UserPage::new(*page) {
                entry.1 = protection(page, &entry.0, entry.1);
                entry.1.assert_write_xor_execute();
            }
        }
    }

    /// The mapping of a page, its frame shared.
    pub fn lookup(&self, page: UserPage) -> Option<(Frame, Protection)> {
        let map = self.mappings.lock();
        map.get(&page.address().get()).map(|(frame, protection)| (frame.share(), *protection))
    }

    /// Puts another frame in a mapped page's place, with a new protection, and gives the old one back; as a
    /// copy-on-write fault does. `Err` gives the new frame back if the page is not mapped.
    #[track_caller]
    pub fn replace(&mut self, page: UserPage, frame: Frame, protection: Protection) -> Result<Frame, Frame> {
        protection.assert_write_xor_execute();
        match self.mappings.lock().get_mut(&page.address().get()) {
            Some(entry) => {
                entry.1 = protection;
                Ok(std::mem::replace(&mut entry.0, frame))
            }
            None => Err(frame),
        }
    }

    /// Mapped pages of the range.
    pub fn count(&self, pages: UserPages) -> u64 {
        self.mappings.lock().range(pages.addresses()).count() as u64
    }

    /// Maps every mapped page of the range in another table too, which has none of them, and from then on neither can
    /// be written to. Gives the number of pages: fewer than there are if no frame was left for a table.
    pub fn share_range(&mut self, other: &mut PageTable, pages: UserPages) -> u64 {
        let mut shared = 0;
        for (page, (frame, protection)) in self.mappings.lock().range_mut(pages.addresses()) {
            *protection -= Protection::WRITE;
            let previous = other.mappings.lock().insert(*page, (frame.share(), *protection));
            assert!(previous.is_none(), "page {page:#x} is mapped already");
            shared += 1;
        }
        shared
    }

    /// A mapped page's protection, and whether its frame has other holders.
    pub fn state(&self, page: UserPage) -> Option<(Protection, bool)> {
        let map = self.mappings.lock();
        map.get(&page.address().get()).map(|(frame, protection)| (*protection, frame.is_shared()))
    }

    /// Visits every mapped page of the range, in order.
    pub fn for_each(&self, pages: UserPages, mut each: impl FnMut(UserPage, &Frame, Protection)) {
        for (page, (frame, protection)) in self.mappings.lock().range(pages.addresses()) {
            if let Some(page) = UserPage::new(*page) {
                each(page, frame, *protection);
            }
        }
    }

    /// User addresses mean this table's on this CPU from now on.
    pub fn activate(&self) {
        Machine::current().state().active = Some(self.mappings.clone());
    }
}

impl Drop for PageTable {
    fn drop(&mut self) {
        let machine = Machine::current();
        let mut state = machine.state();
        if state.active.as_ref().is_some_and(|active| Arc::ptr_eq(&active.0, &self.mappings.0)) {
            state.active = None;
        }
        drop(state);
        // The frames go last: they lock the machine as well.
        self.mappings.lock().clear();
    }
}

/// No user address is mapped on this CPU from now on.
pub fn deactivate() {
    Machine::current().state().active = None;
}
