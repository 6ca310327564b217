//! `Disk`: one virtio block device.

use alloc::vec::Vec;

use virtio_drivers::device::blk::VirtIOBlk;
use virtio_drivers::transport::DeviceType;
use virtio_drivers::transport::pci::{PciTransport, virtio_device_type};

use super::MAX_REQUEST;
use super::dma::Dma;
use crate::sync::{Level, SpinLock};
use crate::x86_64::pci;
use crate::{DiskError, SECTOR_SIZE};

struct Disks;
impl Level for Disks {
    const RANK: u8 = 57;
    const NAME: &'static str = "disks";
}

type Driver = VirtIOBlk<Dma, PciTransport>;

/// The machine's disks, in the order of their places on the bus; `None` before anybody asked.
static DISKS: SpinLock<Disks, Option<Vec<Driver>>> = SpinLock::new(None);

/// A disk of the machine.
pub struct Disk {
    index: usize,
    sectors: u64,
    read_only: bool,
}

impl Disk {
    /// The disk of that number, in the order in which the machine has them.
    pub fn open(index: usize) -> Option<Disk> {
        let mut disks = DISKS.lock();
        let driver = disks.get_or_insert_with(find).get(index)?;
        Some(Disk { index, sectors: driver.capacity(), read_only: driver.readonly() })
    }

    pub fn sectors(&self) -> u64 {
        self.sectors
    }

    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// Whole sectors from that one on.
    pub fn read(&self, sector: u64, bytes: &mut [u8]) -> Result<(), DiskError> {
        let mut at = self.check(sector, bytes.len())?;
        for part in bytes.chunks_mut(MAX_REQUEST) {
            self.with(|driver| driver.read_blocks(at, part))?;
            at += part.len() / SECTOR_SIZE;
        }
        Ok(())
    }

    /// Whole sectors from that one on. They last once a `flush` that began later has succeeded.
    pub fn write(&self, sector: u64, bytes: &[u8]) -> Result<(), DiskError> {
        let mut at = self.check(sector, bytes.len())?;
        for part in bytes.chunks(MAX_REQUEST) {
            self.with(|driver| driver.write_blocks(at, part))?;
            at += part.len() / SECTOR_SIZE;
        }
        Ok(())
    }

    /// What was written before outlives the loss of power.
    pub fn flush(&self) -> Result<(), DiskError> {
        self.with(Driver::flush)
    }

    fn check(&self, sector: u64, length: usize) -> Result<usize, DiskError> {
        let count = (length / SECTOR_SIZE) as u64;
        let inside = sector.checked_add(count).is_some_and(|end| end <= self.sectors);
        if !inside || !length.is_multiple_of(SECTOR_SIZE) {
            return Err(DiskError);
        }
        usize::try_from(sector).map_err(|_| DiskError)
    }

    fn with(&self, act: impl FnOnce(&mut Driver) -> virtio_drivers::Result) -> Result<(), DiskError> {
        let mut disks = DISKS.lock();
        let driver = disks.as_mut().and_then(|disks| disks.get_mut(self.index)).ok_or(DiskError)?;
        act(driver).map_err(|_| DiskError)
    }
}

/// Devices that do not come up are left out.
fn find() -> Vec<Driver> {
    let mut root = pci::root();
    let mut found = Vec::new();
    for (device, info) in pci::devices(&root) {
        if virtio_device_type(&info) != Some(DeviceType::Block) {
            continue;
        }
        pci::enable(&mut root, device);
        let transport = PciTransport::new::<Dma, _>(&mut root, device);
        if let Some(mut driver) = transport.ok().and_then(|transport| Driver::new(transport).ok()) {
            driver.disable_interrupts();
            found.push(driver);
        }
    }
    found
}
