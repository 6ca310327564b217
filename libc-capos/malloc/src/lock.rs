//! A lock that waits through [`System`].

use crate::system::System;
use core::cell::UnsafeCell;
use core::marker::PhantomData;
use core::ops::{Deref, DerefMut};
use core::sync::atomic::{AtomicU32, Ordering};

const FREE: u32 = 0;
const HELD: u32 = 1;
const AWAITED: u32 = 2;

/// Sections are short: it pays to look a few times before sleeping.
const SPINS: u32 = 100;

pub struct Lock<T, S> {
    state: AtomicU32,
    value: UnsafeCell<T>,
    system: PhantomData<fn(S)>,
}

// SAFETY: the value is reached by one guard at a time, which may be on any thread.
unsafe impl<T: Send, S> Sync for Lock<T, S> {}

impl<T, S: System> Lock<T, S> {
    pub const fn new(value: T) -> Self {
        Self { state: AtomicU32::new(FREE), value: UnsafeCell::new(value), system: PhantomData }
    }

    #[inline]
    pub fn lock(&self) -> Guard<'_, T, S> {
        if S::is_alone() && self.state.load(Ordering::Relaxed) == FREE {
            self.state.store(HELD, Ordering::Relaxed);
        } else if self.state.compare_exchange(FREE, HELD, Ordering::Acquire, Ordering::Relaxed).is_err() {
            self.contended();
        }
        Guard { lock: self }
    }

    #[cold]
    fn contended(&self) {
        for _ in 0..SPINS {
            if self.state.compare_exchange_weak(FREE, HELD, Ordering::Acquire, Ordering::Relaxed).is_ok() {
                return;
            }
            core::hint::spin_loop();
        }
        while self.state.swap(AWAITED, Ordering::Acquire) != FREE {
            S::wait(&self.state, AWAITED);
        }
    }

    #[inline]
    fn release(&self) {
        if S::is_alone() {
            self.state.store(FREE, Ordering::Relaxed);
        } else if self.state.swap(FREE, Ordering::Release) == AWAITED {
            S::wake(&self.state);
        }
    }

    /// Takes the lock until [`Lock::unlock_after_fork`].
    pub fn lock_for_fork(&self) {
        core::mem::forget(self.lock());
    }

    /// Ends [`Lock::lock_for_fork`], in the parent and in the child.
    ///
    /// # Safety
    /// This thread, or the one it is a copy of, called `lock_for_fork`.
    pub unsafe fn unlock_after_fork(&self) {
        self.release();
    }
}

pub struct Guard<'a, T, S: System> {
    lock: &'a Lock<T, S>,
}

impl<T, S: System> Deref for Guard<'_, T, S> {
    type Target = T;
    fn deref(&self) -> &T {
        // SAFETY: the guard proves that the lock is held, by us alone.
        unsafe { &*self.lock.value.get() }
    }
}

impl<T, S: System> DerefMut for Guard<'_, T, S> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: the guard proves that the lock is held, by us alone.
        unsafe { &mut *self.lock.value.get() }
    }
}

impl<T, S: System> Drop for Guard<'_, T, S> {
    fn drop(&mut self) {
        self.lock.release();
    }
}
