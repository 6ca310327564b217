//! `Schedule`: when something expires next, and how often after that; what timers of every kind count by.

use capos_schema::capos_capnp::timer_setting;

/// On whatever clock its owner reads.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Schedule {
    /// `None` while it is disarmed.
    next: Option<u64>,
    /// 0: once.
    interval: u64,
}

/// What is left until the next expiration, 0 if there is none, and the interval after it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Setting {
    pub left: u64,
    pub interval: u64,
}

impl Setting {
    pub fn write(self, mut to: timer_setting::Builder<'_>) {
        to.set_left(self.left);
        to.set_interval(self.interval);
    }
}

impl Schedule {
    pub fn new(first: Option<u64>, interval: u64) -> Self {
        Schedule { next: first, interval }
    }

    pub fn next(&self) -> Option<u64> {
        self.next
    }

    pub fn setting(&self, now: u64) -> Setting {
        // What is due, but has not been told of yet, still has something left.
        let left = self.next.map_or(0, |next| next.saturating_sub(now).max(1));
        Setting { left, interval: self.interval }
    }

    pub fn disarm(&mut self) {
        self.next = None;
    }

    /// Expirations up to now, which are over with that.
    pub fn expire(&mut self, now: u64) -> u64 {
        let Some(next) = self.next.filter(|next| *next <= now) else { return 0 };
        let Some(missed) = (now - next).checked_div(self.interval) else {
            self.next = None;
            return 1;
        };
        let times = missed.saturating_add(1);
        self.next = next.checked_add(times.saturating_mul(self.interval));
        times
    }
}

#[cfg(test)]
mod tests;
