//! The mutexes of `<pthread.h>` and `<threads.h>`: every type, robust, shared between processes.
//!
//! The word holds the owner's thread number and two bits at the places that Linux gives them, so that its kernel can
//! mark robust mutexes of a process that ends. A free word is zero but for [`OWNER_DIED`].

use super::robust;
use crate::errno::Errno;
use crate::platform::{Deadline, Sharing, Sys, Threads};
use crate::thread::{cancellation, is_alone, tcb};
use crate::types::{c_int, pthread_mutex_t};
use core::cell::Cell;
use core::ptr;
use core::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use core::sync::atomic::{AtomicPtr, AtomicU32};

/// Bits of `kind` and of the attributes.
pub mod kind {
    pub const NORMAL: u32 = 0;
    pub const RECURSIVE: u32 = 1;
    pub const ERROR_CHECK: u32 = 2;
    pub const TYPE: u32 = 3;
    pub const ROBUST: u32 = 4;
    pub const SHARED: u32 = 128;
    /// Attributes only: the priority ceiling stands above.
    pub const CEILING_SHIFT: u32 = 16;
}

const CONTENDED: u32 = 1 << 31;
/// The last owner ended without unlocking; while the mutex is held: nobody has made it consistent yet.
const OWNER_DIED: u32 = 1 << 30;
const OWNER: u32 = OWNER_DIED - 1;
/// In place of an owner: a robust mutex that was unlocked without having been made consistent.
const NOT_RECOVERABLE: u32 = OWNER;
const MOST: u32 = u32::MAX - 1;

impl pthread_mutex_t {
    pub const fn new(kind: u32, ceiling: c_int) -> Self {
        pthread_mutex_t {
            kind,
            word: AtomicU32::new(0),
            depth: Cell::new(0),
            ceiling: Cell::new(ceiling),
            _reserved: 0,
            previous: AtomicPtr::new(ptr::null_mut()),
            links: crate::types::RobustLinks { next: AtomicPtr::new(ptr::null_mut()) },
        }
    }

    fn sharing(&self) -> Sharing {
        if self.kind & kind::SHARED != 0 { Sharing::Shared } else { Sharing::Private }
    }

    fn is_robust(&self) -> bool {
        self.kind & kind::ROBUST != 0
    }

    /// Whether a thread holds it.
    pub fn is_locked(&self) -> bool {
        !matches!(self.word.load(Relaxed) & OWNER, 0 | NOT_RECOVERABLE)
    }

    fn is_mine(&self) -> bool {
        self.word.load(Relaxed) & OWNER == tcb().id.get()
    }

    /// `pthread_mutex_trylock`.
    #[inline]
    pub fn try_lock(&self) -> Result<(), Errno> {
        let me = tcb().id.get();
        if self.kind == kind::NORMAL {
            if is_alone() && self.word.load(Relaxed) == 0 {
                self.word.store(me, Relaxed);
                return Ok(());
            }
            return self.word.compare_exchange(0, me, Acquire, Relaxed).map(drop).map_err(|_| Errno::EBUSY);
        }
        self.try_lock_special(me, 0)
    }

    /// One attempt. `keep` is [`CONTENDED`] if the caller has slept: it may leave others asleep then.
    fn try_lock_special(&self, me: u32, keep: u32) -> Result<(), Errno> {
        let mut word = self.word.load(Relaxed);
        loop {
            match word & OWNER {
                0 => {}
                owner if owner == me && self.kind & kind::TYPE == kind::RECURSIVE => {
                    let depth = self.depth.get();
                    if depth == MOST {
                        return Err(Errno::EAGAIN);
                    }
                    self.depth.set(depth + 1);
                    return Ok(());
                }
                NOT_RECOVERABLE if self.is_robust() => return Err(Errno::ENOTRECOVERABLE),
                _ => return Err(Errno::EBUSY),
            }
            if self.is_robust() {
                robust::about_to_change(self);
            }
            let new = me | (word & (CONTENDED | OWNER_DIED)) | keep;
            let outcome = self.word.compare_exchange_weak(word, new, Acquire, Relaxed);
            if self.is_robust() {
                if outcome.is_ok() {
                    robust::hold(self);
                }
                robust::changed();
            }
            match outcome {
                Ok(_) if word & OWNER_DIED != 0 => {
                    self.depth.set(0);
                    return Err(Errno::EOWNERDEAD);
                }
                Ok(_) => return Ok(()),
                Err(now) => word = now,
            }
        }
    }

    /// `pthread_mutex_lock` and, with a deadline, its timed forms.
    #[inline]
    pub fn lock(&self, until: Option<&Deadline>) -> Result<(), Errno> {
        match self.try_lock() {
            Err(Errno::EBUSY) => self.lock_contended(until),
            outcome => outcome,
        }
    }

    #[cold]
    fn lock_contended(&self, until: Option<&Deadline>) -> Result<(), Errno> {
        if self.kind & kind::TYPE == kind::ERROR_CHECK && self.is_mine() {
            return Err(Errno::EDEADLK);
        }
        let me = tcb().id.get();
        loop {
            match self.try_lock_special(me, CONTENDED) {
                Err(Errno::EBUSY) => {}
                outcome => return outcome,
            }
            let word = self.word.load(Relaxed);
            // Free again, or gone for ever: the next attempt tells.
            if word & OWNER == 0 || (self.is_robust() && word & OWNER == NOT_RECOVERABLE) {
                continue;
            }
            let marked = word | CONTENDED;
            if word != marked && self.word.compare_exchange(word, marked, Relaxed, Relaxed).is_err() {
                continue;
            }
            // Locking is no cancellation point, and a signal handler does not end it.
            match cancellation::outside(|| Sys::park(&self.word, marked, self.sharing(), until)) {
                Ok(()) | Err(Errno::EINTR) => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// `pthread_mutex_unlock`.
    #[inline]
    pub fn unlock(&self) -> Result<(), Errno> {
        if self.kind != kind::NORMAL {
            return self.unlock_special();
        }
        if is_alone() {
            self.word.store(0, Relaxed);
        } else if self.word.swap(0, Release) & CONTENDED != 0 {
            Sys::unpark(&raw const self.word, 1, Sharing::Private);
        }
        Ok(())
    }

    fn unlock_special(&self) -> Result<(), Errno> {
        if self.kind & !kind::SHARED != 0 && !self.is_mine() {
            return Err(Errno::EPERM);
        }
        if let Some(depth) = self.depth.get().checked_sub(1) {
            self.depth.set(depth);
            return Ok(());
        }
        // Once the word is stored, another thread may lock, unlock and free the mutex.
        let (sharing, robust, word) = (self.sharing(), self.is_robust(), &raw const self.word);
        let mut sleepers = 1;
        let mut new = 0;
        if robust {
            robust::about_to_change(self);
            robust::release(self);
            if self.word.load(Relaxed) & OWNER_DIED != 0 {
                (new, sleepers) = (NOT_RECOVERABLE, u32::MAX);
            }
        }
        let old = self.word.swap(new, Release);
        if robust {
            robust::changed();
        }
        if old & CONTENDED != 0 {
            Sys::unpark(word, sleepers, sharing);
        }
        Ok(())
    }

    /// `pthread_mutex_consistent`.
    pub fn make_consistent(&self) -> Result<(), Errno> {
        if !self.is_robust() || !self.is_mine() || self.word.load(Relaxed) & OWNER_DIED == 0 {
            return Err(Errno::EINVAL);
        }
        self.word.fetch_and(!OWNER_DIED, Relaxed);
        Ok(())
    }

    /// The owner, which holds this robust mutex, ends.
    pub(super) fn owner_ends(&self) {
        let (sharing, word) = (self.sharing(), &raw const self.word);
        let mut old = self.word.load(Relaxed);
        while let Err(now) = self.word.compare_exchange(old, (old & CONTENDED) | OWNER_DIED, Release, Relaxed)
        {
            old = now;
        }
        if old & CONTENDED != 0 {
            Sys::unpark(word, 1, sharing);
        }
    }
}
