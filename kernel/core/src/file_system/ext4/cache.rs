//! `PageCache`: the pages of a volume's files, of which there are at most as many as its account has.

use alloc::collections::BTreeMap;
use alloc::sync::{Arc, Weak};
use alloc::vec::Vec;
use core::sync::atomic::{AtomicU64, Ordering::Relaxed};

use capos_hal::PAGE_SIZE;
use capos_hal::frame::Frame;
use capos_hal::sync::SpinLock;

use super::super::{FileResult, Inode};
use super::engine::{Engine, number};
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
}

#[derive(Default)]
struct Objects {
    by_inode: BTreeMap<Inode, Weak<PageObject>>,
    /// Where eviction goes on.
    hand: Inode,
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
        }
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

    /// Lets clean pages that nobody maps go until an eighth of all is free. The file whose turn it was last comes
    /// last now.
    fn evict(&self) {
        let wanted = (self.limit / EVICTED).max(1);
        let mut objects = self.objects.lock();
        let hand = objects.hand;
        let turns: Vec<(Inode, Arc<PageObject>)> = objects
            .by_inode
            .range(hand..)
            .chain(objects.by_inode.range(..hand))
            .filter_map(|(inode, object)| Some((*inode, object.upgrade()?)))
            .collect();
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

    fn dirty_pages(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.cache.dirty)
    }
}
