//! The alternate stack of handlers, and signals to groups.

use crate::abi::Out;
use crate::errno::{self, Errno};
use crate::platform::{Process, Signals, Sys};
use crate::types::{c_int, pid_t, stack_t};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sigaltstack.html>
///
/// # Safety
/// `new` is NULL or describes memory that nothing else uses; `old` is NULL or a writable record.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigaltstack(new: *const stack_t, old: *mut stack_t) -> c_int {
    // SAFETY: the caller's promise.
    let (new, mut out) = unsafe { (new.as_ref().copied(), Out::new(old)) };
    // SAFETY: the caller's promise.
    errno::status(unsafe { Sys::sigaltstack(new.as_ref()) }.map(|before| out.write(before)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/killpg.html>
#[unsafe(no_mangle)]
pub extern "C" fn killpg(group: pid_t, signal: c_int) -> c_int {
    errno::status(if group < 0 { Err(Errno::EINVAL) } else { Sys::kill(-group, signal) })
}
