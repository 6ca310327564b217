//! One-time initialization.

use super::mutex::generation;
use crate::platform::{Sharing, Sys, Threads};
use crate::thread::cancellation;
use core::sync::atomic::AtomicU32;
use core::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release};

const NEW: u32 = 0;
/// Beside these two: in which process that is.
const RUNNING: u32 = 1;
const AWAITED: u32 = 2;
const DONE: u32 = 3;
const STATE: u32 = 3;

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
        let (running, awaited) = (generation() | RUNNING, generation() | AWAITED);
        loop {
            let state = self.0.load(Acquire);
            match state {
                DONE => return,
                _ if state == running || state == awaited => {
                    if state == running && self.0.compare_exchange(running, awaited, AcqRel, Acquire).is_err()
                    {
                        continue;
                    }
                    // A signal or a spurious wake-up only makes the loop look again.
                    let _ = cancellation::outside(|| Sys::park(&self.0, awaited, Sharing::Private, None));
                }
                // Nobody has begun, or only a thread that is not there in this child of `fork`.
                _ if self.0.compare_exchange(state, running, Acquire, Relaxed).is_ok() => {
                    initialize();
                    if self.0.swap(DONE, Release) & STATE == AWAITED {
                        Sys::unpark(&self.0, u32::MAX, Sharing::Private);
                    }
                    return;
                }
                _ => {}
            }
        }
    }
}

impl Default for Once {
    fn default() -> Self {
        Once::new()
    }
}
