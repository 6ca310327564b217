//! `ClockPages`: one page for the monotonic clock and one for the wall clock, the same for all processes.

use alloc::sync::Arc;
use alloc::vec;
use core::mem::offset_of;

use capos_hal::frame::Frame;
use capos_hal::time;
use capos_schema::abi::clock_page::{ClockPage, WallClockPage};

use crate::memory::{MemoryError, PageObject};

const NANOSECONDS_PER_SECOND: u64 = 1_000_000_000;

pub struct ClockPages {
    monotonic: Arc<PageObject>,
    wall: Arc<PageObject>,
}

impl ClockPages {
    /// Both clocks run at the rate that was measured at boot, so their pages are written once, before anybody
    /// maps them: the sequence numbers stay even.
    pub fn new() -> Result<Self, MemoryError> {
        let clock = time::clock_parameters();
        let monotonic = Frame::zeroed().ok_or(MemoryError::OutOfMemory)?;
        monotonic.store_u64(offset_of!(ClockPage, base_tsc), clock.base_tsc);
        monotonic.store_u64(offset_of!(ClockPage, base_nanoseconds), clock.base_nanoseconds);
        monotonic.store_u64(offset_of!(ClockPage, multiplier), clock.multiplier);
        let offset = time::wall_clock_at_boot();
        let wall = Frame::zeroed().ok_or(MemoryError::OutOfMemory)?;
        wall.store_u32(offset_of!(WallClockPage, offset_nanoseconds), offset.nanoseconds);
        wall.store_u64(offset_of!(WallClockPage, offset_seconds), offset.seconds.cast_unsigned());
        Ok(ClockPages {
            monotonic: PageObject::kernel(vec![monotonic]),
            wall: PageObject::kernel(vec![wall]),
        })
    }

    pub fn monotonic(&self) -> &Arc<PageObject> {
        &self.monotonic
    }

    pub fn wall(&self) -> &Arc<PageObject> {
        &self.wall
    }
}

/// POSIX time now: seconds since the epoch, and nanoseconds of the next.
pub fn wall_time() -> (i64, u32) {
    let offset = time::wall_clock_at_boot();
    let nanoseconds = time::now() + u64::from(offset.nanoseconds);
    // A `u64` of nanoseconds is at most 585 years.
    let seconds = (nanoseconds / NANOSECONDS_PER_SECOND) as i64;
    (offset.seconds.saturating_add(seconds), (nanoseconds % NANOSECONDS_PER_SECOND) as u32)
}
