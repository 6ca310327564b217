//! `TimeWait`: what is left of connections that this machine ended first (RFC 9293, 3.6.1).
//!
//! Nothing but the addresses: whatever of such a connection arrives late is answered by what it says itself. Of many, the
//! oldest are forgotten first.

use alloc::collections::VecDeque;
use core::net::SocketAddr;

/// Twice what a packet may be on its way.
const DURATION: u64 = 60_000_000_000;

/// Those that are remembered.
const MOST: usize = 1024;

pub struct TimeWait(VecDeque<Ended>);

struct Ended {
    local: SocketAddr,
    remote: SocketAddr,
    until: u64,
}

impl TimeWait {
    pub const fn new() -> Self {
        TimeWait(VecDeque::new())
    }

    pub fn insert(&mut self, local: SocketAddr, remote: SocketAddr, now: u64) {
        self.forget_until(now);
        if self.0.len() == MOST {
            self.0.pop_front();
        }
        // Without memory the connection is forgotten at once.
        if self.0.try_reserve(1).is_ok() {
            self.0.push_back(Ended { local, remote, until: now + DURATION });
        }
    }

    pub fn has(&self, local: SocketAddr, remote: SocketAddr, now: u64) -> bool {
        self.place(local, remote, now).is_some()
    }

    pub fn has_port(&self, port: u16, now: u64) -> bool {
        self.0.iter().any(|ended| ended.local.port() == port && ended.until > now)
    }

    /// The peer begins a new one with the same addresses.
    pub fn remove(&mut self, local: SocketAddr, remote: SocketAddr, now: u64) {
        if let Some(place) = self.place(local, remote, now) {
            self.0.remove(place);
        }
    }

    fn place(&self, local: SocketAddr, remote: SocketAddr, now: u64) -> Option<usize> {
        let same = |one: SocketAddr, other: SocketAddr| one.ip() == other.ip() && one.port() == other.port();
        self.0
            .iter()
            .position(|ended| ended.until > now && same(ended.local, local) && same(ended.remote, remote))
    }

    fn forget_until(&mut self, now: u64) {
        while self.0.front().is_some_and(|ended| ended.until <= now) {
            self.0.pop_front();
        }
    }
}

impl Default for TimeWait {
    fn default() -> Self {
        TimeWait::new()
    }
}
