//! Sets of descriptors to wait for.

use crate::errno::{self, Errno};
use crate::platform::{Sys, Waiting};
use crate::types::{c_int, epoll_event};

/// <https://man7.org/linux/man-pages/man2/epoll_create.2.html>
#[unsafe(no_mangle)]
pub extern "C" fn epoll_create(size: c_int) -> c_int {
    errno::result(if size > 0 { Sys::epoll_create(0) } else { Err(Errno::EINVAL) })
}

/// <https://man7.org/linux/man-pages/man2/epoll_create1.2.html>
#[unsafe(no_mangle)]
pub extern "C" fn epoll_create1(flags: c_int) -> c_int {
    errno::result(Sys::epoll_create(flags))
}

/// <https://man7.org/linux/man-pages/man2/epoll_ctl.2.html>
///
/// # Safety
/// `event` is null, which only a removal takes, or points to a live event.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn epoll_ctl(epfd: c_int, op: c_int, fd: c_int, event: *mut epoll_event) -> c_int {
    // SAFETY: by the contract.
    errno::status(Sys::epoll_control(epfd, op, fd, unsafe { event.as_ref() }))
}
