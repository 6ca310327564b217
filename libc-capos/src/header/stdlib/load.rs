//! How busy the system is.

use crate::errno;
use crate::platform::{Sys, System};
use crate::types::{c_double, c_int};

/// What one process that wants to run counts in the system's averages.
const UNIT: f64 = 65536.0;

/// <https://man7.org/linux/man-pages/man3/getloadavg.3.html>
///
/// # Safety
/// `averages` has `count` writable places.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getloadavg(averages: *mut c_double, count: c_int) -> c_int {
    errno::result(Sys::load_averages().map(|loads| {
        let count = usize::try_from(count).unwrap_or(0).min(loads.len());
        for (index, load) in loads[..count].iter().enumerate() {
            // SAFETY: the caller's promise.
            unsafe { averages.add(index).write(*load as f64 / UNIT) };
        }
        count as c_int
    }))
}
