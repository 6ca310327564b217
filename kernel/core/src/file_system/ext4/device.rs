//! The disk and the clock as `rsext4` wants them.

use alloc::sync::Arc;
use core::sync::atomic::{AtomicI64, AtomicU32, Ordering::Relaxed};

use capos_hal::{DiskError, SECTOR_SIZE};
use rsext4::{
    BlockIo, Clock, DeviceCapabilities, DeviceGeometry, Ext4Error, Ext4Result, Ext4Timestamp, SectorId,
};

use super::super::Time;
use super::storage::Storage;

pub struct Device {
    pub storage: Arc<Storage>,
    pub read_only: bool,
}

fn length(count: u32) -> usize {
    count as usize * SECTOR_SIZE
}

fn failed(_: DiskError) -> Ext4Error {
    Ext4Error::io()
}

impl BlockIo for Device {
    fn write(&mut self, bytes: &[u8], sector: SectorId, count: u32) -> Ext4Result<()> {
        let bytes = bytes.get(..length(count)).ok_or_else(Ext4Error::invalid_input)?;
        self.storage.write(sector.raw(), bytes).map_err(failed)
    }

    fn read(&mut self, bytes: &mut [u8], sector: SectorId, count: u32) -> Ext4Result<()> {
        let bytes = bytes.get_mut(..length(count)).ok_or_else(Ext4Error::invalid_input)?;
        self.storage.read(sector.raw(), bytes).map_err(failed)
    }

    fn geometry(&self) -> DeviceGeometry {
        DeviceGeometry::new(SECTOR_SIZE as u32, self.storage.sectors())
    }

    fn capabilities(&self) -> DeviceCapabilities {
        DeviceCapabilities { read_only: self.read_only, flush: true, ..DeviceCapabilities::default() }
    }

    fn flush(&mut self) -> Ext4Result<()> {
        self.storage.flush().map_err(failed)
    }
}

/// The time that a change is said to happen at, set before each: what a node has in memory is then what the disk
/// has.
#[derive(Default)]
pub struct Moment {
    seconds: AtomicI64,
    nanoseconds: AtomicU32,
}

impl Moment {
    pub fn set(&self, time: Time) {
        self.seconds.store(time.seconds, Relaxed);
        self.nanoseconds.store(time.nanoseconds, Relaxed);
    }
}

pub struct VolumeClock(pub Arc<Moment>);

impl Clock for VolumeClock {
    fn now(&self) -> Ext4Result<Ext4Timestamp> {
        Ok(Ext4Timestamp::new(self.0.seconds.load(Relaxed), self.0.nanoseconds.load(Relaxed)))
    }
}
