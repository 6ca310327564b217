//! What the interfaces that map memory share.

use alloc::sync::Arc;

use capos_hal::{PAGE_SIZE, Protection, UserPages};
use capos_schema::Method;
use capos_schema::capos_capnp::mapped_address;

use crate::memory::{Backing, MemoryError, PageObject, Place};
use crate::object::{Call, CallError, CallResult};

/// Maps a page of the kernel's into the caller, read only, and tells where.
pub(super) fn map_page<M>(call: &mut Call<'_>, object: &Arc<PageObject>) -> CallResult
where
    M: Method<Results = mapped_address::Owned>,
{
    call.check_results::<M>(0)?;
    const LENGTH: u64 = PAGE_SIZE as u64;
    let backing = Backing::shared(Arc::clone(object), 0, false);
    let place = Place::Anywhere { alignment: LENGTH };
    let mapped = call.address_space().map(place, LENGTH, Protection::READ, backing);
    tell_mapped::<M>(call, mapped)
}

/// Tells where something was mapped, or why not.
pub(super) fn tell_mapped<M>(call: &mut Call<'_>, mapped: Result<UserPages, MemoryError>) -> CallResult
where
    M: Method<Results = mapped_address::Owned>,
{
    let address = mapped.map_err(|error| refuse(call, error))?.addresses().start;
    call.answer::<M>(0, |mut results| results.set_address(address))
}

/// The exception for a refused request for memory.
pub(super) fn refuse(call: &mut Call<'_>, error: MemoryError) -> CallError {
    call.exception(error.code(), error)
}
