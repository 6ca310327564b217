//! The barriers of `<pthread.h>`.

use super::condition::{leave, wait_until_left};
use crate::platform::{Sharing, Sys, Threads};
use crate::thread::cancellation;
use crate::types::pthread_barrier_t;
use core::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release};
use core::sync::atomic::{AtomicU32, AtomicU64};

impl pthread_barrier_t {
    pub const fn new(limit: u32, shared: bool) -> Self {
        pthread_barrier_t {
            limit,
            shared: shared as u32,
            state: AtomicU64::new(0),
            round: AtomicU32::new(0),
            inside: AtomicU32::new(0),
            _reserved: 0,
        }
    }

    fn sharing(&self) -> Sharing {
        if self.shared != 0 { Sharing::Shared } else { Sharing::Private }
    }

    /// Counts the caller in: the number of its round, and whether it completes it.
    fn arrive(&self) -> (u32, bool) {
        let mut state = self.state.load(Relaxed);
        loop {
            let (round, arrived) = ((state >> 32) as u32, state as u32 + 1);
            let last = arrived >= self.limit;
            let new = if last { u64::from(round.wrapping_add(1)) << 32 } else { state + 1 };
            match self.state.compare_exchange_weak(state, new, AcqRel, Relaxed) {
                Ok(_) => return (round, last),
                Err(now) => state = now,
            }
        }
    }

    /// Waits until as many threads as the barrier asks for are here; whether the caller is the last of them.
    pub fn wait(&self) -> bool {
        let sharing = self.sharing();
        self.inside.fetch_add(1, Relaxed);
        let (round, last) = self.arrive();
        if last {
            self.round.fetch_add(1, Release);
            Sys::unpark(&raw const self.round, u32::MAX, sharing);
        } else {
            loop {
                let now = self.round.load(Acquire);
                // The rounds before may not have been announced yet.
                if now.wrapping_sub(round).wrapping_sub(1) < 1 << 31 {
                    break;
                }
                // Woken or interrupted, the loop looks again. Barriers are no cancellation points.
                let _ = cancellation::outside(|| Sys::park(&self.round, now, sharing, None));
            }
        }
        leave(&self.inside, sharing);
        last
    }

    /// Whether threads wait for others.
    pub fn is_in_use(&self) -> bool {
        self.state.load(Relaxed) as u32 != 0
    }

    /// The round is over, but who was in it may not have left yet.
    pub fn destroy(&self) {
        wait_until_left(&self.inside, self.sharing());
    }
}
