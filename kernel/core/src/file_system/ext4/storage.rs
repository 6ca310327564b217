//! `Storage`: a disk, and beside it what the journal of a disk that can not be written has to say. Replaying such a
//! journal changes memory instead, and reads find what was changed there.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::sync::Arc;

use capos_hal::block::Disk;
use capos_hal::sync::SpinLock;
use capos_hal::{DiskError, PAGE_SIZE, SECTOR_SIZE};

use crate::lock_order::ReplayedLevel;

const SECTORS_PER_PAGE: u64 = (PAGE_SIZE / SECTOR_SIZE) as u64;

type Sectors = BTreeMap<u64, Box<[u8; SECTOR_SIZE]>>;

pub struct Storage {
    disk: Arc<Disk>,
    replayed: Option<Replayed>,
}

struct Replayed {
    sectors: SpinLock<ReplayedLevel, Sectors>,
    /// How many there may be.
    limit: u64,
}

impl Storage {
    pub fn new(disk: &Arc<Disk>) -> Self {
        Storage { disk: Arc::clone(disk), replayed: None }
    }

    /// What is written stays in memory, of which it takes so many pages at most.
    pub fn in_memory(disk: &Arc<Disk>, pages: u64) -> Self {
        let limit = pages * SECTORS_PER_PAGE;
        let replayed = Replayed { sectors: SpinLock::new(Sectors::new()), limit };
        Storage { disk: Arc::clone(disk), replayed: Some(replayed) }
    }

    /// Pages that what was written takes in memory.
    pub fn pages(&self) -> u64 {
        let sectors = self.replayed.as_ref().map_or(0, |replayed| replayed.sectors.lock().len());
        (sectors as u64).div_ceil(SECTORS_PER_PAGE)
    }

    pub fn sectors(&self) -> u64 {
        self.disk.sectors()
    }

    pub fn read(&self, first: u64, bytes: &mut [u8]) -> Result<(), DiskError> {
        self.disk.read(first, bytes)?;
        if let Some(replayed) = &self.replayed {
            let sectors = replayed.sectors.lock();
            let end = first.saturating_add((bytes.len() / SECTOR_SIZE) as u64);
            for (sector, written) in sectors.range(first..end) {
                let at = (sector - first) as usize * SECTOR_SIZE;
                bytes[at..at + SECTOR_SIZE].copy_from_slice(&written[..]);
            }
        }
        Ok(())
    }

    pub fn write(&self, first: u64, bytes: &[u8]) -> Result<(), DiskError> {
        let Some(replayed) = &self.replayed else { return self.disk.write(first, bytes) };
        let mut sectors = replayed.sectors.lock();
        for (sector, part) in (first..self.disk.sectors()).zip(bytes.as_chunks().0) {
            if sectors.len() as u64 >= replayed.limit && !sectors.contains_key(&sector) {
                return Err(DiskError);
            }
            sectors.insert(sector, Box::new(*part));
        }
        Ok(())
    }

    pub fn flush(&self) -> Result<(), DiskError> {
        if self.replayed.is_some() { Ok(()) } else { self.disk.flush() }
    }
}
