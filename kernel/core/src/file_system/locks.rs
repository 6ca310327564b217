//! Advisory locks: of ranges (fcntl, in POSIX.1-2024) and of whole files (flock).

use alloc::collections::BTreeMap;
use alloc::sync::Arc;
use alloc::vec::Vec;

use capos_hal::sync::SpinLock;

use super::{Inode, Usage, traits::FileLocks};
use crate::lock_order::{LockDirectoryLevel, LockWaitsLevel};
use crate::object::WaitQueue;

/// Locks on one file at most, so that the kernel's notes stay bounded.
const MAX_LOCKS: usize = 4096;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LockKind {
    Shared,
    Exclusive,
}

/// Whose a lock is: a process's, or an open file description's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum LockOwner {
    Process(u64),
    Description(u64),
}

/// `start..end`; the end `u64::MAX` is beyond every file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Range {
    pub start: u64,
    pub end: u64,
}

impl Range {
    /// Length 0 reaches beyond every file. `None` if the end is no file position.
    pub fn new(start: u64, length: u64) -> Option<Self> {
        let end = if length == 0 { u64::MAX } else { start.checked_add(length)? };
        (start <= i64::MAX as u64 && (length == 0 || end <= i64::MAX as u64 + 1))
            .then_some(Range { start, end })
    }

    pub fn length(self) -> u64 {
        if self.end == u64::MAX { 0 } else { self.end - self.start }
    }

    fn overlaps(self, other: Range) -> bool {
        self.start < other.end && other.start < self.end
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Lock {
    pub owner: LockOwner,
    pub kind: LockKind,
    pub range: Range,
}

/// Why a lock is not given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refused {
    /// Somebody else's is in the way.
    Held(LockOwner),
    TooMany,
}

/// The locks on one file. An owner's ranges never overlap, and neighbours of one kind are one lock.
#[derive(Default)]
pub struct LockTable {
    /// By start.
    ranges: Vec<Lock>,
    whole: Vec<(LockOwner, LockKind)>,
}

fn excludes(held: LockKind, wanted: LockKind) -> bool {
    held == LockKind::Exclusive || wanted == LockKind::Exclusive
}

impl LockTable {
    pub const fn new() -> Self {
        LockTable { ranges: Vec::new(), whole: Vec::new() }
    }

    /// The first lock of somebody else that is in the way.
    pub fn conflict(&self, owner: LockOwner, kind: LockKind, range: Range) -> Option<Lock> {
        let in_the_way =
            |lock: &&Lock| lock.owner != owner && lock.range.overlaps(range) && excludes(lock.kind, kind);
        self.ranges.iter().find(in_the_way).copied()
    }

    pub fn set(&mut self, owner: LockOwner, kind: LockKind, range: Range) -> Result<(), Refused> {
        if let Some(lock) = self.conflict(owner, kind, range) {
            return Err(Refused::Held(lock.owner));
        }
        // Cutting out adds one at most, and the lock itself is one.
        if self.ranges.len() + 2 > MAX_LOCKS || self.ranges.try_reserve(2).is_err() {
            return Err(Refused::TooMany);
        }
        self.cut(owner, range);
        let mut merged = range;
        self.ranges.retain(|lock| {
            let touches = lock.owner == owner
                && lock.kind == kind
                && lock.range.start <= merged.end
                && merged.start <= lock.range.end;
            if touches {
                merged.start = merged.start.min(lock.range.start);
                merged.end = merged.end.max(lock.range.end);
            }
            !touches
        });
        let at = self.ranges.partition_point(|lock| lock.range.start < merged.start);
        self.ranges.insert(at, Lock { owner, kind, range: merged });
        Ok(())
    }

    /// Unlocking the middle of a lock makes two of it.
    pub fn clear(&mut self, owner: LockOwner, range: Range) -> Result<(), Refused> {
        if self.ranges.len() + 1 > MAX_LOCKS || self.ranges.try_reserve(1).is_err() {
            return Err(Refused::TooMany);
        }
        self.cut(owner, range);
        Ok(())
    }

    fn cut(&mut self, owner: LockOwner, range: Range) {
        let mut upper = None;
        self.ranges.retain_mut(|lock| {
            if lock.owner != owner || !lock.range.overlaps(range) {
                return true;
            }
            let whole = lock.range;
            if whole.end > range.end {
                upper = Some(Lock { range: Range { start: range.end, end: whole.end }, ..*lock });
            }
            lock.range.end = range.start;
            whole.start < range.start
        });
        if let Some(lock) = upper {
            let at = self.ranges.partition_point(|other| other.range.start < lock.range.start);
            self.ranges.insert(at, lock);
        }
    }

    /// A lock of the whole file; `None` gives it up. One that is held already changes its kind.
    pub fn set_whole(&mut self, owner: LockOwner, kind: Option<LockKind>) -> Result<(), Refused> {
        if let Some(kind) = kind {
            let held = self.whole.iter().find(|(other, held)| *other != owner && excludes(*held, kind));
            if let Some((other, _)) = held {
                return Err(Refused::Held(*other));
            }
            if self.whole.len() >= MAX_LOCKS || self.whole.try_reserve(1).is_err() {
                return Err(Refused::TooMany);
            }
        }
        self.whole.retain(|(other, _)| *other != owner);
        self.whole.extend(kind.map(|kind| (owner, kind)));
        Ok(())
    }

    /// Gives up all that the owner holds; tells whether there was any.
    pub fn release(&mut self, owner: LockOwner) -> bool {
        let before = self.ranges.len() + self.whole.len();
        self.ranges.retain(|lock| lock.owner != owner);
        self.whole.retain(|(other, _)| *other != owner);
        before != self.ranges.len() + self.whole.len()
    }
}

impl FileLocks {
    /// At the end of an owner.
    pub fn release(&self, owner: LockOwner) {
        if self.table.lock().release(owner) {
            self.queue.wake();
        }
    }
}

/// The locks of a file system's files, for those that were ever asked for.
pub struct LockDirectory(SpinLock<LockDirectoryLevel, BTreeMap<Inode, Arc<FileLocks>>>);

impl LockDirectory {
    pub const fn new() -> Self {
        LockDirectory(SpinLock::new(BTreeMap::new()))
    }

    pub fn of(&self, inode: Inode) -> Arc<FileLocks> {
        let make = || {
            let (table, queue) = (SpinLock::new(LockTable::new()), WaitQueue::new());
            Arc::new(FileLocks { table, queue, usage: Usage::new() })
        };
        Arc::clone(self.0.lock().entry(inode).or_insert_with(make))
    }

    /// The file is gone.
    pub fn forget(&self, inode: Inode) {
        let gone = self.0.lock().remove(&inode);
        drop(gone);
    }
}

/// Which process waits for a lock of which other.
static WAITS: SpinLock<LockWaitsLevel, BTreeMap<u64, u64>> = SpinLock::new(BTreeMap::new());

/// Notes that one process waits for another; `false` if that would never end, as the other waits for it.
#[must_use]
pub fn begin_wait(waiter: u64, holder: u64) -> bool {
    let mut waits = WAITS.lock();
    let mut next = Some(holder);
    while let Some(process) = next {
        if process == waiter {
            return false;
        }
        next = waits.get(&process).copied();
    }
    waits.insert(waiter, holder);
    true
}

pub fn end_wait(waiter: u64) {
    WAITS.lock().remove(&waiter);
}
