//! Client of `BlockDevice`: a disk as numbered blocks.

use capos_schema::abi::Handle;
use capos_schema::capos_capnp::block_device as schema;
use capos_schema::methods::block_device as methods;

use crate::call::{Bulk, Wait, ask, transfer, transfer_with};
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
        ask::<methods::GetInfo, 8, _>(self.handle(), read)
    }

    /// Fills the buffer, whose length is a multiple of the block size, with the blocks from that one on.
    pub fn read(&self, block: u64, buffer: &mut [u8]) -> Result<()> {
        let fill = |mut params: schema::read_params::Builder<'_>| params.set_block(block);
        transfer_with::<methods::Read, 4>(self.handle(), Wait::Block, Bulk::To(buffer), fill)?;
        Ok(())
    }

    /// Writes whole blocks from that one on.
    pub fn write(&self, block: u64, bytes: &[u8]) -> Result<()> {
        let fill = |mut params: schema::write_params::Builder<'_>| params.set_block(block);
        transfer_with::<methods::Write, 4>(self.handle(), Wait::Block, Bulk::From(bytes), fill)?;
        Ok(())
    }

    /// What was written before outlives the loss of power.
    pub fn flush(&self) -> Result<()> {
        transfer::<methods::Flush>(self.handle(), Wait::Block, Bulk::None)?;
        Ok(())
    }

    /// The same disk through a capability that can not change it.
    pub fn read_only(&self) -> Result<Self> {
        let read = |results: schema::read_only_results::Reader<'_>| Ok(results.get_device());
        let handle = ask::<methods::ReadOnly, 4, _>(self.handle(), read)?;
        Ok(Capability::from_handle(Handle::from_bits(handle)))
    }
}
