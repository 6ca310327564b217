//! `Times`: the processor time that a thread takes, in user mode and in the kernel.

use alloc::sync::Arc;
use capos_schema::capos_capnp::processor_time;
use core::mem::offset_of;
use core::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};

use capos_hal::frame::Frame;
use capos_hal::sync::SpinLock;
use capos_hal::{PAGE_SIZE, time};
use capos_schema::abi::clock_page::ProcessorTimePage;

use crate::lock_order::ThreadTimesLevel;
use crate::memory::{MemoryError, PageObject};
use crate::process::ProcessUsage;
use crate::quota::Account;

/// Nanoseconds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ProcessorTime {
    pub user: u64,
    pub system: u64,
}

impl ProcessorTime {
    pub fn write(self, mut to: processor_time::Builder<'_>) {
        to.set_user_nanoseconds(self.user);
        to.set_system_nanoseconds(self.system);
    }

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
    /// Where the thread itself reads what it took, if it wanted to know.
    page: SpinLock<ThreadTimesLevel, Option<TimePage>>,
    has_page: AtomicBool,
}

#[derive(Debug)]
struct TimePage {
    object: Arc<PageObject>,
    frame: Frame,
}

impl Times {
    /// The thread got a processor.
    #[inline]
    pub fn resume(&self) {
        self.until.store(time::ticks(), Relaxed);
        if self.has_page.load(Relaxed) {
            self.publish();
        }
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

    /// The page that tells the thread its time, made at the expense of the account when the thread first asks. Until then its
    /// process's other threads had taken `others`. Only the thread itself calls this.
    pub fn page(
        &self,
        others: ProcessorTime,
        account: &Arc<Account>,
    ) -> Result<Arc<PageObject>, MemoryError> {
        if let Some(page) = &*self.page.lock() {
            return Ok(Arc::clone(&page.object));
        }
        let object = PageObject::anonymous(PAGE_SIZE as u64, Arc::clone(account))?;
        let frame = object.frame(0)?;
        frame.store_u64(offset_of!(ProcessorTimePage, process_nanoseconds), others.user + others.system);
        *self.page.lock() = Some(TimePage { object: Arc::clone(&object), frame });
        self.has_page.store(true, Relaxed);
        self.publish();
        Ok(object)
    }

    /// Between two calls of `resume` the clock runs for this thread alone.
    fn publish(&self) {
        if let Some(page) = &*self.page.lock() {
            let taken = self.user.load(Relaxed).wrapping_add(self.system.load(Relaxed));
            let others = self.until.load(Relaxed).wrapping_sub(taken);
            page.frame.store_u64(offset_of!(ProcessorTimePage, others_ticks), others);
        }
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
