//! `Policy`: by which rule a thread gets the processor, POSIX's `SCHED_*`.

use core::sync::atomic::{AtomicU8, Ordering::Relaxed};

use capos_schema::capos_capnp::ErrorCode;

/// Priorities of the urgent, the highest going first.
pub const PRIORITIES: core::ops::RangeInclusive<u8> = 1..=99;

/// Numbers of `<sched.h>`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[repr(u8)]
pub enum Rule {
    /// Turns with everybody.
    #[default]
    Ordinary = 0,
    /// Until it waits, or somebody more urgent comes.
    Fifo = 1,
    /// Turns with the equally urgent.
    RoundRobin = 2,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Policy {
    pub rule: Rule,
    /// 0 for the ordinary.
    pub priority: u8,
}

impl Policy {
    pub fn new(rule: u8, priority: u8) -> Result<Self, ErrorCode> {
        let rule = match rule {
            0 if priority == 0 => Rule::Ordinary,
            1 if PRIORITIES.contains(&priority) => Rule::Fifo,
            2 if PRIORITIES.contains(&priority) => Rule::RoundRobin,
            _ => return Err(ErrorCode::InvalidArgument),
        };
        Ok(Policy { rule, priority })
    }

    pub fn is_urgent(self) -> bool {
        self.priority > 0
    }
}

/// A thread's policy, which others may read and change at any time.
#[derive(Debug, Default)]
pub struct PolicyCell {
    rule: AtomicU8,
    priority: AtomicU8,
}

impl PolicyCell {
    pub fn get(&self) -> Policy {
        // Read in the middle of a change, the two may not fit; what fits to nothing is ordinary.
        Policy::new(self.rule.load(Relaxed), self.priority.load(Relaxed)).unwrap_or_default()
    }

    pub fn set(&self, policy: Policy) {
        self.rule.store(policy.rule as u8, Relaxed);
        self.priority.store(policy.priority, Relaxed);
    }
}
