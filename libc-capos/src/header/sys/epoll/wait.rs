//! Waiting for the descriptors of a set.

use crate::errno::{self, Errno};
use crate::header::poll::milliseconds;
use crate::platform::{Sys, Waiting};
use crate::thread::cancellation;
use crate::types::{c_int, epoll_event, sigset_t, timespec};
use core::mem::MaybeUninit;

/// # Safety
/// `events` has room for `most`.
unsafe fn wait(
    epoll: c_int,
    events: *mut epoll_event,
    most: c_int,
    timeout: Option<&timespec>,
    mask: Option<&sigset_t>,
) -> Result<c_int, Errno> {
    let most = usize::try_from(most).ok().filter(|most| *most > 0).ok_or(Errno::EINVAL)?;
    // SAFETY: the caller's promise; an event is packed, so every address suits it.
    let room = unsafe { core::slice::from_raw_parts_mut(events.cast::<MaybeUninit<epoll_event>>(), most) };
    cancellation::point(|| Sys::epoll_wait(epoll, room, timeout, mask)).map(|count| count as c_int)
}

/// <https://man7.org/linux/man-pages/man2/epoll_wait.2.html>
///
/// # Safety
/// `events` has room for `maxevents`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn epoll_wait(
    epfd: c_int,
    events: *mut epoll_event,
    maxevents: c_int,
    timeout: c_int,
) -> c_int {
    // SAFETY: the same contract.
    errno::result(unsafe { wait(epfd, events, maxevents, milliseconds(timeout).as_ref(), None) })
}

/// <https://man7.org/linux/man-pages/man2/epoll_pwait.2.html>
///
/// # Safety
/// As for `epoll_wait`; the mask is null or points to a live set.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn epoll_pwait(
    epfd: c_int,
    events: *mut epoll_event,
    maxevents: c_int,
    timeout: c_int,
    sigmask: *const sigset_t,
) -> c_int {
    let timeout = milliseconds(timeout);
    // SAFETY: the same contract.
    errno::result(unsafe { wait(epfd, events, maxevents, timeout.as_ref(), sigmask.as_ref()) })
}

/// <https://man7.org/linux/man-pages/man2/epoll_pwait2.2.html>
///
/// # Safety
/// As for `epoll_pwait`; the time is null or points to a live one.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn epoll_pwait2(
    epfd: c_int,
    events: *mut epoll_event,
    maxevents: c_int,
    timeout: *const timespec,
    sigmask: *const sigset_t,
) -> c_int {
    // SAFETY: the same contract.
    errno::result(unsafe { wait(epfd, events, maxevents, timeout.as_ref(), sigmask.as_ref()) })
}
