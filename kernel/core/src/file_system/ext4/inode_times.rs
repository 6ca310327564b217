//! `InodeTimes`: whole times from the disk. The crate stores nanoseconds and the years behind 2038 and tells the
//! lower 32 bits of the seconds only, so the rest is read from the inode's place on the disk.
//!
//! A change that is still in the journal alone has not reached that place: the rest counts only if the seconds agree.
//! Nodes stay in memory long after their last use, which makes that rare.

use alloc::boxed::Box;
use alloc::sync::Arc;

use capos_hal::SECTOR_SIZE;
use rsext4::InodeInfo;

use super::super::Time;
use super::storage::Storage;

/// Of the superblock, in bytes.
const SUPERBLOCK: u64 = 1024;
const FIRST_DATA_BLOCK: usize = 0x14;
const LOG_BLOCK_SIZE: usize = 0x18;
const INODES_PER_GROUP: usize = 0x28;
const INODE_SIZE: usize = 0x58;
const INCOMPATIBLE: usize = 0x60;
const DESCRIPTOR_SIZE: usize = 0xfe;

const META_GROUPS: u32 = 0x10;
const BITS_64: u32 = 0x80;

/// Of a group descriptor.
const TABLE_LOW: usize = 0x08;
const TABLE_HIGH: usize = 0x28;

/// Of an inode: access, change, modification, and what follows the lower 32 bits of each.
const SECONDS: [usize; 3] = [0x08, 0x0c, 0x10];
const EXTRA: [usize; 3] = [0x8c, 0x84, 0x88];
const EXTRA_SIZE: usize = 0x80;
/// Of the extra fields, so that all three times are among them.
const MIN_EXTRA: u16 = 0x90 - 0x80;

const EPOCH_BITS: u32 = 2;

type Sector = [u8; SECTOR_SIZE];

pub struct InodeTimes {
    storage: Arc<Storage>,
    layout: Option<Layout>,
    /// The sector that was read last.
    last: Option<(u64, Box<Sector>)>,
}

/// Where inodes are; `None` for a layout that only larger disks than QEMU's have.
struct Layout {
    inodes_per_group: u32,
    inode_size: u64,
    block_size: u64,
    descriptors: u64,
    descriptor_size: u64,
}

impl InodeTimes {
    pub fn new(storage: Arc<Storage>) -> Self {
        let mut times = InodeTimes { storage, layout: None, last: None };
        times.layout = times.read_layout();
        times
    }

    /// What was read may have changed.
    pub fn forget(&mut self) {
        self.last = None;
    }

    fn read_layout(&mut self) -> Option<Layout> {
        let superblock = *self.sector(SUPERBLOCK)?;
        let word = |at: usize| u32::from_le_bytes(superblock[at..at + 4].try_into().unwrap_or_default());
        let half = |at: usize| u16::from_le_bytes(superblock[at..at + 2].try_into().unwrap_or_default());
        let incompatible = word(INCOMPATIBLE);
        let shift = word(LOG_BLOCK_SIZE);
        if incompatible & META_GROUPS != 0 || shift > 6 || word(INODES_PER_GROUP) == 0 {
            return None;
        }
        let block_size = 1024 << shift;
        Some(Layout {
            inodes_per_group: word(INODES_PER_GROUP),
            inode_size: u64::from(half(INODE_SIZE)),
            block_size,
            descriptors: (u64::from(word(FIRST_DATA_BLOCK)) + 1) * block_size,
            descriptor_size: if incompatible & BITS_64 != 0 { u64::from(half(DESCRIPTOR_SIZE)) } else { 32 },
        })
    }

    /// Of last access, change and modification.
    pub fn of(&mut self, info: &InodeInfo) -> [Time; 3] {
        let told = [info.atime, info.ctime, info.mtime];
        let extra = self.extra(info);
        core::array::from_fn(|index| {
            let seconds = i64::from(told[index] as i32);
            match extra {
                Some(found) if found[index].0 == told[index] => {
                    let extra = found[index].1;
                    let epoch = i64::from(extra & ((1 << EPOCH_BITS) - 1)) << 32;
                    Time { seconds: seconds + epoch, nanoseconds: extra >> EPOCH_BITS }
                }
                _ => Time { seconds, nanoseconds: 0 },
            }
        })
    }

    /// The seconds and the rest of each time as the disk has them.
    fn extra(&mut self, info: &InodeInfo) -> Option<[(u32, u32); 3]> {
        let at = self.place(info.number.raw())?;
        let within = (at % SECTOR_SIZE as u64) as usize;
        let sector = self.sector(at)?;
        let inode = sector.get(within..within + MIN_EXTRA as usize + EXTRA_SIZE)?;
        let size = u16::from_le_bytes(inode[EXTRA_SIZE..EXTRA_SIZE + 2].try_into().ok()?);
        if size < MIN_EXTRA {
            return None;
        }
        let word = |at: usize| u32::from_le_bytes(inode[at..at + 4].try_into().unwrap_or_default());
        Some(core::array::from_fn(|index| (word(SECONDS[index]), word(EXTRA[index]))))
    }

    /// Where the inode is, in bytes.
    fn place(&mut self, number: u32) -> Option<u64> {
        let Layout { inodes_per_group, inode_size, block_size, descriptors, descriptor_size } =
            *self.layout.as_ref()?;
        if inode_size <= EXTRA_SIZE as u64 {
            return None;
        }
        let number = number.checked_sub(1)?;
        let (group, index) = (number / inodes_per_group, number % inodes_per_group);
        let descriptor = descriptors + u64::from(group) * descriptor_size;
        let within = (descriptor % SECTOR_SIZE as u64) as usize;
        let sector = self.sector(descriptor)?;
        let word = |at: usize| {
            let bytes = sector.get(within + at..within + at + 4)?;
            Some(u64::from(u32::from_le_bytes(bytes.try_into().ok()?)))
        };
        let high = if descriptor_size > TABLE_HIGH as u64 { word(TABLE_HIGH)? << 32 } else { 0 };
        (word(TABLE_LOW)? | high).checked_mul(block_size)?.checked_add(u64::from(index) * inode_size)
    }

    fn sector(&mut self, at: u64) -> Option<&Sector> {
        let sector = at / SECTOR_SIZE as u64;
        if self.last.as_ref().is_none_or(|(known, _)| *known != sector) {
            let mut bytes = Box::new([0; SECTOR_SIZE]);
            self.storage.read(sector, &mut bytes[..]).ok()?;
            self.last = Some((sector, bytes));
        }
        self.last.as_ref().map(|(_, bytes)| &**bytes)
    }
}
