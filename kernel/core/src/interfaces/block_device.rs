//! `BlockDevice`: a disk as numbered blocks.

use alloc::sync::Arc;
use alloc::vec::Vec;

use capos_hal::SECTOR_SIZE;
use capos_hal::block::{Disk, MAX_REQUEST};
use capos_hal::time;
use capos_schema::abi::Fault;
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::block_device::{Flush, GetInfo, Read, ReadOnly, Write};
use capos_schema::{Interface, Method};

use crate::object::{Call, CallError, CallResult, Capability, Object, Outcome};

const BLOCK: u64 = SECTOR_SIZE as u64;

pub struct BlockDevice {
    disk: Arc<Disk>,
    read_only: bool,
}

/// What one try of a transfer moves.
struct Step {
    sector: u64,
    /// In the bulk buffer.
    offset: u64,
    bytes: Vec<u8>,
}

impl BlockDevice {
    pub fn new(disk: Arc<Disk>) -> Self {
        BlockDevice { read_only: disk.is_read_only(), disk }
    }

    /// The part of a transfer whose turn it is: `progress` counts the bytes of those that were done.
    fn step(&self, call: &mut Call<'_>, block: u64) -> Result<Step, CallError> {
        let length = call.bulk_length();
        if !length.is_multiple_of(BLOCK) {
            return Err(call.exception(ErrorCode::InvalidArgument, "bulk buffer: no whole number of blocks"));
        }
        if block.checked_add(length / BLOCK).is_none_or(|end| end > self.disk.sectors()) {
            return Err(call.exception(ErrorCode::OutOfRange, "block: beyond the end of the disk"));
        }
        let offset = call.progress.min(length);
        let count = (length - offset).min(MAX_REQUEST as u64) as usize;
        let mut bytes = Vec::new();
        bytes.try_reserve_exact(count).map_err(|_| ErrorCode::NoMemory)?;
        bytes.resize(count, 0);
        Ok(Step { sector: block + offset / BLOCK, offset, bytes })
    }

    /// Lets others run before the next part, if there is one.
    fn finish(call: &mut Call<'_>, step: &Step) -> CallResult {
        call.progress = step.offset + step.bytes.len() as u64;
        if call.progress < call.bulk_length() {
            call.deadline = Some(time::now());
            return Ok(Outcome::Wait);
        }
        call.set_value(call.progress);
        Ok(Outcome::Done)
    }

    fn read(&self, call: &mut Call<'_>) -> CallResult {
        let block = call.params::<Read>().get()?.get_block();
        loop {
            let mut step = self.step(call, block)?;
            self.disk.read(step.sector, &mut step.bytes).map_err(|_| ErrorCode::IoError)?;
            call.bulk_out(step.offset, &step.bytes)?;
            let outcome = Self::finish(call, &step)?;
            // Whoever does not wait gets all of it at once.
            if outcome == Outcome::Done || !call.is_no_wait() {
                return Ok(outcome);
            }
        }
    }

    fn write(&self, call: &mut Call<'_>) -> CallResult {
        let block = call.params::<Write>().get()?.get_block();
        self.check_writable()?;
        loop {
            let mut step = self.step(call, block)?;
            call.bulk_in(step.offset, &mut step.bytes)?;
            self.disk.write(step.sector, &step.bytes).map_err(|_| ErrorCode::IoError)?;
            let outcome = Self::finish(call, &step)?;
            if outcome == Outcome::Done || !call.is_no_wait() {
                return Ok(outcome);
            }
        }
    }

    fn check_writable(&self) -> Result<(), CallError> {
        if self.read_only { Err(ErrorCode::ReadOnly.into()) } else { Ok(()) }
    }
}

impl Object for BlockDevice {
    fn interface(&self) -> Interface {
        Interface::BlockDevice
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        match method {
            GetInfo::ORDINAL => {
                let (blocks, read_only) = (self.disk.sectors(), self.read_only);
                call.answer::<GetInfo>(0, |mut results| {
                    results.set_block_size(SECTOR_SIZE as u32);
                    results.set_blocks(blocks);
                    results.set_read_only(read_only);
                })
            }
            Read::ORDINAL => self.read(call),
            Write::ORDINAL => self.write(call),
            Flush::ORDINAL => {
                self.check_writable()?;
                self.disk.flush().map_err(|_| ErrorCode::IoError)?;
                Ok(Outcome::Done)
            }
            ReadOnly::ORDINAL => {
                call.check_results::<ReadOnly>(0)?;
                let narrower = BlockDevice { disk: Arc::clone(&self.disk), read_only: true };
                let handle = call.insert(Capability::new(Arc::new(narrower)))?;
                call.answer::<ReadOnly>(0, |mut results| results.set_device(handle.bits()))
            }
            _ => Err(Fault::Method.into()),
        }
    }
}
