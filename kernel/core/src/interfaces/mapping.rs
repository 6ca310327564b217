//! What the interfaces that map memory share.

use alloc::sync::Arc;

use capos_hal::{PAGE_SIZE, Protection};

use crate::memory::{Backing, MemoryError, PageObject, Place};
use crate::object::{Call, CallError};

/// Maps a page of the kernel's into the caller, read only, and tells where.
pub(super) fn map_page(call: &mut Call<'_>, object: &Arc<PageObject>) -> Result<u64, CallError> {
    const LENGTH: u64 = PAGE_SIZE as u64;
    let backing = Backing::shared(Arc::clone(object), 0, false);
    let place = Place::Anywhere { alignment: LENGTH };
    match call.address_space().map(place, LENGTH, Protection::READ, backing) {
        Ok(pages) => Ok(pages.addresses().start),
        Err(error) => Err(refuse(call, error)),
    }
}

/// The exception for a refused request for memory.
pub(super) fn refuse(call: &mut Call<'_>, error: MemoryError) -> CallError {
    call.exception(error.code(), error)
}
