//! Client of `BlockDevice`: a disk as numbered blocks.

use capos_schema::abi::Handle;
use capos_schema::capos_capnp::block_device as schema;
use capos_schema::methods::block_device as methods;

use crate::call::{Bulk, Wait, call};
use crate::capability::interfaces::BlockDevice;
use crate::{Capability, Result};

/// What a disk is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BlockInfo {
    /// Bytes of a block.
    pub block_size: u32,
    pub blocks: u64,
    pub read_only: bool,
}

impl Capability<BlockDevice> {
    pub fn info(&self) -> Result<BlockInfo> {
        let read = |results: schema::get_info_results::Reader<'_>| {
            Ok(BlockInfo {
                block_size: results.get_block_size(),
                blocks: results.get_blocks(),
                read_only: results.get_read_only(),
            })
        };
        call::<methods::GetInfo, 0, 8, _>(self.handle(), Wait::Block, Bulk::None, |_| (), read)
            .map(|(info, _)| info)
    }

    /// Fills the buffer, whose length is a multiple of the block size, with the blocks from that one on.
    pub fn read(&self, block: u64, buffer: &mut [u8]) -> Result<()> {
        let fill = |mut params: schema::read_params::Builder<'_>| params.set_block(block);
        call::<methods::Read, 4, 1, _>(self.handle(), Wait::Block, Bulk::To(buffer), fill, |_| Ok(()))?;
        Ok(())
    }

    /// Writes whole blocks from that one on.
    pub fn write(&self, block: u64, bytes: &[u8]) -> Result<()> {
        let fill = |mut params: schema::write_params::Builder<'_>| params.set_block(block);
        call::<methods::Write, 4, 1, _>(self.handle(), Wait::Block, Bulk::From(bytes), fill, |_| Ok(()))?;
        Ok(())
    }

    /// What was written before outlives the loss of power.
    pub fn flush(&self) -> Result<()> {
        call::<methods::Flush, 0, 1, _>(self.handle(), Wait::Block, Bulk::None, |_| (), |_| Ok(()))?;
        Ok(())
    }

    /// The same disk through a capability that can not change it.
    pub fn read_only(&self) -> Result<Self> {
        let read = |results: schema::read_only_results::Reader<'_>| Ok(results.get_device());
        let (handle, _) =
            call::<methods::ReadOnly, 0, 4, _>(self.handle(), Wait::Block, Bulk::None, |_| (), read)?;
        Ok(Capability::from_handle(Handle::from_bits(handle)))
    }
}
