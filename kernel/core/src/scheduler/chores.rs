//! Chores: the kernel's own work, which has no thread: writing back what nobody synchronised.
//!
//! It is done in small parts, when it is due, between turns or while nothing else runs.

use core::sync::atomic::{AtomicU64, Ordering::Relaxed};

use capos_hal::time;

use super::interrupt_by;
use crate::file_system;

const NEVER: u64 = u64::MAX;

/// In the Timer's time.
static DUE: AtomicU64 = AtomicU64::new(NEVER);

/// There is work to do then, or earlier.
pub fn chores_due_at(deadline: u64) {
    if DUE.fetch_min(deadline, Relaxed) > deadline {
        interrupt_by(deadline);
    }
}

/// When there is work to do.
pub(super) fn deadline() -> Option<u64> {
    Some(DUE.load(Relaxed)).filter(|&due| due != NEVER)
}

pub(super) fn are_due() -> bool {
    deadline().is_some_and(|due| due <= time::now())
}

/// Does a part of what is due. Called with nothing locked.
pub(super) fn run() {
    DUE.store(NEVER, Relaxed);
    if let Some(next) = file_system::write_back_some() {
        chores_due_at(next);
    }
}

#[cfg(test)]
pub fn reset() {
    DUE.store(NEVER, Relaxed);
}
