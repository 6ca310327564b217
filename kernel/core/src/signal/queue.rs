//! `SignalQueue`: the signals pending for one process or thread.

use alloc::vec::Vec;
use core::sync::atomic::{AtomicU64, Ordering::Relaxed};

use capos_hal::sync::SpinLock;
use capos_schema::capos_capnp::ErrorCode;

use super::{SignalInfo, SignalSet, number};
use crate::lock_order::SignalsLevel;

/// Signals that may be queued for one process (`SIGQUEUE_MAX`).
pub const QUEUE_LIMIT: usize = 128;

#[derive(Default)]
pub struct SignalQueue {
    infos: SpinLock<SignalsLevel, Vec<SignalInfo>>,
    /// Which signals are pending, to look without the lock.
    pending: AtomicU64,
}

impl SignalQueue {
    /// One more. A standard signal that is pending already stays as it is, and one always finds room.
    pub fn push(&self, info: SignalInfo) -> Result<(), ErrorCode> {
        let mut infos = self.infos.lock();
        let queues = info.signal >= number::REAL_TIME;
        if !queues && self.pending().contains(info.signal) {
            return Ok(());
        }
        if queues && infos.len() >= QUEUE_LIMIT {
            return Err(ErrorCode::WouldBlock);
        }
        match infos.try_reserve(1) {
            Ok(()) => infos.push(info),
            Err(_) if queues => return Err(ErrorCode::WouldBlock),
            // The bit alone tells that it is there.
            Err(_) => {}
        }
        self.pending.fetch_or(SignalSet::one(info.signal).0, Relaxed);
        Ok(())
    }

    pub fn pending(&self) -> SignalSet {
        SignalSet(self.pending.load(Relaxed))
    }

    /// Takes the lowest signal of the set, of several the one that came first.
    pub fn take(&self, set: SignalSet) -> Option<SignalInfo> {
        if (self.pending() & set).is_empty() {
            return None;
        }
        let mut infos = self.infos.lock();
        let signal = (self.pending() & set).lowest()?;
        let mut found = None;
        let mut more = false;
        for (index, info) in infos.iter().enumerate() {
            if info.signal == signal {
                more = found.is_some();
                found.get_or_insert(index);
                if more {
                    break;
                }
            }
        }
        if !more {
            self.pending.fetch_and(!SignalSet::one(signal).0, Relaxed);
        }
        Some(found.map_or(SignalInfo { signal, ..SignalInfo::default() }, |index| infos.remove(index)))
    }

    /// Forgets those of the set.
    pub fn discard(&self, set: SignalSet) {
        let mut infos = self.infos.lock();
        infos.retain(|info| !set.contains(info.signal));
        self.pending.fetch_and(!set.0, Relaxed);
    }

    /// Hands everything to another.
    pub fn move_to(&self, other: &SignalQueue) {
        while let Some(info) = self.take(SignalSet::ALL) {
            // What finds no room there found it here: the limits are the same.
            let _ = other.push(info);
        }
    }
}
