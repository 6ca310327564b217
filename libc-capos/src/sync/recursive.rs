//! A lock its owner may take again: what `flockfile` needs.

use super::mutex::RawMutex;
use crate::thread;
use core::cell::Cell;
use core::sync::atomic::AtomicU32;
use core::sync::atomic::Ordering::Relaxed;

const NOBODY: u32 = 0;

/// A recursive lock. It guards no value of its own: its holder may already be using the data.
pub struct RecursiveLock {
    raw: RawMutex,
    /// Thread id of the holder. Only the holder ever stores its own id, so a relaxed load that shows the
    /// reader's id is exact.
    owner: AtomicU32,
    /// How often the holder has locked; touched by the holder only.
    depth: Cell<u32>,
}

// SAFETY: `depth` is read and written only by the thread that holds `raw`.
unsafe impl Sync for RecursiveLock {}

impl RecursiveLock {
    pub const fn new() -> Self {
        RecursiveLock { raw: RawMutex::new(), owner: AtomicU32::new(NOBODY), depth: Cell::new(0) }
    }

    /// Locks until the guard is dropped.
    #[inline]
    pub fn lock(&self) -> RecursiveLockGuard<'_> {
        self.acquire();
        RecursiveLockGuard { lock: self }
    }

    /// Locks without a guard (`flockfile`); each call needs one [`RecursiveLock::release`].
    #[inline]
    pub fn acquire(&self) {
        let me = thread::tcb().id.get();
        if self.owner.load(Relaxed) == me {
            self.depth.set(self.depth.get() + 1);
            return;
        }
        self.raw.lock();
        self.owner.store(me, Relaxed);
        self.depth.set(1);
    }

    /// Locks if that is possible at once (`ftrylockfile`).
    pub fn try_acquire(&self) -> bool {
        let me = thread::tcb().id.get();
        if self.owner.load(Relaxed) == me {
            self.depth.set(self.depth.get() + 1);
            return true;
        }
        if !self.raw.try_lock() {
            return false;
        }
        self.owner.store(me, Relaxed);
        self.depth.set(1);
        true
    }

    /// In the child of `fork`: what the thread held by its old number it holds by the new one, and what other threads
    /// held is free, since they are not there.
    pub fn after_fork(&self, old: u32, new: u32) {
        if self.owner.load(Relaxed) == old {
            self.owner.store(new, Relaxed);
            self.raw.keep();
        } else {
            self.owner.store(NOBODY, Relaxed);
            self.depth.set(0);
            self.raw.reset();
        }
    }

    /// Undoes one locking (`funlockfile`). Does nothing if the calling thread does not hold the lock.
    #[inline]
    pub fn release(&self) {
        if self.owner.load(Relaxed) != thread::tcb().id.get() {
            return;
        }
        let depth = self.depth.get() - 1;
        self.depth.set(depth);
        if depth == 0 {
            self.owner.store(NOBODY, Relaxed);
            self.raw.unlock();
        }
    }
}

impl Default for RecursiveLock {
    fn default() -> Self {
        RecursiveLock::new()
    }
}

/// Holds the lock once; dropping it releases once.
pub struct RecursiveLockGuard<'a> {
    lock: &'a RecursiveLock,
}

impl Drop for RecursiveLockGuard<'_> {
    #[inline]
    fn drop(&mut self) {
        self.lock.release();
    }
}
