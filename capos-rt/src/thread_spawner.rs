//! Client of `ThreadSpawner`: more threads.

use capos_schema::abi::Handle;
use capos_schema::capos_capnp::thread_spawner as schema;
use capos_schema::methods::thread_spawner as methods;

use crate::call::ask_with;
use crate::capability::interfaces::{ThreadHandle, ThreadSpawner};
use crate::thread_handle::read_usage;
use crate::{Capability, Result};

/// Where a thread begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Spawn {
    pub entry: usize,
    pub stack: usize,
    /// In RDI; RSI holds the address of the thread's ring.
    pub argument: usize,
    /// Base of FS.
    pub thread_pointer: usize,
    /// Address of its `ThreadSignals`, 0 for none: then it blocks every signal.
    pub signal_block: usize,
    /// Where its number is stored before it runs, 0 for nowhere.
    pub id_word: usize,
    pub want_handle: bool,
}

#[derive(Debug)]
pub struct SpawnedThread {
    pub id: u32,
    pub handle: Option<Capability<ThreadHandle>>,
}

impl Capability<ThreadSpawner> {
    /// Starts a thread of this process.
    ///
    /// # Safety
    /// The entry is code that can run with that stack, argument and thread pointer, and never returns; all of it stays
    /// until the thread has ended.
    pub unsafe fn spawn(&self, spawn: &Spawn) -> Result<SpawnedThread> {
        let fill = |mut params: schema::spawn_params::Builder<'_>| {
            params.set_entry(spawn.entry as u64);
            params.set_stack(spawn.stack as u64);
            params.set_argument(spawn.argument as u64);
            params.set_thread_pointer(spawn.thread_pointer as u64);
            params.set_signal_block(spawn.signal_block as u64);
            params.set_id_word(spawn.id_word as u64);
            params.set_want_handle(spawn.want_handle);
        };
        let read = |results: schema::spawn_results::Reader<'_>| {
            let handle = Handle::from_bits(results.get_thread());
            let handle = (results.get_thread() != 0).then(|| Capability::from_handle(handle));
            Ok(SpawnedThread { id: results.get_id(), handle })
        };
        ask_with::<methods::Spawn, 9, 4, _>(self.handle(), fill, read)
    }

    /// Nanoseconds of processor time of a thread of this process, 0 for the calling one: in user mode and in the kernel.
    pub fn usage(&self, id: u32) -> Result<(u64, u64)> {
        let fill = |mut params: schema::get_usage_params::Builder<'_>| params.set_id(id);
        ask_with::<methods::GetUsage, 2, 3, _>(self.handle(), fill, read_usage)
    }
}
