//! `RLIMIT_CPU`: SIGXCPU each second of processor time from the soft limit on, SIGKILL at the hard one.

use alloc::sync::Arc;

use capos_schema::capos_capnp::ErrorCode;

use super::Process;
use super::attributes::{INFINITY, resource};
use crate::signal::{Clock, SignalInfo, SignalTimer, code, number};

const SECOND: u64 = 1_000_000_000;

/// The timers that the limits have set; dropped, they do nothing any more.
#[derive(Default)]
pub struct ProcessorLimit([Option<Arc<SignalTimer>>; 2]);

impl ProcessorLimit {
    /// For the limits that the process has now.
    pub fn new(process: &Arc<Process>) -> Result<Self, ErrorCode> {
        let Some(limit) = process.attributes().limit(resource::CPU) else { return Ok(Self::default()) };
        let timer = |seconds: u64, signal: u8| {
            if seconds == INFINITY {
                return Ok(None);
            }
            let info = SignalInfo::new(signal, code::KERNEL, 0);
            let timer = SignalTimer::new(process, Clock::Processor, info);
            // A limit of 0 is over as soon as there is anything to count.
            timer.set(seconds.saturating_mul(SECOND).max(1), SECOND, true)?;
            Ok(Some(timer))
        };
        Ok(ProcessorLimit([timer(limit.soft, number::XCPU)?, timer(limit.hard, number::KILL)?]))
    }
}

impl Drop for ProcessorLimit {
    fn drop(&mut self) {
        self.0.iter().flatten().for_each(|timer| timer.disarm());
    }
}
