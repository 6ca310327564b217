//! Client of `EventCounter`: a count of events, or of a timer's expirations.

use capos_schema::capos_capnp::event_counter as schema;
use capos_schema::methods::event_counter as methods;

use crate::call::{Bulk, Wait, ask, ask_with, transfer};
use crate::capability::interfaces::EventCounter;
use crate::descriptions::WithFlags;
use crate::signal_timer::TimerSetting;
use crate::{Capability, Result};

impl WithFlags for EventCounter {
    type Get = methods::GetFlags;
    type Set = methods::SetFlags;
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

    /// Counts from the deadline on, 0: never; answers what it was set to.
    pub fn arm(&self, deadline: u64, interval: u64) -> Result<TimerSetting> {
        let fill = |mut params: schema::arm_params::Builder<'_>| {
            params.set_deadline(deadline);
            params.set_interval(interval);
        };
        ask_with::<methods::Arm, 3, 3, _>(self.handle(), fill, TimerSetting::read)
    }

    pub fn armed(&self) -> Result<TimerSetting> {
        ask::<methods::GetArmed, 3, _>(self.handle(), TimerSetting::read)
    }
}
