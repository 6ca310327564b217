//! The semaphores of `<semaphore.h>`.

use crate::errno::Errno;
use crate::platform::{Deadline, Sharing, Sys, Threads};
use crate::types::sem_t;
use core::sync::atomic::AtomicU32;
use core::sync::atomic::Ordering::{Acquire, Relaxed, Release, SeqCst};

const SLEEPERS: u32 = 1 << 31;
/// `SEM_VALUE_MAX`.
pub const MOST: u32 = SLEEPERS - 1;

impl sem_t {
    pub const fn new(value: u32, shared: bool) -> Self {
        sem_t {
            word: AtomicU32::new(value),
            sleepers: AtomicU32::new(0),
            shared: shared as u32,
            _reserved: [0; 5],
        }
    }

    fn sharing(&self) -> Sharing {
        if self.shared != 0 { Sharing::Shared } else { Sharing::Private }
    }

    pub fn value(&self) -> u32 {
        self.word.load(SeqCst) & MOST
    }

    pub fn post(&self) -> Result<(), Errno> {
        // Once the word is stored, whoever waited may free the semaphore.
        let (sharing, address) = (self.sharing(), &raw const self.word);
        let mut word = self.word.load(Relaxed);
        loop {
            if word & MOST == MOST {
                return Err(Errno::EOVERFLOW);
            }
            let several = self.sleepers.load(Relaxed) > 1;
            let new = if several { word + 1 } else { (word + 1) & MOST };
            match self.word.compare_exchange_weak(word, new, Release, Relaxed) {
                Ok(_) => {
                    if word & SLEEPERS != 0 {
                        // Without the mark nobody would wake those who came meanwhile.
                        Sys::unpark(address, if several { 1 } else { u32::MAX }, sharing);
                    }
                    return Ok(());
                }
                Err(now) => word = now,
            }
        }
    }

    pub fn try_wait(&self) -> Result<(), Errno> {
        let mut word = self.word.load(Relaxed);
        while word & MOST != 0 {
            match self.word.compare_exchange_weak(word, word - 1, Acquire, Relaxed) {
                Ok(_) => return Ok(()),
                Err(now) => word = now,
            }
        }
        Err(Errno::EAGAIN)
    }

    /// Waits, a cancellation point, until the deadline or a signal handler that does not restart it.
    pub fn wait(&self, until: Option<&Deadline>) -> Result<(), Errno> {
        if self.try_wait().is_ok() {
            return Ok(());
        }
        loop {
            self.sleepers.fetch_add(1, SeqCst);
            // Fails if the value has changed, which the sleep then notices.
            let _ = self.word.compare_exchange(0, SLEEPERS, SeqCst, Relaxed);
            let outcome = Sys::park(&self.word, SLEEPERS, self.sharing(), until);
            self.sleepers.fetch_sub(1, SeqCst);
            if self.try_wait().is_ok() {
                return Ok(());
            }
            outcome?;
        }
    }
}
