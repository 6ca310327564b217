//! Waiting for descriptors, by LOOK: one call of the kernel asks about all objects, and waits for the first that is ready.
//!
//! Nothing here allocates: `poll` may be called by a signal handler, also by one that ran while `poll` waited.

use super::descriptors::{self, OPEN_MAX, Target};
use super::looks::{Looks, Place};
use super::{Capos, clock, counters, epoll, signal_readers, signals};
use crate::errno::Errno;
use crate::platform::{SignalChange, Signals, Waiting};
use crate::types::{c_int, c_short, c_uint, clockid_t, epoll_event, itimerspec, pollfd, sigset_t, timespec};
use capos_rt::schema::abi::{Handle, Readiness};
use core::mem::MaybeUninit;

// <poll.h>.
const POLLIN: c_short = 0x001;
const POLLOUT: c_short = 0x004;
const POLLERR: c_short = 0x008;
const POLLHUP: c_short = 0x010;
const POLLNVAL: c_short = 0x020;
const POLLRDNORM: c_short = 0x040;
const POLLWRNORM: c_short = 0x100;

/// The deadline that never comes.
pub(super) const NEVER: u64 = u64::MAX;

/// Where a descriptor's readiness comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    Object(Handle),
    /// It never makes anybody wait.
    Always,
    /// A set of `epoll`.
    Set(u16),
}

pub(super) fn source(target: Target) -> Source {
    match target {
        Target::Terminal(handle)
        | Target::Pipe(handle)
        | Target::Counter(handle)
        | Target::Signals(handle)
        | Target::PseudoTerminal(handle) => Source::Object(handle),
        Target::Socket(socket) => Source::Object(socket.handle()),
        Target::File(_) | Target::Console(_) => Source::Always,
        Target::Set(set) => Source::Set(set),
    }
}

/// Waits until one of the objects is ready, or until the deadline.
pub(super) fn wait(objects: impl Iterator<Item = (Handle, Readiness)>, deadline: u64) -> Result<(), Errno> {
    let mut looks = Looks::new();
    objects.for_each(|(handle, wanted)| looks.wait_for(handle, wanted));
    looks.look(deadline)
}

/// When a wait that begins now is over.
pub(super) fn deadline(timeout: Option<&timespec>) -> Result<u64, Errno> {
    match timeout.map(clock::to_nanoseconds).transpose()? {
        None => Ok(NEVER),
        Some(0) => Ok(0),
        Some(time) => Ok(clock::monotonic()?.saturating_add(time)),
    }
}

/// Runs a wait with the mask in force, in one step where the kernel delivers. Where the library does, a signal that is
/// let through ends the wait before it begins.
pub(super) fn with_mask<T>(
    mask: Option<&sigset_t>,
    wait: impl FnOnce() -> Result<T, Errno>,
) -> Result<T, Errno> {
    let Some(mask) = mask else { return wait() };
    if signals::kernel_delivers() {
        return signals::with_wait_mask(mask.__bits[0], wait);
    }
    let delivered = Capos::sigpending()?.__bits[0] & !mask.__bits[0] != 0;
    let old = Capos::sigprocmask(Some((SignalChange::Set, mask)))?;
    let result = if delivered { Err(Errno::EINTR) } else { wait() };
    Capos::sigprocmask(Some((SignalChange::Set, &old)))?;
    result
}

fn wanted(events: c_short) -> Readiness {
    let mut wanted = Readiness::NONE;
    if events & (POLLIN | POLLRDNORM) != 0 {
        wanted = wanted.union(Readiness::READABLE);
    }
    if events & (POLLOUT | POLLWRNORM) != 0 {
        wanted = wanted.union(Readiness::WRITABLE);
    }
    wanted
}

fn revents(events: c_short, ready: Readiness) -> c_short {
    let has = |readiness: Readiness| !ready.intersection(readiness).is_empty();
    let mut revents = 0;
    if has(Readiness::READABLE) {
        revents |= events & (POLLIN | POLLRDNORM);
    }
    if has(Readiness::WRITABLE) {
        revents |= events & (POLLOUT | POLLWRNORM);
    }
    if has(Readiness::ERROR) {
        revents |= POLLERR;
    }
    if has(Readiness::HANG_UP) {
        revents |= POLLHUP;
    }
    if has(Readiness::INVALID) {
        revents |= POLLNVAL;
    }
    revents
}

/// The sets of `epoll` among the descriptors.
fn sets(fds: &mut [pollfd]) -> impl Iterator<Item = (&mut pollfd, u16)> {
    fds.iter_mut().filter(|fd| fd.fd >= 0).filter_map(|fd| match descriptors::get(fd.fd).ok()?.target {
        Target::Set(set) => Some((fd, set)),
        _ => None,
    })
}

/// Fills in which of them are ready; whether any is.
fn look_at_sets(fds: &mut [pollfd]) -> Result<bool, Errno> {
    let mut any = false;
    for (fd, set) in sets(fds) {
        let ready = if epoll::is_ready(set)? { Readiness::READABLE } else { Readiness::NONE };
        fd.revents = revents(fd.events, ready);
        any |= fd.revents != 0;
    }
    Ok(any)
}

/// Fills in what is ready, once there is anything or the deadline has come; how many are.
fn look(fds: &mut [pollfd], deadline: u64) -> Result<usize, Errno> {
    let mut looks = Looks::new();
    let mut places: [Option<Place>; OPEN_MAX] = [None; OPEN_MAX];
    let (mut is_over, mut has_sets) = (false, false);
    let table = descriptors::hold();
    for (fd, place) in fds.iter_mut().zip(&mut places) {
        let wanted = wanted(fd.events);
        fd.revents = 0;
        if fd.fd < 0 {
            continue;
        }
        match table.target(fd.fd).map(source) {
            Err(_) => fd.revents = POLLNVAL,
            Ok(Source::Always) => fd.revents = revents(fd.events, wanted),
            Ok(Source::Set(_)) => has_sets = true,
            Ok(Source::Object(handle)) => *place = looks.ask(handle, wanted),
        }
        is_over |= fd.revents != 0;
    }
    drop(table);
    if has_sets {
        is_over |= look_at_sets(fds)?;
        if !is_over {
            sets(fds).for_each(|(_, set)| epoll::await_events(set, &mut looks));
        }
    }
    looks.look(if is_over { 0 } else { deadline })?;
    for (fd, place) in fds.iter_mut().zip(&places) {
        if let Some(place) = place {
            fd.revents = revents(fd.events, looks.readiness(*place));
        }
    }
    Ok(fds.iter().filter(|fd| fd.revents != 0).count())
}

/// Whether there is nothing to wait for any more.
pub(super) fn is_past(deadline: u64) -> Result<bool, Errno> {
    Ok(deadline == 0 || deadline != NEVER && clock::monotonic()? >= deadline)
}

impl Waiting for Capos {
    fn poll(fds: &mut [pollfd], timeout: Option<&timespec>, mask: Option<&sigset_t>) -> Result<usize, Errno> {
        if fds.len() > OPEN_MAX {
            return Err(Errno::EINVAL);
        }
        let deadline = deadline(timeout)?;
        with_mask(mask, || {
            loop {
                let ready = look(fds, deadline)?;
                if ready > 0 || is_past(deadline)? {
                    return Ok(ready);
                }
            }
        })
    }

    fn epoll_create(flags: c_int) -> Result<c_int, Errno> {
        epoll::create(flags)
    }

    fn epoll_control(
        epoll: c_int,
        operation: c_int,
        fd: c_int,
        event: Option<&epoll_event>,
    ) -> Result<(), Errno> {
        epoll::control(epoll, operation, fd, event)
    }

    fn epoll_wait(
        epoll: c_int,
        events: &mut [MaybeUninit<epoll_event>],
        timeout: Option<&timespec>,
        mask: Option<&sigset_t>,
    ) -> Result<usize, Errno> {
        epoll::wait(epoll, events, timeout, mask)
    }

    fn eventfd(value: c_uint, flags: c_int) -> Result<c_int, Errno> {
        counters::create_events(value, flags)
    }

    fn timerfd_create(clock: clockid_t, flags: c_int) -> Result<c_int, Errno> {
        counters::create_timer(clock, flags)
    }

    fn timerfd_settime(fd: c_int, flags: c_int, new: &itimerspec) -> Result<itimerspec, Errno> {
        counters::arm(fd, flags, new)
    }

    fn timerfd_gettime(fd: c_int) -> Result<itimerspec, Errno> {
        counters::armed(fd)
    }

    fn signalfd(fd: c_int, set: &sigset_t, flags: c_int) -> Result<c_int, Errno> {
        signal_readers::open(fd, set.__bits[0], flags)
    }
}
