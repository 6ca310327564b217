//! Limits and use of resources.

use crate::abi::Out;
use crate::errno::{self, Errno};
use crate::platform::{Resources, Sys};
use crate::types::{c_int, rlimit, rusage};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getrlimit.html>
///
/// # Safety
/// `limit` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getrlimit(resource: c_int, limit: *mut rlimit) -> c_int {
    // SAFETY: the caller's promise.
    let mut out = unsafe { Out::new(limit) };
    errno::status(Sys::limit(resource, None).map(|found| out.write(found)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getrlimit.html>
///
/// # Safety
/// `limit` is readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn setrlimit(resource: c_int, limit: *const rlimit) -> c_int {
    // SAFETY: the caller's promise.
    let limit = unsafe { &*limit };
    if limit.rlim_cur > limit.rlim_max {
        return errno::status(Err(Errno::EINVAL));
    }
    errno::status(Sys::limit(resource, Some(limit)).map(drop))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getrusage.html>
///
/// # Safety
/// `usage` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getrusage(who: c_int, usage: *mut rusage) -> c_int {
    // SAFETY: the caller's promise.
    let mut out = unsafe { Out::new(usage) };
    errno::status(Sys::usage(who).map(|found| out.write(found)))
}
