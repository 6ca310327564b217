//! Client of `ThreadHandle`: one thread.

use capos_schema::capos_capnp::thread_handle as schema;
use capos_schema::methods::thread_handle as methods;

use crate::call::{Bulk, Wait, call};
use crate::capability::interfaces::ThreadHandle;
use crate::{Capability, Result};

impl Capability<ThreadHandle> {
    /// Waits until the thread has ended.
    pub fn wait(&self, wait: Wait) -> Result<()> {
        call::<methods::Wait, 0, 1, _>(self.handle(), wait, Bulk::None, |_| (), |_| Ok(())).map(|_| ())
    }

    pub fn id(&self) -> Result<u32> {
        let read = |results: schema::get_id_results::Reader<'_>| Ok(results.get_id());
        call::<methods::GetId, 0, 2, _>(self.handle(), Wait::Block, Bulk::None, |_| (), read)
            .map(|(id, _)| id)
    }

    /// Nanoseconds of processor time, in user mode and in the kernel.
    pub fn usage(&self) -> Result<(u64, u64)> {
        let read = |results: schema::get_usage_results::Reader<'_>| {
            Ok((results.get_user_nanoseconds(), results.get_system_nanoseconds()))
        };
        call::<methods::GetUsage, 0, 3, _>(self.handle(), Wait::Block, Bulk::None, |_| (), read)
            .map(|(usage, _)| usage)
    }
}
