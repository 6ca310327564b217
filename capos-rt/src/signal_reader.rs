//! Client of `SignalReader`: signals that are pending for this process, by reading.

use capos_schema::capos_capnp::signal_reader as schema;
use capos_schema::methods::signal_reader as methods;

use crate::call::{Bulk, Wait, call, transfer};
use crate::capability::interfaces::SignalReader;
use crate::{Capability, Result};

impl Capability<SignalReader> {
    /// Fills in records of 128 bytes; waits for the first.
    pub fn read(&self, records: &mut [u8], wait: Wait) -> Result<usize> {
        transfer::<methods::Read>(self.handle(), wait, Bulk::To(records))
    }

    /// `O_NONBLOCK`, or 0.
    pub fn flags(&self) -> Result<u32> {
        let read = |results: schema::get_flags_results::Reader<'_>| Ok(results.get_flags());
        call::<methods::GetFlags, 0, 4, _>(self.handle(), Wait::Block, Bulk::None, |_| (), read)
            .map(|(flags, _)| flags)
    }

    pub fn set_flags(&self, flags: u32) -> Result<()> {
        let fill = |mut params: schema::set_flags_params::Builder<'_>| params.set_flags(flags);
        call::<methods::SetFlags, 4, 1, _>(self.handle(), Wait::Block, Bulk::None, fill, |_| Ok(())).map(drop)
    }

    pub fn set_signals(&self, set: u64) -> Result<()> {
        let fill = |mut params: schema::set_signals_params::Builder<'_>| params.set_set(set);
        call::<methods::SetSignals, 4, 1, _>(self.handle(), Wait::Block, Bulk::None, fill, |_| Ok(()))
            .map(drop)
    }
}
