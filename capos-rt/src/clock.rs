//! Reading the clocks without a call, from the pages that `Timer.mapPage`, `WallClock.mapPage` and
//! `SelfProcess.mapProcessorTime` map.

use core::arch::x86_64::_rdtsc;
use core::sync::atomic::{Ordering, fence};

use capos_schema::abi::clock_page::{ClockPage, ProcessorTimePage, WallClockPage};

/// A mapped clock page.
#[derive(Clone, Copy, Debug)]
pub struct MonotonicClock(&'static ClockPage);

/// A mapped page of the calling thread's processor time.
#[derive(Clone, Copy, Debug)]
pub struct ProcessorClock(&'static ProcessorTimePage);

/// A mapped wall clock page.
#[derive(Clone, Copy, Debug)]
pub struct WallOffset(&'static WallClockPage);

impl MonotonicClock {
    /// # Safety
    /// `address` is what `Timer.mapPage` answered, and stays mapped.
    pub unsafe fn from_address(address: u64) -> Self {
        // SAFETY: the caller's promise; the page is made of atomics, so the kernel's writes are no data race.
        MonotonicClock(unsafe { &*(address as *const ClockPage) })
    }

    /// Nanoseconds since boot.
    pub fn now(self) -> u64 {
        let page = self.0;
        loop {
            let before = page.sequence.load(Ordering::Acquire);
            let ticks = ticks().wrapping_sub(page.base_tsc.load(Ordering::Relaxed));
            let base = page.base_nanoseconds.load(Ordering::Relaxed);
            let multiplier = page.multiplier.load(Ordering::Relaxed);
            fence(Ordering::Acquire);
            if before & 1 == 0 && page.sequence.load(Ordering::Relaxed) == before {
                return base.wrapping_add(scaled(ticks, multiplier));
            }
            core::hint::spin_loop();
        }
    }

    fn nanoseconds(self, ticks: u64) -> u64 {
        scaled(ticks, self.0.multiplier.load(Ordering::Relaxed))
    }
}

fn ticks() -> u64 {
    // SAFETY: every x86-64 CPU has a time-stamp counter, and the kernel leaves it readable (CR4.TSD = 0).
    unsafe { _rdtsc() }
}

/// The multiplier is a 32.32 fixed-point number.
fn scaled(ticks: u64, multiplier: u64) -> u64 {
    ((u128::from(ticks) * u128::from(multiplier)) >> 32) as u64
}

impl ProcessorClock {
    /// # Safety
    /// `address` is what `SelfProcess.mapProcessorTime` answered the calling thread, and stays mapped.
    pub unsafe fn from_address(address: u64) -> Self {
        // SAFETY: as for `MonotonicClock::from_address`.
        ProcessorClock(unsafe { &*(address as *const ProcessorTimePage) })
    }

    /// Processor time of a process whose only thread this is since it asked for the page, in nanoseconds.
    pub fn process_time(self, clock: MonotonicClock) -> u64 {
        let page = self.0;
        loop {
            let others = page.others_ticks.load(Ordering::Acquire);
            let taken = ticks().wrapping_sub(others);
            fence(Ordering::Acquire);
            if page.others_ticks.load(Ordering::Relaxed) == others {
                let before = page.process_nanoseconds.load(Ordering::Relaxed);
                return before.wrapping_add(clock.nanoseconds(taken));
            }
        }
    }
}

impl WallOffset {
    /// # Safety
    /// `address` is what `WallClock.mapPage` answered, and stays mapped.
    pub unsafe fn from_address(address: u64) -> Self {
        // SAFETY: as for `MonotonicClock::from_address`.
        WallOffset(unsafe { &*(address as *const WallClockPage) })
    }

    /// Seconds and nanoseconds since the epoch, given the monotonic clock's reading.
    pub fn wall_time(self, monotonic: u64) -> (i64, u32) {
        const SECOND: u64 = 1_000_000_000;
        let page = self.0;
        loop {
            let before = page.sequence.load(Ordering::Acquire);
            let seconds = page.offset_seconds.load(Ordering::Relaxed);
            let nanoseconds = page.offset_nanoseconds.load(Ordering::Relaxed);
            fence(Ordering::Acquire);
            if before & 1 == 0 && page.sequence.load(Ordering::Relaxed) == before {
                let fraction = u64::from(nanoseconds) + monotonic % SECOND;
                let total = seconds.wrapping_add(monotonic / SECOND).wrapping_add(fraction / SECOND);
                return (total as i64, (fraction % SECOND) as u32);
            }
            core::hint::spin_loop();
        }
    }
}
