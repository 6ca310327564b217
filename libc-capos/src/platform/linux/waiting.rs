//! Waiting for descriptors: each method is one system call.

use super::Linux;
use super::syscall::{args, blocking, int, nr, syscall};
use crate::errno::Errno;
use crate::platform::Waiting;
use crate::types::{c_int, c_uint, clockid_t, epoll_event, itimerspec, pollfd, sigset_t, timespec};
use core::mem::MaybeUninit;
use core::ptr;

/// Bytes of the kernel's signal sets.
const SET_SIZE: usize = 8;

fn address<T>(value: Option<&T>) -> usize {
    value.map_or(0, |value| ptr::from_ref(value) as usize)
}

impl Waiting for Linux {
    fn poll(
        fds: &mut [pollfd],
        timeout: Option<&timespec>,
        mask: Option<&sigset_t>,
    ) -> Result<usize, Errno> {
        // The kernel writes the time that was left.
        let mut left = timeout.copied();
        let time = left.as_mut().map_or(0, |left| ptr::from_mut(left) as usize);
        let arguments = args([fds.as_mut_ptr() as usize, fds.len(), time, address(mask), SET_SIZE]);
        // SAFETY: the descriptors and the time are writable, the mask is null or readable.
        unsafe { blocking(nr::PPOLL, arguments) }
    }

    fn epoll_create(flags: c_int) -> Result<c_int, Errno> {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::EPOLL_CREATE1, args([int(flags)])) }.map(|fd| fd as c_int)
    }

    fn epoll_control(
        epoll: c_int,
        operation: c_int,
        fd: c_int,
        event: Option<&epoll_event>,
    ) -> Result<(), Errno> {
        // SAFETY: the event is null or readable.
        unsafe { syscall(nr::EPOLL_CTL, args([int(epoll), int(operation), int(fd), address(event)])) }
            .map(drop)
    }

    fn epoll_wait(
        epoll: c_int,
        events: &mut [MaybeUninit<epoll_event>],
        timeout: Option<&timespec>,
        mask: Option<&sigset_t>,
    ) -> Result<usize, Errno> {
        let (room, count) = (events.as_mut_ptr() as usize, int(events.len() as c_int));
        let arguments = [int(epoll), room, count, address(timeout), address(mask), SET_SIZE];
        // SAFETY: the room is writable, time and mask are null or readable.
        unsafe { blocking(nr::EPOLL_PWAIT2, arguments) }
    }

    fn eventfd(value: c_uint, flags: c_int) -> Result<c_int, Errno> {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::EVENTFD2, args([value as usize, int(flags)])) }.map(|fd| fd as c_int)
    }

    fn timerfd_create(clock: clockid_t, flags: c_int) -> Result<c_int, Errno> {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::TIMERFD_CREATE, args([int(clock), int(flags)])) }.map(|fd| fd as c_int)
    }

    fn timerfd_settime(fd: c_int, flags: c_int, new: &itimerspec) -> Result<itimerspec, Errno> {
        let mut old = *new;
        let arguments = args([int(fd), int(flags), ptr::from_ref(new) as usize, &raw mut old as usize]);
        // SAFETY: the new time is readable, the old one writable.
        unsafe { syscall(nr::TIMERFD_SETTIME, arguments) }.map(|_| old)
    }

    fn timerfd_gettime(fd: c_int) -> Result<itimerspec, Errno> {
        let mut now = MaybeUninit::uninit();
        // SAFETY: the place is writable, and filled if the call succeeds.
        unsafe {
            syscall(nr::TIMERFD_GETTIME, args([int(fd), now.as_mut_ptr() as usize]))?;
            Ok(now.assume_init())
        }
    }

    fn signalfd(fd: c_int, set: &sigset_t, flags: c_int) -> Result<c_int, Errno> {
        let arguments = args([int(fd), ptr::from_ref(set) as usize, SET_SIZE, int(flags)]);
        // SAFETY: the set is readable.
        unsafe { syscall(nr::SIGNALFD4, arguments) }.map(|fd| fd as c_int)
    }
}
