//! Processor time.

use crate::abi::Out;
use crate::errno;
use crate::platform::{Resources, Sys};
use crate::types::{clock_t, tms};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/times.html>
///
/// # Safety
/// `used` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn times(used: *mut tms) -> clock_t {
    // SAFETY: the caller's promise.
    let mut out = unsafe { Out::new(used) };
    errno::result(Sys::times().map(|(found, now)| {
        out.write(found);
        now
    }))
}
