//! Client of `MemoryObject`: pages that several processes can map.

use capos_schema::abi::Handle;
use capos_schema::capos_capnp::memory_object as schema;
use capos_schema::methods::memory_object as methods;

use crate::call::{Bulk, Wait, act, ask, transfer_with};
use crate::capability::interfaces::MemoryObject;
use crate::{Capability, Result};

impl Capability<MemoryObject> {
    pub fn size(&self) -> Result<u64> {
        let read = |results: schema::get_size_results::Reader<'_>| Ok(results.get_size());
        ask::<methods::GetSize, 4, _>(self.handle(), read)
    }

    /// Reads at an offset; fewer bytes at the end of the object, 0 past it.
    pub fn read(&self, offset: u64, buffer: &mut [u8]) -> Result<usize> {
        let fill = |mut params: schema::read_params::Builder<'_>| params.set_offset(offset);
        transfer_with::<methods::Read, 4>(self.handle(), Wait::Block, Bulk::To(buffer), fill)
    }

    pub fn write(&self, offset: u64, bytes: &[u8]) -> Result<usize> {
        let fill = |mut params: schema::write_params::Builder<'_>| params.set_offset(offset);
        transfer_with::<methods::Write, 4>(self.handle(), Wait::Block, Bulk::From(bytes), fill)
    }

    pub fn resize(&self, size: u64) -> Result<()> {
        let fill = |mut params: schema::resize_params::Builder<'_>| params.set_size(size);
        act::<methods::Resize, 4>(self.handle(), fill)
    }

    /// The same pages through a capability that can not write them.
    pub fn read_only(&self) -> Result<Self> {
        let read = |results: schema::read_only_results::Reader<'_>| Ok(results.get_object());
        let handle = ask::<methods::ReadOnly, 4, _>(self.handle(), read)?;
        Ok(Capability::from_handle(Handle::from_bits(handle)))
    }
}
