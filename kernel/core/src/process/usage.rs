//! `ProcessUsage`: what a process has used, as `getrusage` tells it.

use crate::thread::ProcessorTime;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ProcessUsage {
    pub time: ProcessorTime,
    /// Most pages of memory at a time.
    pub max_resident: u64,
    /// Page faults that made a page present.
    pub faults: u64,
    /// Times that a thread gave the processor up to wait, and times that its turn was over.
    pub waits: u64,
    pub preemptions: u64,
}

impl ProcessUsage {
    pub fn plus(self, other: ProcessUsage) -> ProcessUsage {
        ProcessUsage {
            time: self.time.plus(other.time),
            max_resident: self.max_resident.max(other.max_resident),
            faults: self.faults + other.faults,
            waits: self.waits + other.waits,
            preemptions: self.preemptions + other.preemptions,
        }
    }
}
