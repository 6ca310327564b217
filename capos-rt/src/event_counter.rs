//! Client of `EventCounter`: a count of events, or of a timer's expirations.

use capos_schema::capos_capnp::event_counter as schema;
use capos_schema::methods::event_counter as methods;

use crate::call::{Bulk, Wait, call, transfer};
use crate::capability::interfaces::EventCounter;
use crate::{Capability, Result};

/// What a timer is set to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Armed {
    /// Nanoseconds until it expires; 0: it does not.
    pub left: u64,
    /// Nanoseconds between later expirations; 0: there are none.
    pub interval: u64,
}

impl Capability<EventCounter> {
    /// Takes the count, eight bytes of it.
    pub fn read(&self, buffer: &mut [u8], wait: Wait) -> Result<usize> {
        transfer::<methods::Read>(self.handle(), wait, Bulk::To(buffer))
    }

    /// Adds eight bytes' number.
    pub fn write(&self, bytes: &[u8], wait: Wait) -> Result<usize> {
        transfer::<methods::Write>(self.handle(), wait, Bulk::From(bytes))
    }

    /// `schema::abi::counter::CounterFlags`.
    pub fn flags(&self) -> Result<u32> {
        let read = |results: schema::get_flags_results::Reader<'_>| Ok(results.get_flags());
        call::<methods::GetFlags, 0, 4, _>(self.handle(), Wait::Block, Bulk::None, |_| (), read)
            .map(|(flags, _)| flags)
    }

    /// Changes `CounterFlags::NON_BLOCKING`.
    pub fn set_flags(&self, flags: u32) -> Result<()> {
        let fill = |mut params: schema::set_flags_params::Builder<'_>| params.set_flags(flags);
        call::<methods::SetFlags, 4, 1, _>(self.handle(), Wait::Block, Bulk::None, fill, |_| Ok(())).map(drop)
    }

    /// Counts from the deadline on, 0: never; answers what it was set to.
    pub fn arm(&self, deadline: u64, interval: u64) -> Result<Armed> {
        let fill = |mut params: schema::arm_params::Builder<'_>| {
            params.set_deadline(deadline);
            params.set_interval(interval);
        };
        let read = |results: schema::arm_results::Reader<'_>| {
            Ok(Armed { left: results.get_left(), interval: results.get_interval() })
        };
        call::<methods::Arm, 4, 4, _>(self.handle(), Wait::Block, Bulk::None, fill, read)
            .map(|(armed, _)| armed)
    }

    pub fn armed(&self) -> Result<Armed> {
        let read = |results: schema::get_armed_results::Reader<'_>| {
            Ok(Armed { left: results.get_left(), interval: results.get_interval() })
        };
        call::<methods::GetArmed, 0, 4, _>(self.handle(), Wait::Block, Bulk::None, |_| (), read)
            .map(|(armed, _)| armed)
    }
}
