//! The start-up block: `Startup`, then the CapSet, then the launch parameters, in pages that the process can
//! only read.

use alloc::sync::Arc;

use capos_hal::UserAddress;
use capos_schema::abi::capset::CapSetEntry;
use capos_schema::abi::startup::Startup;

use super::image::map_constants;
use super::{Parameters, SpawnError};
use crate::memory::AddressSpace;

/// Where the parts of the block are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    pub start: u64,
    capset: u64,
    launch: u64,
}

impl Block {
    pub fn map(space: &Arc<AddressSpace>, grants: usize, launch_length: usize) -> Result<Self, SpawnError> {
        let capset = Startup::SIZE;
        let launch = capset + grants * CapSetEntry::SIZE;
        let start = map_constants(space, launch + launch_length)?;
        Ok(Block { start, capset: start + capset as u64, launch: start + launch as u64 })
    }

    pub fn write_startup(
        &self,
        space: &Arc<AddressSpace>,
        startup: Startup,
        grants: usize,
        launch_length: usize,
    ) -> Result<(), SpawnError> {
        let startup = Startup {
            magic: Startup::MAGIC,
            version: Startup::VERSION,
            capset_address: self.capset,
            capset_count: grants as u64,
            launch_address: self.launch,
            launch_length: launch_length as u64,
            ..startup
        };
        Ok(space.write(UserAddress::new(self.start), &startup.encode())?)
    }

    /// Writes the CapSet: encoded entries.
    pub fn write_entries(&self, space: &Arc<AddressSpace>, entries: &[u8]) -> Result<(), SpawnError> {
        Ok(space.write(UserAddress::new(self.capset), entries)?)
    }

    /// Copies the launch parameters, unread, a piece at a time.
    pub fn write_parameters(
        &self,
        space: &Arc<AddressSpace>,
        parameters: &Parameters<'_>,
    ) -> Result<(), SpawnError> {
        let mut piece = [0; 1024];
        let mut done = 0;
        while done < parameters.length {
            let part = &mut piece[..(parameters.length - done).min(1024)];
            (parameters.copy)(done, part).map_err(SpawnError::Launch)?;
            space.write(UserAddress::new(self.launch + done as u64), part)?;
            done += part.len();
        }
        Ok(())
    }
}
