//! The read-write locks of `<pthread.h>`. Readers go first, so that a thread may read-lock again what it has, unless the
//! lock was made for writers to go first.

use crate::errno::Errno;
use crate::platform::{Deadline, Sharing, Sys, Threads};
use crate::thread::{cancellation, tcb};
use crate::types::pthread_rwlock_t;
use core::sync::atomic::AtomicU32;
use core::sync::atomic::Ordering::{Acquire, Relaxed, Release, SeqCst};

const SLEEPERS: u32 = 1 << 31;
const COUNT: u32 = SLEEPERS - 1;
/// In place of the number of readers.
const WRITER: u32 = COUNT;
const MOST_READERS: u32 = WRITER - 1;
/// The kind of a lock for which a reader waits as long as a writer does.
pub const WRITERS_FIRST: u32 = 2;

impl pthread_rwlock_t {
    pub const fn new(shared: bool, kind: u32) -> Self {
        pthread_rwlock_t {
            word: AtomicU32::new(0),
            sleepers: AtomicU32::new(0),
            shared: shared as u32,
            writer: AtomicU32::new(0),
            kind,
            writers: AtomicU32::new(0),
            _reserved: [0; 4],
        }
    }

    fn sharing(&self) -> Sharing {
        if self.shared != 0 { Sharing::Shared } else { Sharing::Private }
    }

    /// Whether somebody holds it.
    pub fn is_locked(&self) -> bool {
        self.word.load(Relaxed) & COUNT != 0
    }

    /// Whether a reader has to wait for a writer that waits.
    fn gives_way(&self) -> bool {
        self.kind == WRITERS_FIRST && self.writers.load(SeqCst) != 0
    }

    pub fn try_read(&self) -> Result<(), Errno> {
        if self.gives_way() {
            return Err(Errno::EBUSY);
        }
        let mut word = self.word.load(Relaxed);
        loop {
            match word & COUNT {
                WRITER => return Err(Errno::EBUSY),
                MOST_READERS => return Err(Errno::EAGAIN),
                _ => {}
            }
            match self.word.compare_exchange_weak(word, word + 1, Acquire, Relaxed) {
                Ok(_) => return Ok(()),
                Err(now) => word = now,
            }
        }
    }

    pub fn try_write(&self) -> Result<(), Errno> {
        let mut word = self.word.load(Relaxed);
        loop {
            if word & COUNT != 0 {
                return Err(Errno::EBUSY);
            }
            match self.word.compare_exchange_weak(word, word | WRITER, Acquire, Relaxed) {
                Ok(_) => break,
                Err(now) => word = now,
            }
        }
        self.writer.store(tcb().id.get(), Relaxed);
        Ok(())
    }

    pub fn read(&self, until: Option<&Deadline>) -> Result<(), Errno> {
        self.lock(until, Self::try_read, Self::gives_way)
    }

    pub fn write(&self, until: Option<&Deadline>) -> Result<(), Errno> {
        if self.kind != WRITERS_FIRST {
            return self.lock(until, Self::try_write, |_| false);
        }
        self.writers.fetch_add(1, SeqCst);
        let outcome = self.lock(until, Self::try_write, |_| false);
        if self.writers.fetch_sub(1, SeqCst) == 1 && outcome.is_err() {
            // Readers gave way for nothing: those about to sleep find another word, those asleep are woken.
            self.word.fetch_and(!SLEEPERS, SeqCst);
            Sys::unpark(&self.word, u32::MAX, self.sharing());
        }
        outcome
    }

    /// Waits until `attempt` succeeds. `blocked` says whether it fails although nobody has the lock.
    fn lock(
        &self,
        until: Option<&Deadline>,
        attempt: impl Fn(&Self) -> Result<(), Errno>,
        blocked: impl Fn(&Self) -> bool,
    ) -> Result<(), Errno> {
        loop {
            match attempt(self) {
                Err(Errno::EBUSY) => {}
                outcome => return outcome,
            }
            let word = self.word.load(Relaxed);
            if word & COUNT == WRITER && self.writer.load(Relaxed) == tcb().id.get() {
                return Err(Errno::EDEADLK);
            }
            if word & COUNT == 0 && !blocked(self) {
                continue;
            }
            self.sleepers.fetch_add(1, SeqCst);
            let marked = word | SLEEPERS;
            let outcome = match self.word.compare_exchange(word, marked, SeqCst, Relaxed) {
                // What blocked may be gone since the word was read, and so before it was marked.
                Ok(_) if word & COUNT == 0 && !blocked(self) => Ok(()),
                // No cancellation point, and a signal handler does not end it.
                Ok(_) => cancellation::outside(|| Sys::park(&self.word, marked, self.sharing(), until)),
                Err(_) => Ok(()),
            };
            self.sleepers.fetch_sub(1, SeqCst);
            match outcome {
                Ok(()) | Err(Errno::EINTR) => {}
                Err(error) => return Err(error),
            }
        }
    }

    pub fn unlock(&self) -> Result<(), Errno> {
        let mut word = self.word.load(Relaxed);
        if word & COUNT == 0 {
            return Err(Errno::EPERM);
        }
        if word & COUNT == WRITER {
            self.writer.store(0, Relaxed);
        }
        // Once the word is zero, another thread may lock, unlock and free the lock.
        let (sharing, address) = (self.sharing(), &raw const self.word);
        loop {
            let last = matches!(word & COUNT, 1 | WRITER);
            let wakes = last && (word & SLEEPERS != 0 || self.sleepers.load(SeqCst) != 0);
            let new = if last { 0 } else { word - 1 };
            match self.word.compare_exchange_weak(word, new, Release, Relaxed) {
                Ok(_) => {
                    if wakes {
                        Sys::unpark(address, u32::MAX, sharing);
                    }
                    return Ok(());
                }
                Err(now) => word = now,
            }
        }
    }
}
