//! Sets of descriptors for `epoll`, kept by the library and looked at by POLL.
//!
//! A set is not an object of the kernel, which knows of readiness, not of edges: a child made by `fork` has a copy of
//! it. Edges are told apart by what this process did: readiness that was told is told again once it has gone, or once
//! the process has read or written there.

use super::clock;
use super::descriptors::{self, O_CLOEXEC, O_RDONLY, Target};
use super::waiting::{self, Looks, NEVER, Source, deadline};
use crate::errno::Errno;
use crate::sync::Mutex;
use crate::types::{c_int, epoll_event, sigset_t, timespec};
use alloc::vec::Vec;
use capos_rt::schema::abi::{Handle, Readiness};
use core::mem::MaybeUninit;
use core::sync::atomic::{AtomicU32, Ordering};

// <sys/epoll.h>.
const EPOLL_CTL_ADD: c_int = 1;
const EPOLL_CTL_DEL: c_int = 2;
const EPOLL_CTL_MOD: c_int = 3;
const EPOLLIN: u32 = 0x001;
const EPOLLOUT: u32 = 0x004;
const EPOLLERR: u32 = 0x008;
const EPOLLHUP: u32 = 0x010;
const EPOLLRDNORM: u32 = 0x040;
const EPOLLWRNORM: u32 = 0x100;
const EPOLLONESHOT: u32 = 1 << 30;
const EPOLLET: u32 = 1 << 31;

/// While something readable was told and not read yet it is looked at this often, in nanoseconds: another thread or
/// process may make it an event again without its readiness changing.
const LOOK_AGAIN: u64 = 10_000_000;

struct Item {
    fd: c_int,
    handle: Handle,
    events: u32,
    data: u64,
    /// It was told once, as was asked for.
    is_disabled: bool,
    /// As of the last look.
    ready: Readiness,
    /// What an edge was told of.
    told: Readiness,
}

#[derive(Default)]
struct Set {
    items: Vec<Item>,
    /// Where telling begins, so that every item has its turn.
    next: usize,
}

static SETS: Mutex<Vec<Option<Set>>> = Mutex::new(Vec::new());

/// Items that tell edges, in all sets.
static EDGES: AtomicU32 = AtomicU32::new(0);

impl Item {
    fn new(fd: c_int, handle: Handle, events: u32, data: u64) -> Self {
        let (ready, told) = (Readiness::NONE, Readiness::NONE);
        Item { fd, handle, events, data, is_disabled: false, ready, told }
    }

    fn wanted(&self) -> Readiness {
        let mut wanted = Readiness::NONE;
        if self.events & (EPOLLIN | EPOLLRDNORM) != 0 {
            wanted = wanted.union(Readiness::READABLE);
        }
        if self.events & (EPOLLOUT | EPOLLWRNORM) != 0 {
            wanted = wanted.union(Readiness::WRITABLE);
        }
        wanted
    }

    fn is_edge(&self) -> bool {
        self.events & EPOLLET != 0
    }

    fn note(&mut self, ready: Readiness) {
        self.ready = ready;
        self.told = self.told.intersection(ready);
    }

    /// Whether there is something to tell.
    fn has_event(&self) -> bool {
        let untold = Readiness(self.ready.0 & !self.told.0);
        !self.is_disabled && !untold.is_empty()
    }

    fn event(&self) -> epoll_event {
        let has = |readiness: Readiness| !self.ready.intersection(readiness).is_empty();
        let mut events = 0;
        if has(Readiness::READABLE) {
            events |= self.events & (EPOLLIN | EPOLLRDNORM);
        }
        if has(Readiness::WRITABLE) {
            events |= self.events & (EPOLLOUT | EPOLLWRNORM);
        }
        if has(Readiness::ERROR) {
            events |= EPOLLERR;
        }
        if has(Readiness::HANG_UP) {
            events |= EPOLLHUP;
        }
        epoll_event { events, data: self.data }
    }

    fn tell(&mut self) -> epoll_event {
        let event = self.event();
        if self.is_edge() {
            self.told = self.ready;
        }
        self.is_disabled = self.events & EPOLLONESHOT != 0;
        event
    }

    /// What to wait for: what was told would end every wait at once.
    fn awaited(&self) -> Option<(Handle, Readiness)> {
        const ALWAYS_REPORTED: Readiness = Readiness::ERROR.union(Readiness::HANG_UP);
        let awaited = Readiness(self.wanted().0 & !self.told.0);
        let over = self.is_disabled || !self.told.intersection(ALWAYS_REPORTED).is_empty();
        (!over).then_some((self.handle, awaited))
    }
}

impl Set {
    fn position(&self, fd: c_int, handle: Handle) -> Option<usize> {
        self.items.iter().position(|item| item.fd == fd && item.handle == handle)
    }

    fn remove(&mut self, position: usize) {
        let item = self.items.swap_remove(position);
        count_edge(&item, false);
    }

    /// Fills a prefix of the places; how many.
    fn tell(&mut self, places: &mut [MaybeUninit<epoll_event>]) -> usize {
        let count = self.items.len();
        let mut told = 0;
        for step in 0..count {
            let index = (self.next + step) % count;
            if told == places.len() {
                self.next = index;
                break;
            }
            if self.items[index].has_event() {
                places[told].write(self.items[index].tell());
                told += 1;
            }
        }
        told
    }
}

fn count_edge(item: &Item, comes: bool) {
    if item.is_edge() {
        EDGES.fetch_add(if comes { 1 } else { u32::MAX }, Ordering::Relaxed);
    }
}

/// The process read from or wrote to the object: its readiness may be told again.
pub(super) fn touched(handle: Handle) {
    if EDGES.load(Ordering::Relaxed) == 0 {
        return;
    }
    for item in SETS.lock().iter_mut().flatten().flat_map(|set| &mut set.items) {
        if item.handle == handle {
            item.told = Readiness::NONE;
        }
    }
}

pub(super) fn create(flags: c_int) -> Result<c_int, Errno> {
    if flags & !O_CLOEXEC != 0 {
        return Err(Errno::EINVAL);
    }
    let mut sets = SETS.lock();
    let index = sets.iter().position(Option::is_none).unwrap_or(sets.len());
    if index == sets.len() {
        sets.try_reserve(1).map_err(|_| Errno::ENOMEM)?;
        sets.push(None);
    }
    sets[index] = Some(Set::default());
    drop(sets);
    let number = u16::try_from(index).map_err(|_| Errno::ENFILE)?;
    let opened = descriptors::open_target(Target::Set(number), O_RDONLY | flags);
    if opened.is_err() {
        destroy(number);
    }
    opened
}

pub(super) fn destroy(set: u16) {
    let gone = SETS.lock().get_mut(usize::from(set)).and_then(Option::take);
    if let Some(set) = gone {
        set.items.iter().for_each(|item| count_edge(item, false));
    }
}

fn set_of(epoll: c_int) -> Result<u16, Errno> {
    match descriptors::get(epoll)?.target {
        Target::Set(set) => Ok(set),
        _ => Err(Errno::EINVAL),
    }
}

/// Works on a set.
fn with<T>(set: u16, work: impl FnOnce(&mut Set) -> T) -> Result<T, Errno> {
    let mut sets = SETS.lock();
    sets.get_mut(usize::from(set)).and_then(Option::as_mut).map(work).ok_or(Errno::EBADF)
}

pub(super) fn control(
    epoll: c_int,
    operation: c_int,
    fd: c_int,
    event: Option<&epoll_event>,
) -> Result<(), Errno> {
    let target = descriptors::get(fd)?.target;
    let set = set_of(epoll)?;
    let handle = match waiting::source(target) {
        Source::Object(handle) => handle,
        // Regular files are always ready.
        Source::Always => return Err(Errno::EPERM),
        // Sets of sets are not supported.
        Source::Set(_) => return Err(Errno::EINVAL),
    };
    let event = || event.copied().ok_or(Errno::EFAULT);
    with(set, |set| match (operation, set.position(fd, handle)) {
        (EPOLL_CTL_ADD, None) => {
            let epoll_event { events, data } = event()?;
            set.items.try_reserve(1).map_err(|_| Errno::ENOMEM)?;
            let item = Item::new(fd, handle, events, data);
            count_edge(&item, true);
            set.items.push(item);
            Ok(())
        }
        (EPOLL_CTL_ADD, Some(_)) => Err(Errno::EEXIST),
        (EPOLL_CTL_MOD, Some(position)) => {
            let epoll_event { events, data } = event()?;
            let item = &mut set.items[position];
            count_edge(item, false);
            *item = Item::new(fd, handle, events, data);
            count_edge(item, true);
            Ok(())
        }
        (EPOLL_CTL_DEL, Some(position)) => {
            set.remove(position);
            Ok(())
        }
        (EPOLL_CTL_MOD | EPOLL_CTL_DEL, None) => Err(Errno::ENOENT),
        _ => Err(Errno::EINVAL),
    })?
}

/// Notes what is ready now, and forgets items whose descriptors were all closed.
fn look(set: u16) -> Result<(), Errno> {
    let mut looks = Looks::new();
    let mut note = |index: usize, ready: Readiness| {
        // A set that was closed meanwhile has nothing to note.
        let _ = with(set, |set| {
            if let Some(item) = set.items.get_mut(index) {
                if ready.intersection(Readiness::INVALID).is_empty() {
                    item.note(ready);
                } else {
                    item.fd = GONE;
                }
            }
        });
    };
    let wanted =
        |index: usize| with(set, |set| set.items.get(index).map(|item| (item.handle, item.wanted())));
    let mut index = 0;
    while let Some((handle, wanted)) = wanted(index)? {
        looks.add(index, handle, wanted, &mut note)?;
        index += 1;
    }
    looks.finish(&mut note)?;
    with(set, |set| {
        while let Some(position) = set.items.iter().position(|item| item.fd == GONE) {
            set.remove(position);
        }
    })
}

/// The descriptor of an item whose object is no longer there.
const GONE: c_int = -1;

/// Whether waiting for the set would be over at once.
pub(super) fn is_ready(set: u16) -> Result<bool, Errno> {
    look(set)?;
    with(set, |set| set.items.iter().any(Item::has_event))
}

/// What to wait for.
pub(super) fn objects(set: u16) -> impl Iterator<Item = (Handle, Readiness)> {
    let item = move |index| with(set, |set| set.items.get(index).map(Item::awaited)).ok().flatten();
    (0..).map_while(item).flatten()
}

pub(super) fn wait(
    epoll: c_int,
    events: &mut [MaybeUninit<epoll_event>],
    timeout: Option<&timespec>,
    mask: Option<&sigset_t>,
) -> Result<usize, Errno> {
    let set = set_of(epoll)?;
    if events.is_empty() {
        return Err(Errno::EINVAL);
    }
    let deadline = deadline(timeout)?;
    waiting::with_mask(mask, || {
        loop {
            look(set)?;
            let told = with(set, |set| set.tell(events))?;
            if told > 0 || deadline == 0 || deadline != NEVER && clock::monotonic()? >= deadline {
                return Ok(told);
            }
            let unread = |item: &Item| !item.told.intersection(Readiness::READABLE).is_empty();
            let until = if with(set, |set| set.items.iter().any(unread))? {
                deadline.min(clock::monotonic()?.saturating_add(LOOK_AGAIN))
            } else {
                deadline
            };
            waiting::wait(objects(set), until)?;
        }
    })
}
