//! The clock pages that the kernel updates and processes read without a call.
//!
//! Those of the two clocks are guarded by a sequence lock: odd while the kernel writes; a reader that saw it change reads
//! again.

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

/// At the start of the page that `SelfProcess.mapProcessorTime` maps; one thread's. Its processor time in ticks is
/// rdtsc - others_ticks; a thread that sees another value of that afterwards lost the processor meanwhile, and reads again.
#[derive(Debug, Default)]
#[repr(C)]
pub struct ProcessorTimePage {
    /// Ticks that the thread did not have.
    pub others_ticks: AtomicU64,
    /// Processor time that other threads of the process had taken when the page was first mapped, in nanoseconds.
    pub process_nanoseconds: AtomicU64,
}
