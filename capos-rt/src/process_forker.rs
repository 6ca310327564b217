//! Client of `ProcessForker`: copies of the process.

use capos_schema::capos_capnp::process_forker as schema;
use capos_schema::methods::process_forker as methods;

use crate::call::ask_with;
use crate::capability::interfaces::ProcessForker;
use crate::{Capability, Result};

impl Capability<ProcessForker> {
    /// Makes a child; answers its number.
    ///
    /// # Safety
    /// The child's only thread begins at `entry` with the stack pointer `stack` and `argument` in RDI: code that can run
    /// so, on memory that is as the caller's at this moment. Capabilities held by value exist in both processes.
    pub unsafe fn fork(&self, entry: usize, stack: usize, argument: usize) -> Result<u64> {
        let fill = |mut params: schema::fork_params::Builder<'_>| {
            params.set_entry(entry as u64);
            params.set_stack(stack as u64);
            params.set_argument(argument as u64);
        };
        let read = |results: schema::fork_results::Reader<'_>| Ok(results.get_id());
        ask_with::<methods::Fork, 5, 2, _>(self.handle(), fill, read)
    }
}
