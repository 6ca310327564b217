//! A copy of an address space: pages are shared until either side writes to them.

use alloc::sync::Arc;

use capos_hal::UserPages;
use capos_hal::paging::PageTable;
use capos_hal::sync::SpinLock;

use super::inner::Inner;
use super::{AddressSpace, Backing, MemoryError};
use crate::quota::Account;

impl AddressSpace {
    /// The same memory at the same addresses for another process. What is shared on purpose stays shared; of the rest
    /// both sides keep what is there now, and the first to write to a page gets a copy. Pages that are present are
    /// charged to the account as well.
    pub fn fork(&self, account: Arc<Account>) -> Result<Arc<Self>, MemoryError> {
        let table = PageTable::new().ok_or(MemoryError::OutOfMemory)?;
        let mut copy = Inner::new(table, self.layout.mapping_base);
        let copied = copy.copy_from(&mut self.inner.lock(), &account);
        // What was copied before a failure goes with the space, charges included.
        let space = Arc::new(AddressSpace { inner: SpinLock::new(copy), account, layout: self.layout });
        copied?;
        space.note_objects()?;
        Ok(space)
    }

    /// The objects learn who maps them, so that a file that is cut finds its pages here too.
    fn note_objects(self: &Arc<Self>) -> Result<(), MemoryError> {
        let mut next = 0;
        loop {
            // One at a time: an object's lock comes after the address space's, but `note_space` frees memory.
            let backing = {
                let inner = self.inner.lock();
                let mut behind = inner.mappings.from(next);
                match behind.find(|mapping| mapping.backing.object().is_some()) {
                    Some(mapping) => {
                        next = mapping.end;
                        mapping.backing.clone()
                    }
                    None => return Ok(()),
                }
            };
            if let Some(object) = backing.object() {
                object.note_space(self)?;
            }
        }
    }
}

impl Inner {
    pub(super) fn copy_from(&mut self, parent: &mut Inner, account: &Account) -> Result<(), MemoryError> {
        if !account.charge(parent.notes) {
            return Err(MemoryError::QuotaExceeded);
        }
        self.notes = parent.notes;
        self.cursor = parent.cursor;
        self.running = parent.running.clone();
        let Inner { table: parent_table, mappings, .. } = parent;
        for mapping in mappings.iter() {
            let copied = matches!(mapping.backing, Backing::Anonymous | Backing::Private { .. });
            self.mappings.insert(mapping.clone());
            if let (true, Some(pages)) = (copied, UserPages::new(mapping.start, mapping.end)) {
                self.share_pages(parent_table, pages, account)?;
            }
        }
        self.peak = self.resident;
        Ok(())
    }

    /// Neither side may write to the pages from then on without a fault.
    fn share_pages(
        &mut self,
        from: &mut PageTable,
        pages: UserPages,
        account: &Account,
    ) -> Result<(), MemoryError> {
        let count = from.count(pages);
        if count == 0 {
            return Ok(());
        }
        // The copy needs no table that the original has not.
        let tables = self.table.tables();
        let charged = count + from.tables() - tables;
        if !account.charge(charged) {
            return Err(MemoryError::QuotaExceeded);
        }
        let shared = from.share_range(&mut self.table, pages);
        self.resident += shared;
        account.release(charged - shared - (self.table.tables() - tables));
        if shared == count { Ok(()) } else { Err(MemoryError::OutOfMemory) }
    }
}
