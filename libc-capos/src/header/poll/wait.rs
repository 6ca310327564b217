//! Waiting for descriptors.

use crate::abi::slice_mut;
use crate::errno::{self, Errno};
use crate::platform::{Sys, Waiting};
use crate::thread::cancellation;
use crate::types::{c_int, nfds_t, pollfd, sigset_t, timespec};

/// A time in milliseconds; negative is for ever.
pub(crate) fn milliseconds(time: c_int) -> Option<timespec> {
    let time = u32::try_from(time).ok()?;
    Some(timespec { tv_sec: (time / 1000).into(), tv_nsec: i64::from(time % 1000) * 1_000_000 })
}

/// # Safety
/// `fds` points to `nfds` structures, unless there are none.
unsafe fn wait(fds: *mut pollfd, nfds: nfds_t, timeout: Option<&timespec>, mask: Option<&sigset_t>) -> c_int {
    let ready = usize::try_from(nfds).map_err(|_| Errno::EINVAL).and_then(|count| {
        // SAFETY: the caller's promise.
        let fds = unsafe { slice_mut(fds, count) };
        cancellation::point(|| Sys::poll(fds, timeout, mask))
    });
    errno::result(ready.map(|count| count as c_int))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/poll.html>
///
/// # Safety
/// `fds` points to `nfds` structures, unless there are none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn poll(fds: *mut pollfd, nfds: nfds_t, timeout: c_int) -> c_int {
    // SAFETY: the same contract.
    unsafe { wait(fds, nfds, milliseconds(timeout).as_ref(), None) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ppoll.html>
///
/// # Safety
/// As for `poll`; `timeout` and `sigmask` are null or point to live objects.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ppoll(
    fds: *mut pollfd,
    nfds: nfds_t,
    timeout: *const timespec,
    sigmask: *const sigset_t,
) -> c_int {
    // SAFETY: the same contract.
    unsafe { wait(fds, nfds, timeout.as_ref(), sigmask.as_ref()) }
}
