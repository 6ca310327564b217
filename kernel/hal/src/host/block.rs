//! Disks: bytes that the test gave the machine, and what was done to them.

use super::machine::Machine;
use crate::{DiskError, SECTOR_SIZE};

/// Bytes that one request moves at most.
pub const MAX_REQUEST: usize = 64 << 10;

/// One thing that was done to a disk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DiskEvent {
    Write { at: usize, bytes: Vec<u8> },
    Flush,
}

/// An imitated disk.
#[derive(Default)]
pub(super) struct HostDisk {
    pub bytes: Vec<u8>,
    pub events: Vec<DiskEvent>,
    pub broken: bool,
    pub read_only: bool,
}

/// A disk of the machine.
pub struct Disk {
    machine: Machine,
    index: usize,
}

impl Disk {
    /// The disk of that number.
    pub fn open(index: usize) -> Option<Disk> {
        let machine = Machine::current();
        let exists = index < machine.state().disks.len();
        exists.then_some(Disk { machine, index })
    }

    pub fn sectors(&self) -> u64 {
        (self.machine.state().disks[self.index].bytes.len() / SECTOR_SIZE) as u64
    }

    pub fn is_read_only(&self) -> bool {
        self.machine.state().disks[self.index].read_only
    }

    /// Whole sectors from that one on.
    pub fn read(&self, sector: u64, bytes: &mut [u8]) -> Result<(), DiskError> {
        self.with(|disk| {
            let at = place(disk, sector, bytes.len())?;
            bytes.copy_from_slice(&disk.bytes[at..at + bytes.len()]);
            Ok(())
        })
    }

    /// Whole sectors from that one on. They last once a `flush` that began later has succeeded.
    pub fn write(&self, sector: u64, bytes: &[u8]) -> Result<(), DiskError> {
        self.with(|disk| {
            let at = place(disk, sector, bytes.len())?;
            disk.bytes[at..at + bytes.len()].copy_from_slice(bytes);
            disk.events.push(DiskEvent::Write { at, bytes: bytes.to_vec() });
            Ok(())
        })
    }

    /// What was written before outlives the loss of power.
    pub fn flush(&self) -> Result<(), DiskError> {
        self.with(|disk| {
            disk.events.push(DiskEvent::Flush);
            Ok(())
        })
    }

    fn with(&self, act: impl FnOnce(&mut HostDisk) -> Result<(), DiskError>) -> Result<(), DiskError> {
        let mut state = self.machine.state();
        let disk = &mut state.disks[self.index];
        if disk.broken { Err(DiskError) } else { act(disk) }
    }
}

fn place(disk: &HostDisk, sector: u64, length: usize) -> Result<usize, DiskError> {
    let sectors = (disk.bytes.len() / SECTOR_SIZE) as u64;
    let end = sector.checked_add((length / SECTOR_SIZE) as u64).ok_or(DiskError)?;
    if end > sectors || !length.is_multiple_of(SECTOR_SIZE) {
        return Err(DiskError);
    }
    Ok(sector as usize * SECTOR_SIZE)
}

impl Machine {
    /// Another disk with these bytes.
    pub fn add_disk(&self, bytes: Vec<u8>) {
        self.state().disks.push(HostDisk { bytes, ..HostDisk::default() });
    }

    /// What is on the disk now.
    pub fn disk_bytes(&self, index: usize) -> Vec<u8> {
        self.state().disks[index].bytes.clone()
    }

    /// What was done to the disk since the last call.
    pub fn take_disk_events(&self, index: usize) -> Vec<DiskEvent> {
        std::mem::take(&mut self.state().disks[index].events)
    }

    /// From now on every request fails, or none does.
    pub fn break_disk(&self, index: usize, broken: bool) {
        self.state().disks[index].broken = broken;
    }

    /// The disk refuses writers, or not.
    pub fn protect_disk(&self, index: usize, read_only: bool) {
        self.state().disks[index].read_only = read_only;
    }
}
