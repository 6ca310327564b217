//! Client of `WallClock`: time since the epoch.

use capos_schema::capos_capnp::wall_clock as schema;
use capos_schema::methods::wall_clock as methods;

use crate::call::{Bulk, Wait, call};
use crate::capability::interfaces::WallClock;
use crate::clock::WallOffset;
use crate::{Capability, Result};

impl Capability<WallClock> {
    /// Seconds and nanoseconds since the epoch.
    pub fn now(&self) -> Result<(i64, u32)> {
        let read =
            |results: schema::now_results::Reader<'_>| Ok((results.get_seconds(), results.get_nanoseconds()));
        call::<methods::Now, 0, 4, _>(self.handle(), Wait::Block, Bulk::None, |_| (), read)
            .map(|(now, _)| now)
    }

    /// Maps the clock page; answers its address.
    pub fn map_page(&self) -> Result<u64> {
        let read = |results: schema::map_page_results::Reader<'_>| Ok(results.get_address());
        call::<methods::MapPage, 0, 4, _>(self.handle(), Wait::Block, Bulk::None, |_| (), read)
            .map(|(at, _)| at)
    }

    /// Maps the clock page, to read it without a call.
    pub fn offset(&self) -> Result<WallOffset> {
        // SAFETY: the kernel just mapped the page there, and nothing here unmaps it.
        self.map_page().map(|address| unsafe { WallOffset::from_address(address) })
    }
}
