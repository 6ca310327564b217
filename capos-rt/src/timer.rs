//! Client of `Timer`: the monotonic clock.

use capos_schema::capos_capnp::timer as schema;
use capos_schema::methods::timer as methods;

use crate::call::{act, ask};
use crate::capability::interfaces::Timer;
use crate::clock::MonotonicClock;
use crate::{Capability, Result};

impl Capability<Timer> {
    /// Nanoseconds since boot, by a call; [`Capability::clock`] reads them without one.
    pub fn now(&self) -> Result<u64> {
        let read = |results: schema::now_results::Reader<'_>| Ok(results.get_nanoseconds());
        ask::<methods::Now, 4, _>(self.handle(), read)
    }

    pub fn sleep_until(&self, deadline: u64) -> Result<()> {
        let fill = |mut params: schema::sleep_until_params::Builder<'_>| params.set_deadline(deadline);
        act::<methods::SleepUntil, 4>(self.handle(), fill)
    }

    /// Maps the clock page; answers its address.
    pub fn map_page(&self) -> Result<u64> {
        ask::<methods::MapPage, 4, _>(self.handle(), |results| Ok(results.get_address()))
    }

    /// Maps the clock page, to read it without a call.
    pub fn clock(&self) -> Result<MonotonicClock> {
        // SAFETY: the kernel just mapped the page there, and nothing here unmaps it.
        self.map_page().map(|address| unsafe { MonotonicClock::from_address(address) })
    }
}
