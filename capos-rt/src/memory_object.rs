//! Client of `MemoryObject`: pages that several processes can map.

use capos_schema::abi::Handle;
use capos_schema::capos_capnp::memory_object as schema;
use capos_schema::methods::memory_object as methods;

use crate::call::{Bulk, Wait, call};
use crate::capability::interfaces::MemoryObject;
use crate::{Capability, Result};

impl Capability<MemoryObject> {
    pub fn size(&self) -> Result<u64> {
        let read = |results: schema::get_size_results::Reader<'_>| Ok(results.get_size());
        call::<methods::GetSize, 0, 4, _>(self.handle(), Wait::Block, Bulk::None, |_| (), read)
            .map(|(size, _)| size)
    }

    /// Reads at an offset; fewer bytes at the end of the object, 0 past it.
    pub fn read(&self, offset: u64, buffer: &mut [u8]) -> Result<usize> {
        let fill = |mut params: schema::read_params::Builder<'_>| params.set_offset(offset);
        call::<methods::Read, 4, 1, _>(self.handle(), Wait::Block, Bulk::To(buffer), fill, |_| Ok(()))
            .map(|(_, count)| count as usize)
    }

    pub fn write(&self, offset: u64, bytes: &[u8]) -> Result<usize> {
        let fill = |mut params: schema::write_params::Builder<'_>| params.set_offset(offset);
        call::<methods::Write, 4, 1, _>(self.handle(), Wait::Block, Bulk::From(bytes), fill, |_| Ok(()))
            .map(|(_, count)| count as usize)
    }

    pub fn resize(&self, size: u64) -> Result<()> {
        let fill = |mut params: schema::resize_params::Builder<'_>| params.set_size(size);
        call::<methods::Resize, 4, 1, _>(self.handle(), Wait::Block, Bulk::None, fill, |_| Ok(()))?;
        Ok(())
    }

    /// The same pages through a capability that can not write them.
    pub fn read_only(&self) -> Result<Self> {
        let read = |results: schema::read_only_results::Reader<'_>| Ok(results.get_object());
        let (handle, _) =
            call::<methods::ReadOnly, 0, 4, _>(self.handle(), Wait::Block, Bulk::None, |_| (), read)?;
        Ok(Capability::from_handle(Handle::from_bits(handle)))
    }
}
