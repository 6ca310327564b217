//! A mutual-exclusion lock around a value.

use crate::platform::{Sharing, Sys, Threads};
use crate::thread::cancellation;
use crate::thread::is_alone;
use core::cell::UnsafeCell;
use core::ops::{Deref, DerefMut};
use core::sync::atomic::AtomicU32;
use core::sync::atomic::Ordering::{Acquire, Relaxed, Release};

const FREE: u32 = 0;
const HELD: u32 = 1;
const CONTENDED: u32 = 2;

/// The bare lock word: free, held, or held with (possible) sleepers.
pub(super) struct RawMutex(AtomicU32);

impl RawMutex {
    pub(super) const fn new() -> Self {
        RawMutex(AtomicU32::new(FREE))
    }

    #[inline]
    pub(super) fn try_lock(&self) -> bool {
        if is_alone() && self.0.load(Relaxed) == FREE {
            self.0.store(HELD, Relaxed);
            return true;
        }
        self.0.compare_exchange(FREE, HELD, Acquire, Relaxed).is_ok()
    }

    #[inline]
    pub(super) fn lock(&self) {
        if !self.try_lock() {
            self.lock_contended();
        }
    }

    #[cold]
    fn lock_contended(&self) {
        // Whoever comes out of here may leave others asleep, so the word stays at CONTENDED.
        while self.0.swap(CONTENDED, Acquire) != FREE {
            // A signal or a spurious wake-up only makes the loop look again.
            let _ = cancellation::outside(|| Sys::park(&self.0, CONTENDED, Sharing::Private, None));
        }
    }

    /// Frees the lock whoever holds it: for the child of `fork`, where that thread is not there.
    pub(super) fn reset(&self) {
        self.0.store(FREE, Relaxed);
    }

    #[inline]
    pub(super) fn unlock(&self) {
        if is_alone() {
            self.0.store(FREE, Relaxed);
        } else if self.0.swap(FREE, Release) == CONTENDED {
            Sys::unpark(&self.0, 1, Sharing::Private);
        }
    }
}

/// A value that one thread at a time may use. Not recursive: a signal handler must not lock what it interrupted.
pub struct Mutex<T> {
    raw: RawMutex,
    value: UnsafeCell<T>,
}

// SAFETY: the lock hands the value to one thread at a time, so it has to be movable between threads only.
unsafe impl<T: Send> Sync for Mutex<T> {}

impl<T> Mutex<T> {
    pub const fn new(value: T) -> Self {
        Mutex { raw: RawMutex::new(), value: UnsafeCell::new(value) }
    }

    #[inline]
    pub fn lock(&self) -> MutexGuard<'_, T> {
        self.raw.lock();
        MutexGuard { mutex: self }
    }

    pub fn try_lock(&self) -> Option<MutexGuard<'_, T>> {
        self.raw.try_lock().then_some(MutexGuard { mutex: self })
    }
}

/// The right to use the value; dropping it unlocks.
pub struct MutexGuard<'a, T> {
    mutex: &'a Mutex<T>,
}

impl<T> Deref for MutexGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: the guard exists only while the lock is held by us.
        unsafe { &*self.mutex.value.get() }
    }
}

impl<T> DerefMut for MutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: the guard exists only while the lock is held by us, and it is borrowed mutably.
        unsafe { &mut *self.mutex.value.get() }
    }
}

impl<T> Drop for MutexGuard<'_, T> {
    #[inline]
    fn drop(&mut self) {
        self.mutex.raw.unlock();
    }
}
