//! The clock pages that the kernel updates and processes read without a call.
//!
//! Both are guarded by a sequence lock: odd while the kernel writes; a reader that saw it change reads again.

use core::sync::atomic::{AtomicU32, AtomicU64};

/// At the start of the page that `Timer.mapPage` maps.
/// nanoseconds = base_nanoseconds + ((rdtsc - base_tsc) * multiplier >> 32), in 128-bit arithmetic.
#[derive(Debug, Default)]
#[repr(C)]
pub struct ClockPage {
    pub sequence: AtomicU32,
    pub reserved: u32,
    pub base_tsc: AtomicU64,
    pub base_nanoseconds: AtomicU64,
    /// Nanoseconds per tick, a 32.32 fixed-point number.
    pub multiplier: AtomicU64,
}

/// At the start of the page that `WallClock.mapPage` maps: wall time = offset + Timer's clock.
#[derive(Debug, Default)]
#[repr(C)]
pub struct WallClockPage {
    pub sequence: AtomicU32,
    pub offset_nanoseconds: AtomicU32,
    pub offset_seconds: AtomicU64,
}
