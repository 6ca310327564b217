//! Waiting for descriptors, by POLL in the thread's ring.
//!
//! First everything is looked at, in one entry of the kernel; only if nothing is ready POLLs are left waiting, and
//! canceled once one of them is over. Nothing here allocates: `poll` may be called by a signal handler, also by one
//! that ran while `poll` waited, so submissions carry a number of their call.

use super::descriptors::{self, Target};
use super::{Capos, clock, counters, epoll};
use crate::errno::Errno;
use crate::platform::{SignalChange, Signals, Waiting};
use crate::types::{
    c_int, c_short, c_uint, clockid_t, epoll_event, itimerspec, pollfd, sigset_t, timespec,
};
use capos_rt::Ring;
use capos_rt::schema::abi::{Handle, Operation, Readiness, Status, Submission, SubmissionFlags};
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

/// Submissions of one entry, fewer than the ring holds.
const BATCH: usize = 60;
/// POLLs that wait at a time, fewer than the ring completes.
const MOST_WAITING: usize = 120;
/// When there are more to wait for, they are all looked at this often, in nanoseconds.
const LOOK_AGAIN: u64 = 10_000_000;
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
        Target::Terminal(handle) | Target::Pipe(handle) | Target::Counter(handle) => Source::Object(handle),
        Target::File(_) | Target::Console(_) => Source::Always,
        Target::Set(set) => Source::Set(set),
    }
}

/// One call's use of the ring.
pub(super) struct Round {
    ring: Ring,
    mark: u64,
    pushed: usize,
}

impl Round {
    pub fn new() -> Self {
        let number = CALLS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: a thread makes one call at a time; one in a signal handler finds the indices as the kernel sees
        // them, since nothing is pushed while the thread waits, and leaves nothing in the ring.
        let ring = unsafe { Ring::of_first_thread() };
        Round { ring, mark: u64::from(number) << 32, pushed: 0 }
    }

    fn push(&mut self, submission: &Submission) -> Result<(), Errno> {
        // SAFETY: POLL and CANCEL name no memory.
        unsafe { self.ring.push(submission) }.map_err(|_| Errno::EAGAIN)?;
        self.pushed += 1;
        Ok(())
    }

    /// Pushes a POLL; the index comes back with its end.
    fn push_poll(&mut self, index: usize, handle: Handle, wanted: Readiness, waits: bool) -> Result<(), Errno> {
        let mut submission = Submission::empty(Operation::Poll);
        submission.capability = handle.bits();
        submission.bulk_address = u64::from(wanted.0);
        submission.flags = if waits { 0 } else { SubmissionFlags::NO_WAIT };
        submission.user_data = self.mark | index as u64;
        self.push(&submission)
    }

    /// Looks at an object; `found` learns of what was pushed when the batch is full.
    pub fn look(
        &mut self,
        index: usize,
        handle: Handle,
        wanted: Readiness,
        found: &mut impl FnMut(usize, Found),
    ) -> Result<(), Errno> {
        self.push_poll(index, handle, wanted, false)?;
        if self.pushed == BATCH { self.finish(found) } else { Ok(()) }
    }

    /// Hands on what the objects of the batch are ready for.
    pub fn finish(&mut self, found: &mut impl FnMut(usize, Found)) -> Result<(), Errno> {
        if self.pushed > 0 {
            self.ring.enter(0, 0)?;
            self.pushed = 0;
        }
        while let Some(completion) = self.ring.pop() {
            if completion.user_data >> 32 == self.mark >> 32 {
                let index = completion.user_data as u32 as usize;
                found(index, Found::new(completion.status, completion.value));
            }
        }
        Ok(())
    }

    /// Waits until one of the objects may be ready, or the deadline; `EINTR` if something else ended the wait.
    pub fn wait(
        &mut self,
        objects: impl Iterator<Item = (Handle, Readiness)>,
        deadline: u64,
    ) -> Result<(), Errno> {
        let mut objects = objects.enumerate();
        let mut count = 0;
        for (index, (handle, wanted)) in objects.by_ref().take(MOST_WAITING) {
            self.push_poll(index, handle, wanted, true)?;
            count = index + 1;
            if self.pushed == BATCH {
                self.ring.enter(0, 0)?;
                self.pushed = 0;
            }
        }
        let until = match objects.next() {
            Some(_) => deadline.min(clock::monotonic()?.saturating_add(LOOK_AGAIN)),
            None => deadline,
        };
        let entered = self.ring.enter(1, until);
        self.pushed = 0;
        let mut is_over = false;
        while let Some(completion) = self.ring.pop() {
            is_over |= completion.user_data >> 32 == self.mark >> 32;
        }
        self.cancel(count)?;
        entered?;
        if is_over || until != NEVER && clock::monotonic()? >= until { Ok(()) } else { Err(Errno::EINTR) }
    }

    /// Ends the POLLs that still wait.
    fn cancel(&mut self, count: usize) -> Result<(), Errno> {
        for index in 0..count {
            let mut submission = Submission::empty(Operation::Cancel);
            submission.bulk_address = self.mark | index as u64;
            self.push(&submission)?;
            if self.pushed == BATCH || index + 1 == count {
                self.finish(&mut |_, _| {})?;
            }
        }
        Ok(())
    }
}

/// What looking at an object gave.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    Ready(Readiness),
    NotReady,
    /// There is no such object any more.
    Gone,
}

impl Found {
    fn new(status: u32, value: u64) -> Self {
        match Status::try_from(status) {
            Ok(Status::Ok) => Found::Ready(Readiness(value as u32)),
            Ok(Status::Exception) => Found::NotReady,
            _ => Found::Gone,
        }
    }
}

/// When a wait that begins now is over.
pub(super) fn deadline(timeout: Option<&timespec>) -> Result<u64, Errno> {
    match timeout.map(clock::to_nanoseconds).transpose()? {
        None => Ok(NEVER),
        Some(0) => Ok(0),
        Some(time) => Ok(clock::monotonic()?.saturating_add(time)),
    }
}

/// Runs a wait with the mask in force. A signal that it lets through ends the wait before it begins.
pub(super) fn with_mask<T>(
    mask: Option<&sigset_t>,
    wait: impl FnOnce() -> Result<T, Errno>,
) -> Result<T, Errno> {
    let Some(mask) = mask else { return wait() };
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
    revents
}

/// Fills in what is ready now.
fn look(fds: &mut [pollfd]) -> Result<usize, Errno> {
    let mut round = Round::new();
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
            Ok(Source::Object(handle)) => round.look(index, handle, wanted(events), &mut note(fds))?,
        }
    }
    round.finish(&mut note(fds))?;
    Ok(fds.iter().filter(|fd| fd.revents != 0).count())
}

fn note(fds: &mut [pollfd]) -> impl FnMut(usize, Found) {
    |index, found| {
        let fd = &mut fds[index];
        fd.revents = match found {
            Found::Ready(ready) => revents(fd.events, ready),
            Found::NotReady => 0,
            Found::Gone => POLLNVAL,
        };
    }
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
    fn poll(
        fds: &mut [pollfd],
        timeout: Option<&timespec>,
        mask: Option<&sigset_t>,
    ) -> Result<usize, Errno> {
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
                Round::new().wait(objects(fds), deadline)?;
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
