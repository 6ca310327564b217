//! The condition variables of `<pthread.h>` and `<threads.h>`.
//!
//! Waiters sleep at a count of wake-ups, which they read while they hold the mutex: a wake-up after that either finds
//! them asleep or makes them not fall asleep. Nothing but the two words is shared, so that processes can use them.

use crate::errno::Errno;
use crate::platform::{Deadline, Sharing, Sys, Threads};
use crate::thread::cancellation;
use crate::types::{clockid_t, pthread_cond_t, pthread_mutex_t};
use core::sync::atomic::AtomicU32;
use core::sync::atomic::Ordering::{Acquire, Relaxed, Release, SeqCst};

/// In `waiters`: somebody waits for the last of them to leave.
const DESTROYING: u32 = 1 << 31;

/// Leaves a place that `destroy` waits to be empty.
pub(super) fn leave(inside: &AtomicU32, sharing: Sharing) {
    let word: *const AtomicU32 = inside;
    if inside.fetch_sub(1, Release) == DESTROYING + 1 {
        Sys::unpark(word, 1, sharing);
    }
}

/// `destroy` found that it was too early.
fn let_in_again(inside: &AtomicU32) {
    inside.fetch_and(!DESTROYING, Release);
}

/// Waits until everybody has left who was woken already.
pub(super) fn wait_until_left(inside: &AtomicU32, sharing: Sharing) {
    let mut now = inside.fetch_or(DESTROYING, Acquire) | DESTROYING;
    while now != DESTROYING {
        // Woken or interrupted, the loop looks again.
        let _ = cancellation::outside(|| Sys::park(inside, now, sharing, None));
        now = inside.load(Acquire);
    }
}

impl pthread_cond_t {
    pub const fn new(clock: clockid_t, shared: bool) -> Self {
        pthread_cond_t {
            sequence: AtomicU32::new(0),
            waiters: AtomicU32::new(0),
            shared: shared as u32,
            clock,
            _reserved: [0; 4],
        }
    }

    fn sharing(&self) -> Sharing {
        if self.shared != 0 { Sharing::Shared } else { Sharing::Private }
    }

    /// Unlocks the mutex, waits, and locks it again. A cancellation point: as everywhere, its caller acts on the
    /// `ECANCELED`, when the mutex is locked.
    pub fn wait(&self, mutex: &pthread_mutex_t, until: Option<&Deadline>) -> Result<(), Errno> {
        match self.wait_or_interrupt(mutex, until) {
            // POSIX allows a spurious wake-up, and has no EINTR here.
            Err(Errno::EINTR) => Ok(()),
            outcome => outcome,
        }
    }

    /// As [`Self::wait`], but a handler that runs ends it with `EINTR`.
    pub fn wait_or_interrupt(&self, mutex: &pthread_mutex_t, until: Option<&Deadline>) -> Result<(), Errno> {
        if let Some(deadline) = until
            && !(0..1_000_000_000).contains(&deadline.time.tv_nsec)
        {
            return Err(Errno::EINVAL);
        }
        let sharing = self.sharing();
        self.waiters.fetch_add(1, SeqCst);
        let sequence = self.sequence.load(SeqCst);
        if let Err(error) = mutex.unlock() {
            leave(&self.waiters, sharing);
            return Err(error);
        }
        let outcome = match Sys::park(&self.sequence, sequence, sharing, until) {
            Ok(()) => Ok(()),
            // Woken before the request: the wake-up is not lost.
            Err(Errno::ECANCELED) if self.sequence.load(Relaxed) != sequence => Ok(()),
            Err(error) => Err(error),
        };
        leave(&self.waiters, sharing);
        mutex.lock(None).and(outcome)
    }

    /// Wakes one waiter.
    pub fn signal(&self) {
        self.wake(1);
    }

    /// Wakes all waiters.
    pub fn broadcast(&self) {
        self.wake(u32::MAX);
    }

    #[inline]
    fn wake(&self, count: u32) {
        if self.waiters.load(SeqCst) != 0 {
            // A waiter that notices may destroy the variable.
            let (sharing, address) = (self.sharing(), &raw const self.sequence);
            self.sequence.fetch_add(1, SeqCst);
            Sys::unpark(address, count, sharing);
        }
    }

    /// Nobody waits any more, but who was woken may not have left yet. `EBUSY` if somebody did wait, which the caller must not
    /// let happen: they are woken as by chance, and the variable stays.
    pub fn destroy(&self) -> Result<(), Errno> {
        if self.waiters.load(SeqCst) == 0 {
            return Ok(());
        }
        let sharing = self.sharing();
        // From here on nobody falls asleep any more.
        self.sequence.fetch_add(1, SeqCst);
        let slept = Sys::unpark(&raw const self.sequence, u32::MAX, sharing);
        wait_until_left(&self.waiters, sharing);
        if slept == 0 {
            return Ok(());
        }
        let_in_again(&self.waiters);
        Err(Errno::EBUSY)
    }
}
