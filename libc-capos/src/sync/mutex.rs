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
/// The rest of a word that is not free: in which process it was locked.
const STATE: u32 = 3;

/// Counts the copies that `fork` made on the way to this process. A lock that was taken before the last of them is held by
/// a thread that is not there, and so is free.
static GENERATION: AtomicU32 = AtomicU32::new(0);

/// The generation's bits of a lock's word.
pub(super) fn generation() -> u32 {
    GENERATION.load(Relaxed)
}

/// In the child of `fork`: what other threads held is free, whatever they were doing.
pub fn forget_other_threads() {
    GENERATION.fetch_add(STATE + 1, Relaxed);
}

/// The bare lock word: free, held, or held with (possible) sleepers.
pub(super) struct RawMutex(AtomicU32);

/// Whether the lock can be had, as far as its word says.
fn is_free(word: u32) -> bool {
    word == FREE || word & !STATE != generation()
}

impl RawMutex {
    pub(super) const fn new() -> Self {
        RawMutex(AtomicU32::new(FREE))
    }

    #[inline]
    pub(super) fn try_lock(&self) -> bool {
        let word = self.0.load(Relaxed);
        if !is_free(word) {
            return false;
        }
        let held = generation() | HELD;
        if is_alone() {
            self.0.store(held, Relaxed);
            return true;
        }
        self.0.compare_exchange(word, held, Acquire, Relaxed).is_ok()
    }

    #[inline]
    pub(super) fn lock(&self) {
        if !self.try_lock() {
            self.lock_contended();
        }
    }

    #[cold]
    fn lock_contended(&self) {
        let contended = generation() | CONTENDED;
        // Whoever comes out of here may leave others asleep, so the word stays contended.
        while !is_free(self.0.swap(contended, Acquire)) {
            // A signal or a spurious wake-up only makes the loop look again.
            let _ = cancellation::outside(|| Sys::park(&self.0, contended, Sharing::Private, None));
        }
    }

    /// In the child of `fork`: the thread goes on holding the lock.
    pub(super) fn keep(&self) {
        self.0.store(generation() | HELD, Relaxed);
    }

    /// In the child of `fork`: nobody holds it.
    pub(super) fn reset(&self) {
        self.0.store(FREE, Relaxed);
    }

    #[inline]
    pub(super) fn unlock(&self) {
        if is_alone() {
            self.0.store(FREE, Relaxed);
        } else if self.0.swap(FREE, Release) & STATE == CONTENDED {
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

    /// Uses the value for an operation that starts no thread and does not come back here: as long as there is one
    /// thread, without the lock.
    #[inline(always)]
    pub fn with<R>(&self, operation: impl FnOnce(&mut T) -> R) -> R {
        if is_alone() {
            // SAFETY: there is nobody else, and by the contract nobody has the value borrowed.
            return operation(unsafe { &mut *self.value.get() });
        }
        operation(&mut self.lock())
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
