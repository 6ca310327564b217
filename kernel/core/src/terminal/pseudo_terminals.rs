//! `PseudoTerminals`: the pseudo-terminals of one tree of devices, by number.

use alloc::sync::{Arc, Weak};
use alloc::vec::Vec;

use capos_hal::sync::SpinLock;
use capos_schema::capos_capnp::ErrorCode;

use crate::file_system::FileResult;
use crate::interfaces::PseudoTerminal;
use crate::lock_order::PseudoTerminalsLevel;

/// How many there are at most.
const MOST: usize = 256;

pub struct PseudoTerminals(SpinLock<PseudoTerminalsLevel, Vec<Weak<PseudoTerminal>>>);

impl PseudoTerminals {
    pub const fn new() -> Self {
        PseudoTerminals(SpinLock::new(Vec::new()))
    }

    /// Keeps the one that is made for the lowest free number.
    pub fn add(&self, make: impl FnOnce(u32) -> PseudoTerminal) -> FileResult<Arc<PseudoTerminal>> {
        let mut all = self.0.lock();
        let number = all.iter().position(|one| one.strong_count() == 0).unwrap_or(all.len());
        if number == MOST {
            return Err(ErrorCode::NoSpace);
        }
        let made = Arc::new(make(number as u32));
        if number == all.len() {
            all.try_reserve(1).map_err(|_| ErrorCode::NoMemory)?;
            all.push(Arc::downgrade(&made));
        } else {
            all[number] = Arc::downgrade(&made);
        }
        Ok(made)
    }

    /// The reference is for the caller to drop, with no lock held.
    pub fn find(&self, number: u64) -> FileResult<Arc<PseudoTerminal>> {
        let number = usize::try_from(number).unwrap_or(usize::MAX);
        self.0.lock().get(number).and_then(Weak::upgrade).ok_or(ErrorCode::NotFound)
    }

    /// The first number in use from this one on.
    pub fn next(&self, from: u64) -> Option<u64> {
        let all = self.0.lock();
        let from = usize::try_from(from).ok()?;
        let next = all.iter().skip(from).position(|one| one.strong_count() > 0)?;
        Some((from + next) as u64)
    }
}

impl Default for PseudoTerminals {
    fn default() -> Self {
        PseudoTerminals::new()
    }
}
