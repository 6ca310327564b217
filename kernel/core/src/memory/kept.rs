//! What an address space held before, kept to be put back: pages are shared until they are written to, as with a copy for
//! another process.

use alloc::boxed::Box;
use core::mem;

use capos_hal::frame;
use capos_hal::paging::PageTable;

use super::inner::Inner;
use super::{AddressSpace, MemoryError};

impl AddressSpace {
    /// Keeps what is mapped and what it holds, in place of what was kept before. Memory that is shared on purpose keeps
    /// only its place. Charged like the memory itself.
    pub fn keep(&self) -> Result<(), MemoryError> {
        if frame::is_scarce() {
            return Err(MemoryError::OutOfMemory);
        }
        let table = PageTable::new().ok_or(MemoryError::OutOfMemory)?;
        let mut copy = Inner::new(table, self.layout.mapping_base);
        let mut inner = self.inner.lock();
        let before = inner.kept.take();
        self.account.release(before.as_ref().map_or(0, |before| before.charged()));
        let copied = copy.copy_from(&mut inner, &self.account);
        if copied.is_ok() {
            inner.kept = Some(Box::new(copy));
        } else {
            self.account.release(copy.charged());
        }
        drop(inner);
        // Frees memory, perhaps objects.
        drop(before);
        copied
    }

    /// Everything is as it was when it was kept; `false` if nothing is. Only for the space that is in use.
    pub fn put_back(&self) -> bool {
        let mut inner = self.inner.lock();
        let Some(mut kept) = inner.kept.take() else { return false };
        kept.peak = kept.peak.max(inner.peak);
        kept.table.activate();
        let left = mem::replace(&mut *inner, *kept);
        drop(inner);
        self.account.release(left.charged());
        true
    }
}

impl Inner {
    /// Pages that the account pays for.
    pub(super) fn charged(&self) -> u64 {
        let kept = self.kept.as_ref().map_or(0, |kept| kept.charged());
        self.resident + self.notes + self.table.tables() + kept
    }
}
