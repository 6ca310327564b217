//! `ThreadEnd`: what others can know of a thread that has ended.

use capos_hal::sync::SpinLock;

use super::ProcessorTime;
use crate::lock_order::ThreadEndLevel;
use crate::object::WaitQueue;

#[derive(Default)]
pub struct ThreadEnd {
    /// Its processor time; `None` while it runs.
    time: SpinLock<ThreadEndLevel, Option<ProcessorTime>>,
    queue: WaitQueue,
}

impl ThreadEnd {
    pub fn time(&self) -> Option<ProcessorTime> {
        *self.time.lock()
    }

    pub fn queue(&self) -> &WaitQueue {
        &self.queue
    }

    pub(super) fn note(&self, time: ProcessorTime) {
        *self.time.lock() = Some(time);
        self.queue.wake();
    }
}
