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
        call::<methods::Now, 0, 4, _>(self.handle(), Wait::Block, Bulk::None, |_| (), read).map(|(now, _)| now)
    }

    /// Maps the page with the offset from the monotonic clock.
    pub fn offset(&self) -> Result<WallOffset> {
        let read = |results: schema::map_page_results::Reader<'_>| Ok(results.get_address());
        let (address, _) = call::<methods::MapPage, 0, 4, _>(self.handle(), Wait::Block, Bulk::None, |_| (), read)?;
        // SAFETY: the kernel just mapped the page there, and nothing here unmaps it.
        Ok(unsafe { WallOffset::from_address(address) })
    }
}
