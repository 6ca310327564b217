//! `PageCache`: the pages of a volume's files, of which there are at most as many as its account has.

use alloc::collections::BTreeMap;
use alloc::sync::{Arc, Weak};
use alloc::vec::Vec;
use core::sync::atomic::{AtomicU64, Ordering::Relaxed};

use capos_hal::PAGE_SIZE;
use capos_hal::frame::Frame;
use capos_hal::sync::{Once, SpinLock};
use capos_schema::capos_capnp::ErrorCode;

use super::super::{FileResult, Inode};
use super::engine::{Engine, number};
use super::volume::Ext4Volume;
use crate::lock_order::PageCacheLevel;
use crate::memory::{MemoryError, PageObject, PageSource};
use crate::quota::Account;

/// Of its pages, the share that goes when there is no room: an eighth.
const EVICTED: u64 = 8;

pub struct PageCache {
    account: Arc<Account>,
    /// How many there may be.
    limit: u64,
    engine: Arc<Engine>,
    objects: SpinLock<PageCacheLevel, Objects>,
    dirty: Arc<AtomicU64>,
    /// Writes pages back; set once it is there.
    volume: Once<Weak<Ext4Volume>>,
}

#[derive(Default)]
struct Objects {
    by_inode: BTreeMap<Inode, Weak<PageObject>>,
    /// Where eviction goes on.
    hand: Inode,
    /// Where taking mapped pages goes on.
    mapped_hand: (Inode, u64),
}

/// One file's way to the disk.
struct FilePages {
    cache: Arc<PageCache>,
    inode: Inode,
}

impl PageCache {
    pub fn new(engine: Arc<Engine>, account: Arc<Account>) -> Self {
        let limit = account.left();
        PageCache {
            account,
            limit,
            engine,
            objects: SpinLock::new(Objects::default()),
            dirty: Arc::default(),
            volume: Once::new(),
        }
    }

    pub fn set_volume(&self, volume: &Arc<Ext4Volume>) {
        // The one that made it, once.
        let _ = self.volume.set(Arc::downgrade(volume));
    }

    /// The pages of a file of that size.
    pub fn open(self: &Arc<Self>, inode: Inode, size: u64) -> FileResult<Arc<PageObject>> {
        let source = Arc::new(FilePages { cache: Arc::clone(self), inode });
        let made = PageObject::backed(size, Arc::clone(&self.account), source);
        let pages = made.map_err(MemoryError::code)?;
        self.objects.lock().by_inode.insert(inode, Arc::downgrade(&pages));
        Ok(pages)
    }

    pub fn forget(&self, inode: Inode) {
        self.objects.lock().by_inode.remove(&inode);
    }

    /// Pages that the disk does not have yet.
    pub fn dirty(&self) -> u64 {
        self.dirty.load(Relaxed)
    }

    /// Pages that may be dirty before they are written back.
    pub fn dirty_limit(&self) -> u64 {
        self.limit / 2
    }

    /// Pages that shall be free.
    fn wanted(&self) -> u64 {
        (self.limit / EVICTED).max(1)
    }

    /// The files whose pages may be in memory, from that one on and then from the first on.
    fn turns(objects: &Objects, hand: Inode) -> Vec<(Inode, Arc<PageObject>)> {
        let around = objects.by_inode.range(hand..).chain(objects.by_inode.range(..hand));
        around.filter_map(|(inode, object)| Some((*inode, object.upgrade()?))).collect()
    }

    /// Lets clean pages that nobody maps go until an eighth of all is free. The file whose turn it was last comes
    /// last now.
    fn evict(&self) {
        let wanted = self.wanted();
        let mut objects = self.objects.lock();
        let turns = Self::turns(&objects, objects.hand);
        for (inode, object) in &turns {
            let left = self.account.left();
            if left >= wanted {
                break;
            }
            object.evict(wanted - left);
            objects.hand = inode + 1;
        }
        drop(objects);
        // Perhaps the last references: not under the lock.
        drop(turns);
    }

    /// Lets any pages go: dirty ones are written first, mapped ones are unmapped and come back when they are touched.
    fn reclaim(&self) {
        self.evict();
        let wanted = self.wanted();
        let (inode, page) = self.objects.lock().mapped_hand;
        let turns = Self::turns(&self.objects.lock(), inode);
        // The first file's earlier pages come last.
        let again = turns.first().map(|(number, object)| (number, object, 0));
        let order =
            turns.iter().map(|(number, object)| (number, object, if *number == inode { page } else { 0 }));
        for (number, object, from) in order.chain(again) {
            let left = self.account.left();
            if left >= wanted {
                break;
            }
            // Without memory for the list of address spaces the next file may do.
            let Ok(Some(taken)) = object.unmap(from, wanted - left) else { continue };
            self.objects.lock().mapped_hand = (*number, taken.end);
            if object.has_dirty()
                && let Some(volume) = self.volume.get().and_then(Weak::upgrade)
            {
                volume.note_failure(*number, volume.write_back_range(*number, taken));
            }
            object.evict(wanted - left);
        }
    }
}

impl PageSource for FilePages {
    fn fill(&self, first: u64, frames: &[Frame]) -> Result<(), MemoryError> {
        let number = number(self.inode).map_err(|_| MemoryError::Unreadable)?;
        let mut bytes = Vec::new();
        let length = frames.len() * PAGE_SIZE;
        bytes.try_reserve_exact(length).map_err(|_| MemoryError::OutOfMemory)?;
        bytes.resize(length, 0);
        let offset = first * PAGE_SIZE as u64;
        let read = self.cache.engine.ask(|core| core.files.read_inode(number, offset, &mut bytes));
        let count = read.map_err(|_| MemoryError::Unreadable)?;
        bytes[count..].fill(0);
        for (frame, part) in frames.iter().zip(bytes.chunks(PAGE_SIZE)) {
            frame.write(0, part);
        }
        Ok(())
    }

    fn make_room(&self) {
        self.cache.evict();
    }

    fn reclaim(&self) {
        self.cache.reclaim();
    }

    fn sync(&self) -> FileResult<()> {
        let volume = self.cache.volume.get().and_then(Weak::upgrade).ok_or(ErrorCode::IoError)?;
        volume.synchronise(self.inode, true)
    }

    fn dirty_pages(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.cache.dirty)
    }
}
