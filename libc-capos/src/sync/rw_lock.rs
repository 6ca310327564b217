//! The read-write locks of `<pthread.h>`. Readers go first, so that a thread may read-lock again what it has.

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

impl pthread_rwlock_t {
    pub const fn new(shared: bool) -> Self {
        pthread_rwlock_t {
            word: AtomicU32::new(0),
            sleepers: AtomicU32::new(0),
            shared: shared as u32,
            writer: AtomicU32::new(0),
            _reserved: [0; 5],
        }
    }

    fn sharing(&self) -> Sharing {
        if self.shared != 0 { Sharing::Shared } else { Sharing::Private }
    }

    /// Whether somebody holds it.
    pub fn is_locked(&self) -> bool {
        self.word.load(Relaxed) & COUNT != 0
    }

    pub fn try_read(&self) -> Result<(), Errno> {
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
        self.lock(until, Self::try_read)
    }

    pub fn write(&self, until: Option<&Deadline>) -> Result<(), Errno> {
        self.lock(until, Self::try_write)
    }

    fn lock(
        &self,
        until: Option<&Deadline>,
        attempt: impl Fn(&Self) -> Result<(), Errno>,
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
            if word & COUNT == 0 {
                continue;
            }
            self.sleepers.fetch_add(1, SeqCst);
            let marked = word | SLEEPERS;
            let outcome = match self.word.compare_exchange(word, marked, SeqCst, Relaxed) {
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
