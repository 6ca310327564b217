//! `Disks`: the machine's disks, each either a volume or a BlockDevice.

use alloc::sync::Arc;
use alloc::vec::Vec;

use capos_hal::block::Disk;

#[derive(Default)]
pub struct Disks {
    /// Numbers of those that are volumes: nobody else may write to them.
    mounted: Vec<u32>,
}

impl Disks {
    /// The disk for a volume. `None` if there is none of that number, or if it is a volume already.
    pub fn take(&mut self, number: u32) -> Option<Arc<Disk>> {
        let disk = self.find(number)?;
        self.mounted.push(number);
        Some(disk)
    }

    /// The disk for somebody to use as it is. `None` if there is none of that number, or if it is a volume.
    pub fn find(&self, number: u32) -> Option<Arc<Disk>> {
        if self.mounted.contains(&number) {
            return None;
        }
        Disk::open(number as usize).map(Arc::new)
    }
}
