//! Client of `SignalTimer`: times are in nanoseconds.

use capos_schema::capos_capnp::{signal_timer as schema, timer_setting};
use capos_schema::methods::signal_timer as methods;

use crate::call::{ask, ask_with};
use crate::capability::interfaces::SignalTimer;
use crate::{Capability, Result};

/// What a timer is set to, in nanoseconds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct TimerSetting {
    /// Until the next expiration; 0 if the timer is disarmed.
    pub left: u64,
    /// Between later expirations; 0 if there are none.
    pub interval: u64,
}

impl TimerSetting {
    pub(crate) fn read(setting: timer_setting::Reader<'_>) -> Result<Self> {
        Ok(TimerSetting { left: setting.get_left(), interval: setting.get_interval() })
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TimerState {
    pub setting: TimerSetting,
    /// Of the signal that was delivered last.
    pub overruns: u64,
    /// Since this was last asked.
    pub expirations: u64,
}

impl Capability<SignalTimer> {
    /// Arms the timer, or with `first` 0 disarms it; answers what was set before.
    pub fn set(&self, first: u64, interval: u64, absolute: bool) -> Result<TimerSetting> {
        let fill = |mut params: schema::set_params::Builder<'_>| {
            params.set_first(first);
            params.set_interval(interval);
            params.set_absolute(absolute);
        };
        ask_with::<methods::Set, 4, 3, _>(self.handle(), fill, TimerSetting::read)
    }

    pub fn get(&self) -> Result<TimerState> {
        ask::<methods::Get, 6, _>(self.handle(), |results| {
            Ok(TimerState {
                setting: TimerSetting::read(results.get_setting()?)?,
                overruns: results.get_overruns(),
                expirations: results.get_expirations(),
            })
        })
    }
}
