//! Client of `ThreadHandle`: one thread.

use capos_schema::capos_capnp::{processor_time, thread_handle as schema};
use capos_schema::methods::thread_handle as methods;

use crate::call::{Bulk, Wait, ask, transfer};
use crate::capability::interfaces::ThreadHandle;
use crate::{Capability, Result};

impl Capability<ThreadHandle> {
    /// Waits until the thread has ended.
    pub fn wait(&self, wait: Wait) -> Result<()> {
        transfer::<methods::Wait>(self.handle(), wait, Bulk::None).map(drop)
    }

    pub fn id(&self) -> Result<u32> {
        let read = |results: schema::get_id_results::Reader<'_>| Ok(results.get_id());
        ask::<methods::GetId, 2, _>(self.handle(), read)
    }

    /// Nanoseconds of processor time, in user mode and in the kernel.
    pub fn usage(&self) -> Result<(u64, u64)> {
        ask::<methods::GetUsage, 3, _>(self.handle(), read_usage)
    }
}

pub(crate) fn read_usage(time: processor_time::Reader<'_>) -> Result<(u64, u64)> {
    Ok((time.get_user_nanoseconds(), time.get_system_nanoseconds()))
}
