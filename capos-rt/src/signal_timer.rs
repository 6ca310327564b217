//! Client of `SignalTimer`: times are in nanoseconds.

use capos_schema::capos_capnp::signal_timer as schema;
use capos_schema::methods::signal_timer as methods;

use crate::call::{Bulk, Wait, call};
use crate::capability::interfaces::SignalTimer;
use crate::{Capability, Result};

/// What is left until the next expiration, 0 if the timer is disarmed; and the time between expirations, 0 for one only.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Setting {
    pub left: u64,
    pub interval: u64,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct State {
    pub setting: Setting,
    /// Of the signal that was delivered last.
    pub overruns: u64,
    /// Since this was last asked.
    pub expirations: u64,
}

impl Capability<SignalTimer> {
    /// Arms the timer, or with `first` 0 disarms it; answers what was set before.
    pub fn set(&self, first: u64, interval: u64, absolute: bool) -> Result<Setting> {
        let fill = |mut params: schema::set_params::Builder<'_>| {
            params.set_first(first);
            params.set_interval(interval);
            params.set_absolute(absolute);
        };
        let read = |results: schema::set_results::Reader<'_>| {
            Ok(Setting { left: results.get_left(), interval: results.get_interval() })
        };
        call::<methods::Set, 5, 4, _>(self.handle(), Wait::Block, Bulk::None, fill, read)
            .map(|(setting, _)| setting)
    }

    pub fn get(&self) -> Result<State> {
        let read = |results: schema::get_results::Reader<'_>| {
            Ok(State {
                setting: Setting { left: results.get_left(), interval: results.get_interval() },
                overruns: results.get_overruns(),
                expirations: results.get_expirations(),
            })
        };
        call::<methods::Get, 0, 6, _>(self.handle(), Wait::Block, Bulk::None, |_| (), read)
            .map(|(state, _)| state)
    }
}
