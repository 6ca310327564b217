//! `TimeWait`: what is left of connections that this machine ended first (RFC 9293, 3.6.1).
//!
//! Nothing but the addresses: whatever of such a connection arrives late is answered by what it says itself. Of many, the
//! oldest are forgotten first. Nobody looks through all: they stand in lists by the ports of both ends, and each local port
//! has a count.

use alloc::collections::VecDeque;
use alloc::vec::Vec;
use core::net::SocketAddr;

use crate::network::ports::{LISTS, list_of, same_place};

/// Twice what a packet may be on its way.
const DURATION: u64 = 60_000_000_000;

/// Those that are remembered.
const MOST: usize = 1024;

pub struct TimeWait {
    /// When each ends, the oldest first; some are gone already.
    order: VecDeque<(u64, Ended)>,
    lists: [Vec<Ended>; LISTS],
    /// Local ports, and of how many connections.
    ports: [Vec<(u16, u16)>; LISTS],
    next_id: u64,
}

#[derive(Clone, Copy)]
struct Ended {
    id: u64,
    local: SocketAddr,
    remote: SocketAddr,
}

impl TimeWait {
    pub const fn new() -> Self {
        TimeWait {
            order: VecDeque::new(),
            lists: [const { Vec::new() }; LISTS],
            ports: [const { Vec::new() }; LISTS],
            next_id: 0,
        }
    }

    pub fn insert(&mut self, local: SocketAddr, remote: SocketAddr, now: u64) {
        self.forget_until(now);
        if self.order.len() == MOST {
            self.forget_oldest();
        }
        let ended = Ended { id: self.next_id, local, remote };
        let (list, ports) = (&mut self.lists[list_of_both(local, remote)], &mut self.ports[list_of(local)]);
        // Without memory the connection is forgotten at once.
        let has_memory = self.order.try_reserve(1).is_ok() && list.try_reserve(1).is_ok();
        if !has_memory || ports.try_reserve(1).is_err() {
            return;
        }
        self.next_id += 1;
        self.order.push_back((now + DURATION, ended));
        list.push(ended);
        match ports.iter_mut().find(|(port, _)| *port == local.port()) {
            Some((_, count)) => *count += 1,
            None => ports.push((local.port(), 1)),
        }
    }

    /// What has ended before is no obstacle any more.
    pub fn forget_until(&mut self, now: u64) {
        while self.order.front().is_some_and(|(until, _)| *until <= now) {
            self.forget_oldest();
        }
    }

    pub fn has(&self, local: SocketAddr, remote: SocketAddr) -> bool {
        self.lists[list_of_both(local, remote)].iter().any(|ended| ended.is_between(local, remote))
    }

    pub fn has_port(&self, local: SocketAddr) -> bool {
        self.ports[list_of(local)].iter().any(|(port, _)| *port == local.port())
    }

    /// The peer begins a new one with the same addresses.
    pub fn remove(&mut self, local: SocketAddr, remote: SocketAddr) {
        self.take(local, |ended| ended.is_between(local, remote), list_of_both(local, remote));
    }

    fn forget_oldest(&mut self) {
        if let Some((_, Ended { id, local, remote })) = self.order.pop_front() {
            self.take(local, |ended| ended.id == id, list_of_both(local, remote));
        }
    }

    fn take(&mut self, local: SocketAddr, is_it: impl Fn(&Ended) -> bool, list: usize) {
        let list = &mut self.lists[list];
        let Some(place) = list.iter().position(is_it) else { return };
        list.swap_remove(place);
        let ports = &mut self.ports[list_of(local)];
        if let Some(place) = ports.iter().position(|(port, _)| *port == local.port()) {
            ports[place].1 -= 1;
            if ports[place].1 == 0 {
                ports.swap_remove(place);
            }
        }
    }
}

impl Ended {
    fn is_between(&self, local: SocketAddr, remote: SocketAddr) -> bool {
        same_place(self.local, local) && same_place(self.remote, remote)
    }
}

impl Default for TimeWait {
    fn default() -> Self {
        TimeWait::new()
    }
}

fn list_of_both(local: SocketAddr, remote: SocketAddr) -> usize {
    usize::from(local.port() ^ remote.port()) % LISTS
}

#[cfg(test)]
mod tests;
