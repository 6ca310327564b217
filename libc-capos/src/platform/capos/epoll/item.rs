//! `Item`: what a set watches, and what it has told of it.

use crate::platform::capos::waiting::Source;
use crate::types::{c_int, epoll_event};
use capos_rt::schema::abi::Readiness;

// <sys/epoll.h>.
const EPOLLIN: u32 = 0x001;
const EPOLLOUT: u32 = 0x004;
const EPOLLERR: u32 = 0x008;
const EPOLLHUP: u32 = 0x010;
const EPOLLRDNORM: u32 = 0x040;
const EPOLLWRNORM: u32 = 0x100;
const EPOLLONESHOT: u32 = 1 << 30;
const EPOLLET: u32 = 1 << 31;

pub struct Item {
    pub fd: c_int,
    pub source: Source,
    events: u32,
    data: u64,
    /// It was told once, as was asked for.
    is_disabled: bool,
    /// As of the last look.
    ready: Readiness,
    /// What an edge was told of.
    pub told: Readiness,
}

impl Item {
    pub fn new(fd: c_int, source: Source, events: u32, data: u64) -> Self {
        let (ready, told) = (Readiness::NONE, Readiness::NONE);
        Item { fd, source, events, data, is_disabled: false, ready, told }
    }

    pub fn wanted(&self) -> Readiness {
        let mut wanted = Readiness::NONE;
        if self.events & (EPOLLIN | EPOLLRDNORM) != 0 {
            wanted = wanted.union(Readiness::READABLE);
        }
        if self.events & (EPOLLOUT | EPOLLWRNORM) != 0 {
            wanted = wanted.union(Readiness::WRITABLE);
        }
        wanted
    }

    pub fn is_edge(&self) -> bool {
        self.events & EPOLLET != 0
    }

    pub fn note(&mut self, ready: Readiness) {
        self.ready = ready;
        self.told = self.told.intersection(ready);
    }

    /// Whether there is something to tell.
    pub fn has_event(&self) -> bool {
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

    pub fn tell(&mut self) -> epoll_event {
        let event = self.event();
        if self.is_edge() {
            self.told = self.ready;
        }
        self.is_disabled = self.events & EPOLLONESHOT != 0;
        event
    }

    /// What to wait for: what was told would end every wait at once.
    pub fn awaited(&self) -> Option<(Source, Readiness)> {
        const ALWAYS_REPORTED: Readiness = Readiness::ERROR.union(Readiness::HANG_UP);
        let awaited = Readiness(self.wanted().0 & !self.told.0);
        let over = self.is_disabled || !self.told.intersection(ALWAYS_REPORTED).is_empty();
        (!over).then_some((self.source, awaited))
    }
}
