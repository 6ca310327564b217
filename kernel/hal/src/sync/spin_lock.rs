//! A spin lock whose type says where it stands in the lock order.

use core::cell::UnsafeCell;
use core::fmt;
use core::hint;
use core::marker::PhantomData;
use core::ops::{Deref, DerefMut};
use core::sync::atomic::AtomicBool;
use core::sync::atomic::Ordering::{Acquire, Relaxed, Release};

use super::held;

/// A place in the lock order: locks are taken in ascending rank, and never two of one rank. Builds with debug
/// assertions check it on every lock.
pub trait Level {
    /// Below 57; those from there to 63 are this crate's own, whose locks may be taken under any other.
    const RANK: u8;
    const NAME: &'static str;
}

/// Never held over a user copy, a task switch or anything else that may sleep. Interrupts need no masking:
/// they do not arrive in kernel code.
pub struct SpinLock<L, T> {
    locked: AtomicBool,
    level: PhantomData<fn() -> L>,
    value: UnsafeCell<T>,
}

// SAFETY: the lock hands out one reference at a time, so sharing it between CPUs only ever moves the value's
// use from one to another, which `T: Send` permits.
unsafe impl<L, T: Send> Sync for SpinLock<L, T> {}
// SAFETY: sending the lock sends the value; the level is only a name.
unsafe impl<L, T: Send> Send for SpinLock<L, T> {}

impl<L: Level, T> SpinLock<L, T> {
    pub const fn new(value: T) -> Self {
        SpinLock { locked: AtomicBool::new(false), level: PhantomData, value: UnsafeCell::new(value) }
    }

    #[track_caller]
    #[inline]
    pub fn lock(&self) -> SpinLockGuard<'_, L, T> {
        held::acquire(L::RANK, L::NAME);
        while self.locked.swap(true, Acquire) {
            while self.locked.load(Relaxed) {
                hint::spin_loop();
            }
        }
        SpinLockGuard { lock: self, not_send: PhantomData }
    }

    /// `None` if another CPU holds it; for paths such as the panic report that must never wait.
    pub fn try_lock(&self) -> Option<SpinLockGuard<'_, L, T>> {
        if self.locked.swap(true, Acquire) {
            return None;
        }
        held::acquire(L::RANK, L::NAME);
        Some(SpinLockGuard { lock: self, not_send: PhantomData })
    }

    /// Needs no locking: the borrow is exclusive.
    pub fn get_mut(&mut self) -> &mut T {
        self.value.get_mut()
    }

    pub fn into_inner(self) -> T {
        self.value.into_inner()
    }
}

impl<L: Level, T> fmt::Debug for SpinLock<L, T> {
    /// Never waits, so the value is not shown.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SpinLock ({})", L::NAME)
    }
}

impl<L: Level, T: Default> Default for SpinLock<L, T> {
    fn default() -> Self {
        SpinLock::new(T::default())
    }
}

/// Access to the value; releases the lock when dropped. Stays on the CPU that took it.
pub struct SpinLockGuard<'a, L: Level, T> {
    lock: &'a SpinLock<L, T>,
    not_send: PhantomData<*mut ()>,
}

impl<L: Level, T> Deref for SpinLockGuard<'_, L, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: the guard exists, so this CPU holds the lock and nobody else reaches the value.
        unsafe { &*self.lock.value.get() }
    }
}

impl<L: Level, T> DerefMut for SpinLockGuard<'_, L, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: as in `deref`; the guard itself is borrowed exclusively.
        unsafe { &mut *self.lock.value.get() }
    }
}

impl<L: Level, T> Drop for SpinLockGuard<'_, L, T> {
    #[inline]
    fn drop(&mut self) {
        self.lock.locked.store(false, Release);
        held::release(L::RANK);
    }
}
