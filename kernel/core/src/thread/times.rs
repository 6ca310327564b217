//! `Times`: the processor time that a thread takes, in user mode and in the kernel.

use core::sync::atomic::{AtomicU64, Ordering::Relaxed};

use capos_hal::time;

use crate::process::ProcessUsage;

/// Nanoseconds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ProcessorTime {
    pub user: u64,
    pub system: u64,
}

impl ProcessorTime {
    pub fn plus(self, other: ProcessorTime) -> ProcessorTime {
        ProcessorTime { user: self.user + other.user, system: self.system + other.system }
    }
}

/// Sums of clock ticks: every entry of the kernel adds to them, and reading the clock in nanoseconds costs more than
/// all else that it does. Only the thread itself writes these, so plain loads and stores suffice; others may read.
#[derive(Debug, Default)]
pub struct Times {
    user: AtomicU64,
    system: AtomicU64,
    /// Up to here it is counted.
    until: AtomicU64,
    faults: AtomicU64,
    waits: AtomicU64,
    preemptions: AtomicU64,
}

impl Times {
    /// The thread got a processor.
    #[inline]
    pub fn resume(&self) {
        self.until.store(time::ticks(), Relaxed);
    }

    /// What passed since the last call was user mode.
    #[inline]
    pub fn count_user(&self) {
        self.count(&self.user);
    }

    /// What passed since the last call was the kernel.
    #[inline]
    pub fn count_system(&self) {
        self.count(&self.system);
    }

    pub fn get(&self) -> ProcessorTime {
        let nanoseconds = |ticks: &AtomicU64| time::ticks_to_nanoseconds(ticks.load(Relaxed));
        ProcessorTime { user: nanoseconds(&self.user), system: nanoseconds(&self.system) }
    }

    pub fn usage(&self, max_resident: u64) -> ProcessUsage {
        ProcessUsage {
            time: self.get(),
            max_resident,
            faults: self.faults.load(Relaxed),
            waits: self.waits.load(Relaxed),
            preemptions: self.preemptions.load(Relaxed),
        }
    }

    pub fn count_fault(&self) {
        add_one(&self.faults);
    }

    pub fn count_wait(&self) {
        add_one(&self.waits);
    }

    pub fn count_preemption(&self) {
        add_one(&self.preemptions);
    }

    #[inline]
    fn count(&self, to: &AtomicU64) {
        let now = time::ticks();
        let passed = now.wrapping_sub(self.until.load(Relaxed));
        to.store(to.load(Relaxed).wrapping_add(passed), Relaxed);
        self.until.store(now, Relaxed);
    }
}

/// Only the thread itself counts.
fn add_one(count: &AtomicU64) {
    count.store(count.load(Relaxed) + 1, Relaxed);
}
