//! Sets of descriptors for `epoll`, kept by the library and looked at by LOOK.
//!
//! A set is not an object of the kernel, which knows of readiness, not of edges: a child made by `fork` has a copy of
//! it. Edges are told apart by what this process did: readiness that was told is told again once it has gone, or once
//! the process has read or written there. A set can watch another one, which is readable while it has an event.

mod item;

use super::clock;
use super::descriptors::{self, O_CLOEXEC, O_RDONLY, OPEN_MAX, Target};
use super::looks::{Looks, Place};
use super::waiting::{self, Source, deadline, is_past};
use crate::errno::Errno;
use crate::sync::Mutex;
use crate::types::{c_int, epoll_event, sigset_t, timespec};
use alloc::vec::Vec;
use capos_rt::schema::abi::{Handle, Readiness};
use core::mem::MaybeUninit;
use core::sync::atomic::{AtomicU32, Ordering};
use item::Item;

// <sys/epoll.h>.
const EPOLL_CTL_ADD: c_int = 1;
const EPOLL_CTL_DEL: c_int = 2;
const EPOLL_CTL_MOD: c_int = 3;

/// While something readable was told and not read yet it is looked at this often, in nanoseconds: another thread or
/// process may make it an event again without its readiness changing.
const LOOK_AGAIN: u64 = 10_000_000;

/// Sets below each other at most.
const MAX_NESTED: usize = 5;

#[derive(Default)]
struct Set {
    items: Vec<Item>,
    /// Where telling begins, so that every item has its turn.
    next: usize,
}

static SETS: Mutex<Vec<Option<Set>>> = Mutex::new(Vec::new());

/// Items that tell edges, in all sets.
static EDGES: AtomicU32 = AtomicU32::new(0);

impl Set {
    fn position(&self, fd: c_int, source: Source) -> Option<usize> {
        self.items.iter().position(|item| item.fd == fd && item.source == source)
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
        if item.source == Source::Object(handle) {
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
    let mut sets = SETS.lock();
    let gone = sets.get_mut(usize::from(set)).and_then(Option::take);
    // Its number will be another's: whoever watched it watches nothing.
    for other in sets.iter_mut().flatten() {
        while let Some(position) = other.items.iter().position(|item| item.source == Source::Set(set)) {
            other.remove(position);
        }
    }
    drop(sets);
    if let Some(set) = gone {
        set.items.iter().for_each(|item| count_edge(item, false));
    }
}

/// Whether no more sets than `left` lie below each other under the set. One that is below itself never fits.
fn fits(sets: &[Option<Set>], set: u16, left: usize) -> bool {
    let Some(Some(set)) = sets.get(usize::from(set)) else { return true };
    set.items.iter().all(|item| match item.source {
        Source::Set(inner) => left > 0 && fits(sets, inner, left - 1),
        Source::Object(_) | Source::Always => true,
    })
}

/// `ELOOP` if some set now has too many others below it.
fn check_nesting() -> Result<(), Errno> {
    let sets = SETS.lock();
    let all_fit = (0..sets.len()).all(|set| fits(&sets, set as u16, MAX_NESTED - 1));
    if all_fit { Ok(()) } else { Err(Errno::ELOOP) }
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
    let source = match waiting::source(target) {
        // Regular files are always ready.
        Source::Always => return Err(Errno::EPERM),
        Source::Set(inner) if inner == set => return Err(Errno::EINVAL),
        source => source,
    };
    let event = || event.copied().ok_or(Errno::EFAULT);
    let adds_set = operation == EPOLL_CTL_ADD && matches!(source, Source::Set(_));
    with(set, |set| match (operation, set.position(fd, source)) {
        (EPOLL_CTL_ADD, None) => {
            let epoll_event { events, data } = event()?;
            set.items.try_reserve(1).map_err(|_| Errno::ENOMEM)?;
            let item = Item::new(fd, source, events, data);
            count_edge(&item, true);
            set.items.push(item);
            Ok(())
        }
        (EPOLL_CTL_ADD, Some(_)) => Err(Errno::EEXIST),
        (EPOLL_CTL_MOD, Some(position)) => {
            let epoll_event { events, data } = event()?;
            let item = &mut set.items[position];
            count_edge(item, false);
            *item = Item::new(fd, source, events, data);
            count_edge(item, true);
            Ok(())
        }
        (EPOLL_CTL_DEL, Some(position)) => {
            set.remove(position);
            Ok(())
        }
        (EPOLL_CTL_MOD | EPOLL_CTL_DEL, None) => Err(Errno::ENOENT),
        _ => Err(Errno::EINVAL),
    })??;
    if adds_set && let Err(error) = check_nesting() {
        with(set, |set| set.position(fd, source).map(|position| set.remove(position)))?;
        return Err(error);
    }
    Ok(())
}

/// Notes what is ready now, and forgets items whose descriptors were all closed.
fn look(set: u16) -> Result<(), Errno> {
    let wanted =
        |index: usize| with(set, |set| set.items.get(index).map(|item| (item.source, item.wanted())));
    let mut first = 0;
    loop {
        let mut looks = Looks::new();
        let mut answers: [Answer; OPEN_MAX] = [Answer::Known(Readiness::NONE); OPEN_MAX];
        let mut count = 0;
        while count < answers.len()
            && let Some((source, wanted)) = wanted(first + count)?
        {
            answers[count] = match source {
                Source::Object(handle) => looks.ask(handle, wanted).map_or(answers[count], Answer::Asked),
                Source::Set(inner) if is_ready(inner)? => {
                    Answer::Known(Readiness::READABLE.intersection(wanted))
                }
                Source::Set(_) | Source::Always => answers[count],
            };
            count += 1;
        }
        looks.look(0)?;
        with(set, |set| {
            for (item, answer) in set.items.iter_mut().skip(first).zip(&answers[..count]) {
                let ready = match answer {
                    Answer::Known(ready) => *ready,
                    Answer::Asked(place) => looks.readiness(*place),
                };
                if ready.intersection(Readiness::INVALID).is_empty() {
                    item.note(ready);
                } else {
                    item.fd = GONE;
                }
            }
        })?;
        first += count;
        if count < answers.len() {
            break;
        }
    }
    with(set, |set| {
        while let Some(position) = set.items.iter().position(|item| item.fd == GONE) {
            set.remove(position);
        }
    })
}

/// What an item's source is ready for, or where the kernel says it.
#[derive(Clone, Copy)]
enum Answer {
    Known(Readiness),
    Asked(Place),
}

/// The descriptor of an item whose object is no longer there.
const GONE: c_int = -1;

/// Whether waiting for the set would be over at once.
pub(super) fn is_ready(set: u16) -> Result<bool, Errno> {
    look(set)?;
    with(set, |set| set.items.iter().any(Item::has_event))
}

/// Has the look end when the set may have an event.
pub(super) fn await_events(set: u16, looks: &mut Looks) {
    let item = |index| with(set, |set| set.items.get(index).map(Item::awaited)).ok().flatten();
    for (source, wanted) in (0..).map_while(item).flatten() {
        match source {
            Source::Object(handle) => looks.wait_for(handle, wanted),
            Source::Set(inner) if !wanted.is_empty() => await_events(inner, looks),
            Source::Set(_) | Source::Always => {}
        }
    }
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
            if told > 0 || is_past(deadline)? {
                return Ok(told);
            }
            let unread = |item: &Item| !item.told.intersection(Readiness::READABLE).is_empty();
            let until = if with(set, |set| set.items.iter().any(unread))? {
                deadline.min(clock::monotonic()?.saturating_add(LOOK_AGAIN))
            } else {
                deadline
            };
            let mut looks = Looks::new();
            await_events(set, &mut looks);
            looks.look(until)?;
        }
    })
}
