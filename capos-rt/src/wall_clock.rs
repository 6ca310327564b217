//! Client of `WallClock`: time since the epoch.

use capos_schema::capos_capnp::wall_clock as schema;
use capos_schema::methods::wall_clock as methods;

use crate::call::ask;
use crate::capability::interfaces::WallClock;
use crate::clock::WallOffset;
use crate::{Capability, Result};

impl Capability<WallClock> {
    /// Seconds and nanoseconds since the epoch.
    pub fn now(&self) -> Result<(i64, u32)> {
        let read =
            |results: schema::now_results::Reader<'_>| Ok((results.get_seconds(), results.get_nanoseconds()));
        ask::<methods::Now, 4, _>(self.handle(), read)
    }

    /// Maps the clock page; answers its address.
    pub fn map_page(&self) -> Result<u64> {
        ask::<methods::MapPage, 4, _>(self.handle(), |results| Ok(results.get_address()))
    }

    /// Maps the clock page, to read it without a call.
    pub fn offset(&self) -> Result<WallOffset> {
        // SAFETY: the kernel just mapped the page there, and nothing here unmaps it.
        self.map_page().map(|address| unsafe { WallOffset::from_address(address) })
    }
}
