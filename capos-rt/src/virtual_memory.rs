//! Client of `VirtualMemory`: the process's own address space.
//!
//! Nothing here is unsafe to call by itself; using a pointer into memory that was unmapped is.

use capos_schema::abi::{Handle, Submission};
use capos_schema::capos_capnp::virtual_memory as schema;
use capos_schema::methods::virtual_memory as methods;

use crate::call::{Bulk, Wait, act, ask, ask_with, submission, transfer, transfer_with};
use crate::capability::InterfaceType;
use crate::capability::interfaces::{File, MemoryObject, VirtualMemory};
use crate::{Capability, Result};

/// How much memory the process uses, in pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MemoryUsage {
    pub resident_pages: u64,
    pub quota_pages: u64,
    pub mappings: u32,
}

/// What has pages to be mapped.
pub trait Mappable: InterfaceType {}

impl Mappable for MemoryObject {}
impl Mappable for File {}

impl Capability<VirtualMemory> {
    /// Maps demand-zero memory; protection and flags are bits of `capos_schema::abi::memory`.
    pub fn map(&self, hint: u64, length: u64, protection: u32, flags: u32) -> Result<u64> {
        let fill = |mut params: schema::map_params::Builder<'_>| {
            params.set_hint(hint);
            params.set_length(length);
            params.set_protection(protection);
            params.set_flags(flags);
        };
        ask_with::<methods::Map, 8, 4, _>(self.handle(), fill, |results| Ok(results.get_address()))
    }

    /// # Safety
    /// Nothing uses the memory any more.
    pub unsafe fn unmap(&self, address: u64, length: u64) -> Result<()> {
        let fill = |mut params: schema::unmap_params::Builder<'_>| {
            params.set_address(address);
            params.set_length(length);
        };
        act::<methods::Unmap, 8>(self.handle(), fill)
    }

    /// # Safety
    /// No reference into the range outlives an access that the new protection refuses.
    pub unsafe fn protect(&self, address: u64, length: u64, protection: u32) -> Result<()> {
        let fill = |mut params: schema::protect_params::Builder<'_>| {
            params.set_address(address);
            params.set_length(length);
            params.set_protection(protection);
        };
        act::<methods::Protect, 8>(self.handle(), fill)
    }

    /// Keeps what is mapped and what private memory holds, to be restored. `notSupported` with several threads.
    pub fn keep(&self) -> Result<()> {
        transfer::<methods::Keep>(self.handle(), Wait::Block, Bulk::None).map(drop)
    }

    /// The call that makes everything as it was kept, for code that needs no memory of its own afterwards.
    pub fn restoring(&self) -> Submission {
        submission::<methods::Restore>(self.handle(), Wait::Block)
    }

    /// Takes address space without memory. `alignment` is a power of two, at least a page.
    pub fn reserve(&self, hint: u64, length: u64, alignment: u64) -> Result<u64> {
        let fill = |mut params: schema::reserve_params::Builder<'_>| {
            params.set_hint(hint);
            params.set_length(length);
            params.set_alignment(alignment);
        };
        ask_with::<methods::Reserve, 8, 4, _>(self.handle(), fill, |results| Ok(results.get_address()))
    }

    /// Makes reserved pages usable; they read as zero at first.
    pub fn commit(&self, address: u64, length: u64, protection: u32) -> Result<()> {
        let fill = |mut params: schema::commit_params::Builder<'_>| {
            params.set_address(address);
            params.set_length(length);
            params.set_protection(protection);
        };
        act::<methods::Commit, 8>(self.handle(), fill)
    }

    /// # Safety
    /// Nothing uses the memory any more; its content is gone.
    pub unsafe fn decommit(&self, address: u64, length: u64) -> Result<()> {
        let fill = |mut params: schema::decommit_params::Builder<'_>| {
            params.set_address(address);
            params.set_length(length);
        };
        act::<methods::Decommit, 8>(self.handle(), fill)
    }

    pub fn map_object(
        &self,
        object: &Capability<impl Mappable>,
        offset: u64,
        hint: u64,
        length: u64,
        protection: u32,
        flags: u32,
    ) -> Result<u64> {
        let fill = |mut params: schema::map_object_params::Builder<'_>| {
            params.set_object(object.handle().bits());
            params.set_offset(offset);
            params.set_hint(hint);
            params.set_length(length);
            params.set_protection(protection);
            params.set_flags(flags);
        };
        ask_with::<methods::MapObject, 8, 4, _>(self.handle(), fill, |results| Ok(results.get_address()))
    }

    pub fn create_object(&self, size: u64) -> Result<Capability<MemoryObject>> {
        let fill = |mut params: schema::create_object_params::Builder<'_>| params.set_size(size);
        let read = |results: schema::create_object_results::Reader<'_>| Ok(results.get_object());
        let handle = ask_with::<methods::CreateObject, 4, 4, _>(self.handle(), fill, read)?;
        Ok(Capability::from_handle(Handle::from_bits(handle)))
    }

    pub fn usage(&self) -> Result<MemoryUsage> {
        let read = |results: schema::get_usage_results::Reader<'_>| {
            Ok(MemoryUsage {
                resident_pages: results.get_resident_pages(),
                quota_pages: results.get_quota_pages(),
                mappings: results.get_mappings(),
            })
        };
        ask::<methods::GetUsage, 8, _>(self.handle(), read)
    }

    /// A byte for each page from the address on: whether it is there without having to be brought.
    pub fn resident(&self, address: u64, pages: &mut [u8]) -> Result<usize> {
        let fill = |mut params: schema::get_resident_params::Builder<'_>| params.set_address(address);
        transfer_with::<methods::GetResident, 2>(self.handle(), Wait::Block, Bulk::To(pages), fill)
    }

    /// Files that are mapped shared there learn that they changed; with `wait` what was written is where they are kept.
    pub fn sync(&self, address: u64, length: u64, wait: bool) -> Result<()> {
        let fill = |mut params: schema::sync_params::Builder<'_>| {
            params.set_address(address);
            params.set_length(length);
            params.set_wait(wait);
        };
        act::<methods::Sync, 8>(self.handle(), fill)
    }
}
