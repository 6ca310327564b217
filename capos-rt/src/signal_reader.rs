//! Client of `SignalReader`: signals that are pending for this process, by reading.

use capos_schema::capos_capnp::signal_reader as schema;
use capos_schema::methods::signal_reader as methods;

use crate::call::{Bulk, Wait, act, transfer};
use crate::capability::interfaces::SignalReader;
use crate::descriptions::WithFlags;
use crate::{Capability, Result};

impl WithFlags for SignalReader {
    type Get = methods::GetFlags;
    type Set = methods::SetFlags;
}

impl Capability<SignalReader> {
    /// Fills in records of 128 bytes; waits for the first.
    pub fn read(&self, records: &mut [u8], wait: Wait) -> Result<usize> {
        transfer::<methods::Read>(self.handle(), wait, Bulk::To(records))
    }

    pub fn set_signals(&self, set: u64) -> Result<()> {
        let fill = |mut params: schema::set_signals_params::Builder<'_>| params.set_set(set);
        act::<methods::SetSignals, 4>(self.handle(), fill)
    }
}
