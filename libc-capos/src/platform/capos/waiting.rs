//! Waiting for descriptors, by LOOK and by POLL in the thread's ring.
//!
//! First everything is looked at, in one call of the kernel; only if nothing is ready POLLs are left waiting, and
//! canceled once one of them is over. Nothing here allocates: `poll` may be called by a signal handler, also by one
//! that ran while `poll` waited, so submissions carry a number of their call.

use super::descriptors::{self, Target};
use super::{Capos, clock, counters, epoll, signals};
use crate::errno::Errno;
use crate::platform::{SignalChange, Signals, Waiting};
use crate::types::{c_int, c_short, c_uint, clockid_t, epoll_event, itimerspec, pollfd, sigset_t, timespec};
use capos_rt::Ring;
use capos_rt::capability::look_at;
use capos_rt::schema::abi::ring::{COMPLETIONS, SUBMISSIONS};
use capos_rt::schema::abi::{Glance, Handle, Operation, Readiness, Submission};
use core::mem::MaybeUninit;
use core::sync::atomic::{AtomicU32, Ordering};

// <poll.h>.
const POLLIN: c_short = 0x001;
const POLLOUT: c_short = 0x004;
const POLLERR: c_short = 0x008;
const POLLHUP: c_short = 0x010;
const POLLNVAL: c_short = 0x020;
const POLLRDNORM: c_short = 0x040;
const POLLWRNORM: c_short = 0x100;

/// Objects that one call looks at.
const LOOKS: usize = 64;
/// Submissions of one entry, fewer than the ring holds.
const BATCH: usize = 60;
/// POLLs that wait at a time, and cancellations of one entry, each of which completes twice: all of them together
/// still find a place among the completions.
const MOST_WAITING: usize = 96;
const CANCELS: usize = 30;
/// When there are more to wait for, they are all looked at this often, in nanoseconds.
const LOOK_AGAIN: u64 = 10_000_000;
const _: () = assert!(MOST_WAITING + CANCELS < COMPLETIONS as usize && BATCH <= SUBMISSIONS as usize);
/// The deadline that never comes.
pub(super) const NEVER: u64 = u64::MAX;

/// Tells the submissions of one call from those of a call that it interrupted.
static CALLS: AtomicU32 = AtomicU32::new(0);

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
        | Target::PseudoTerminal(handle) => Source::Object(handle),
        Target::File(_) | Target::Console(_) => Source::Always,
        Target::Set(set) => Source::Set(set),
    }
}

/// Looks at objects, as many as fit one call of the kernel.
pub(super) struct Looks {
    entries: [Glance; LOOKS],
    indices: [u16; LOOKS],
    count: usize,
}

impl Looks {
    pub fn new() -> Self {
        Looks { entries: [Glance { capability: 0, readiness: 0 }; LOOKS], indices: [0; LOOKS], count: 0 }
    }

    /// Adds an object; if that fills the call, `note` learns what each is ready for.
    pub fn add(
        &mut self,
        index: usize,
        handle: Handle,
        wanted: Readiness,
        note: &mut impl FnMut(usize, Readiness),
    ) -> Result<(), Errno> {
        self.entries[self.count] = Glance { capability: handle.bits(), readiness: wanted.0 };
        self.indices[self.count] = index as u16;
        self.count += 1;
        if self.count == LOOKS { self.finish(note) } else { Ok(()) }
    }

    pub fn finish(&mut self, note: &mut impl FnMut(usize, Readiness)) -> Result<(), Errno> {
        let count = core::mem::take(&mut self.count);
        let entries = &mut self.entries[..count];
        if count > 0 {
            look_at(entries)?;
        }
        for (entry, index) in entries.iter().zip(&self.indices) {
            note(usize::from(*index), Readiness(entry.readiness));
        }
        Ok(())
    }
}

/// Waits until one of the objects may be ready, or about until the deadline.
pub(super) fn wait(objects: impl Iterator<Item = (Handle, Readiness)>, deadline: u64) -> Result<(), Errno> {
    let own = signals::state().ring.get();
    // SAFETY: the ring is the calling thread's, which makes one call at a time; one in a signal handler finds the indices
    // as the kernel sees them, since nothing is pushed while the thread waits, and leaves nothing in the ring.
    let mut ring = unsafe { if own == 0 { Ring::of_first_thread() } else { Ring::at(own) } };
    let mark = u64::from(CALLS.fetch_add(1, Ordering::Relaxed)) << 32;
    let mut objects = objects.enumerate();
    let mut count = 0;
    for (index, (handle, wanted)) in objects.by_ref().take(MOST_WAITING) {
        let mut poll = Submission::empty(Operation::Poll);
        poll.capability = handle.bits();
        poll.bulk_address = u64::from(wanted.0);
        poll.user_data = mark | index as u64;
        push(&mut ring, &poll)?;
        count = index + 1;
        if count % BATCH == 0 {
            ring.enter(0, 0)?;
        }
    }
    let until = match objects.next() {
        Some(_) => deadline.min(clock::monotonic()?.saturating_add(LOOK_AGAIN)),
        None => deadline,
    };
    if count == 0 {
        // Only the time, or a signal, ends this.
        let mut timeout = Submission::empty(Operation::Timeout);
        timeout.bulk_address = until;
        timeout.user_data = mark;
        push(&mut ring, &timeout)?;
        count = 1;
    }
    let entered = ring.enter(1, until);
    while ring.pop().is_some() {}
    // What still waits is given up.
    for index in 0..count {
        let mut cancel = Submission::empty(Operation::Cancel);
        cancel.bulk_address = mark | index as u64;
        push(&mut ring, &cancel)?;
        if (index + 1) % CANCELS == 0 || index + 1 == count {
            ring.enter(0, 0)?;
            while ring.pop().is_some() {}
        }
    }
    // A signal ends it with an error.
    entered?;
    Ok(())
}

fn push(ring: &mut Ring, submission: &Submission) -> Result<(), Errno> {
    // SAFETY: POLL and CANCEL name no memory.
    unsafe { ring.push(submission) }.map_err(|_| Errno::EAGAIN)
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

/// Fills in what is ready now.
fn look(fds: &mut [pollfd]) -> Result<usize, Errno> {
    let mut looks = Looks::new();
    for index in 0..fds.len() {
        let pollfd { fd, events, .. } = fds[index];
        fds[index].revents = 0;
        if fd < 0 {
            continue;
        }
        match descriptors::get(fd).map(|description| source(description.target)) {
            Err(_) => fds[index].revents = POLLNVAL,
            Ok(Source::Always) => fds[index].revents = revents(events, wanted(events)),
            Ok(Source::Set(set)) => {
                let ready = if epoll::is_ready(set)? { Readiness::READABLE } else { Readiness::NONE };
                fds[index].revents = revents(events, ready);
            }
            Ok(Source::Object(handle)) => looks.add(index, handle, wanted(events), &mut note(fds))?,
        }
    }
    looks.finish(&mut note(fds))?;
    Ok(fds.iter().filter(|fd| fd.revents != 0).count())
}

fn note(fds: &mut [pollfd]) -> impl FnMut(usize, Readiness) {
    |index, ready| fds[index].revents = revents(fds[index].events, ready)
}

/// The objects behind descriptors, those of sets included.
fn objects(fds: &[pollfd]) -> impl Iterator<Item = (Handle, Readiness)> {
    fds.iter().filter(|fd| fd.fd >= 0).flat_map(|fd| {
        let source = descriptors::get(fd.fd).map(|description| source(description.target));
        let (object, set) = match source {
            Ok(Source::Object(handle)) => (Some((handle, wanted(fd.events))), None),
            Ok(Source::Set(set)) => (None, Some(set)),
            _ => (None, None),
        };
        object.into_iter().chain(set.into_iter().flat_map(epoll::objects))
    })
}

impl Waiting for Capos {
    fn poll(fds: &mut [pollfd], timeout: Option<&timespec>, mask: Option<&sigset_t>) -> Result<usize, Errno> {
        if fds.len() > descriptors::OPEN_MAX {
            return Err(Errno::EINVAL);
        }
        let deadline = deadline(timeout)?;
        with_mask(mask, || {
            loop {
                let ready = look(fds)?;
                if ready > 0 || deadline == 0 || deadline != NEVER && clock::monotonic()? >= deadline {
                    return Ok(ready);
                }
                wait(objects(fds), deadline)?;
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
}
