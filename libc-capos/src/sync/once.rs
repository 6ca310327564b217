//! One-time initialization.

use crate::platform::{Sharing, Sys, Threads};
use crate::thread::cancellation;
use core::sync::atomic::AtomicU32;
use core::sync::atomic::Ordering::{AcqRel, Acquire, Release};

const NEW: u32 = 0;
const RUNNING: u32 = 1;
const AWAITED: u32 = 2;
const DONE: u32 = 3;

/// Runs a function once; later and concurrent callers wait until it has returned.
pub struct Once(AtomicU32);

impl Once {
    pub const fn new() -> Self {
        Once(AtomicU32::new(NEW))
    }

    #[inline]
    pub fn call_once(&self, initialize: impl FnOnce()) {
        if self.0.load(Acquire) != DONE {
            self.call_slow(initialize);
        }
    }

    #[cold]
    fn call_slow(&self, initialize: impl FnOnce()) {
        loop {
            match self.0.compare_exchange(NEW, RUNNING, Acquire, Acquire) {
                Ok(_) => {
                    initialize();
                    if self.0.swap(DONE, Release) == AWAITED {
                        Sys::unpark(&self.0, u32::MAX, Sharing::Private);
                    }
                    return;
                }
                Err(DONE) => return,
                Err(state) => {
                    if state == RUNNING && self.0.compare_exchange(RUNNING, AWAITED, AcqRel, Acquire).is_err()
                    {
                        continue;
                    }
                    // A signal or a spurious wake-up only makes the loop look again.
                    let _ = cancellation::outside(|| Sys::park(&self.0, AWAITED, Sharing::Private, None));
                }
            }
        }
    }
}

impl Default for Once {
    fn default() -> Self {
        Once::new()
    }
}
