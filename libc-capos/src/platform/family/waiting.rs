//! Waiting for any of many descriptors, and descriptors made to be waited for.

use crate::errno::Errno;
use crate::types::{c_int, c_uint, clockid_t, epoll_event, itimerspec, pollfd, sigset_t, timespec};
use core::mem::MaybeUninit;

/// Required: `poll`, on which more than its own entry is built. Optional: the rest.
pub trait Waiting {
    /// Waits until one of the descriptors is ready, or the time has passed (`None`: for ever), with `mask` in force;
    /// how many are ready.
    fn poll(
        fds: &mut [pollfd],
        timeout: Option<&timespec>,
        mask: Option<&sigset_t>,
    ) -> Result<usize, Errno>;

    /// A set of descriptors to wait for; `flags`: `EPOLL_CLOEXEC`.
    fn epoll_create(_flags: c_int) -> Result<c_int, Errno> {
        Err(Errno::ENOSYS)
    }

    /// Adds a descriptor to the set, changes what is watched for, or takes it out.
    fn epoll_control(
        _epoll: c_int,
        _operation: c_int,
        _fd: c_int,
        _event: Option<&epoll_event>,
    ) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    /// Waits as `poll` does; fills a prefix of `events` and tells its length.
    fn epoll_wait(
        _epoll: c_int,
        _events: &mut [MaybeUninit<epoll_event>],
        _timeout: Option<&timespec>,
        _mask: Option<&sigset_t>,
    ) -> Result<usize, Errno> {
        Err(Errno::ENOSYS)
    }

    /// A counter; `flags` are `EFD_*`.
    fn eventfd(_value: c_uint, _flags: c_int) -> Result<c_int, Errno> {
        Err(Errno::ENOSYS)
    }

    /// A timer whose expirations are read; `flags` are `TFD_*`.
    fn timerfd_create(_clock: clockid_t, _flags: c_int) -> Result<c_int, Errno> {
        Err(Errno::ENOSYS)
    }

    /// Arms it; what it was set to.
    fn timerfd_settime(_fd: c_int, _flags: c_int, _new: &itimerspec) -> Result<itimerspec, Errno> {
        Err(Errno::ENOSYS)
    }

    fn timerfd_gettime(_fd: c_int) -> Result<itimerspec, Errno> {
        Err(Errno::ENOSYS)
    }

    /// A descriptor (`fd`, or a new one for -1) from which pending signals of the set are read.
    fn signalfd(_fd: c_int, _set: &sigset_t, _flags: c_int) -> Result<c_int, Errno> {
        Err(Errno::ENOSYS)
    }
}
