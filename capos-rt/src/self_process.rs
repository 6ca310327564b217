//! Client of `SelfProcess`: what a process may learn of itself.

use capos_schema::capos_capnp::self_process as schema;
use capos_schema::methods::self_process as methods;

use crate::call::{Bulk, Wait, call};
use crate::capability::interfaces::SelfProcess;
use crate::{Capability, Result};

/// Processor time, in nanoseconds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ProcessorTime {
    pub user: u64,
    pub system: u64,
}

impl Capability<SelfProcess> {
    /// Processor time that the process has taken.
    pub fn usage(&self) -> Result<ProcessorTime> {
        let read = |results: schema::get_usage_results::Reader<'_>| {
            Ok(ProcessorTime {
                user: results.get_user_nanoseconds(),
                system: results.get_system_nanoseconds(),
            })
        };
        call::<methods::GetUsage, 0, 4, _>(self.handle(), Wait::Block, Bulk::None, |_| (), read)
            .map(|(time, _)| time)
    }
}
