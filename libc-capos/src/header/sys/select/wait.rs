//! Waiting for any of a set of descriptors, by `poll`.

use super::sets::{MOST, Sets};
use crate::errno::{self, Errno};
use crate::platform::{Sys, Waiting};
use crate::thread::cancellation;
use crate::types::{c_int, fd_set, pollfd, sigset_t, timespec, timeval};

/// # Safety
/// The sets are null or live, and no two are one.
unsafe fn wait(
    nfds: c_int,
    [readable, writable, exceptional]: [*mut fd_set; 3],
    timeout: Option<&timespec>,
    mask: Option<&sigset_t>,
) -> Result<c_int, Errno> {
    let end = usize::try_from(nfds).ok().filter(|end| *end <= MOST).ok_or(Errno::EINVAL)?;
    // SAFETY: the caller's promise.
    let mut sets = unsafe {
        Sets { readable: readable.as_mut(), writable: writable.as_mut(), exceptional: exceptional.as_mut() }
    };
    let mut array = [pollfd { fd: -1, events: 0, revents: 0 }; MOST];
    let count = sets.to_array(end, &mut array);
    let array = &mut array[..count];
    cancellation::point(|| Sys::poll(array, timeout, mask))?;
    Sets::check(array)?;
    Ok(sets.take(end, array))
}

/// A time in microseconds as one in nanoseconds.
fn to_timespec(time: &timeval) -> Result<timespec, Errno> {
    let proper = time.tv_sec >= 0 && (0..1_000_000).contains(&time.tv_usec);
    if proper {
        Ok(timespec { tv_sec: time.tv_sec, tv_nsec: time.tv_usec * 1000 })
    } else {
        Err(Errno::EINVAL)
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/select.html>
///
/// # Safety
/// The sets and the time are null or point to live objects; no two sets are one.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn select(
    nfds: c_int,
    readfds: *mut fd_set,
    writefds: *mut fd_set,
    errorfds: *mut fd_set,
    timeout: *mut timeval,
) -> c_int {
    // SAFETY: the caller's promise.
    let timeout = unsafe { timeout.as_ref() }.map(to_timespec).transpose();
    // SAFETY: the same contract.
    let ready = timeout
        .and_then(|timeout| unsafe { wait(nfds, [readfds, writefds, errorfds], timeout.as_ref(), None) });
    errno::result(ready)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pselect.html>
///
/// # Safety
/// As for `select`; the mask is null or points to a live set.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pselect(
    nfds: c_int,
    readfds: *mut fd_set,
    writefds: *mut fd_set,
    errorfds: *mut fd_set,
    timeout: *const timespec,
    sigmask: *const sigset_t,
) -> c_int {
    // SAFETY: the same contract.
    errno::result(unsafe { wait(nfds, [readfds, writefds, errorfds], timeout.as_ref(), sigmask.as_ref()) })
}
