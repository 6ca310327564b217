//! Numbers of clocks and time bases, as in `header.h.in`.

use crate::types::{c_int, clock_t, clockid_t};

pub const CLOCK_REALTIME: clockid_t = 0;
pub const CLOCK_MONOTONIC: clockid_t = 1;
pub const CLOCK_PROCESS_CPUTIME_ID: clockid_t = 2;
pub const CLOCK_THREAD_CPUTIME_ID: clockid_t = 3;

pub const CLOCKS_PER_SEC: clock_t = 1_000_000;
pub const TIMER_ABSTIME: c_int = 1;

/// The clock of a time base of `timespec_get`.
pub fn clock_of_base(base: c_int) -> Option<clockid_t> {
    const CLOCKS: [clockid_t; 4] =
        [CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID, CLOCK_THREAD_CPUTIME_ID];
    CLOCKS.get(usize::try_from(base).ok()?.checked_sub(1)?).copied()
}
