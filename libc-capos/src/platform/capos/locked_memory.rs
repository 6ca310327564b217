//! What the program has locked in memory, where everything stays on capOS: `msync` may not invalidate it.

use crate::errno::Errno;
use crate::sync::Mutex;
use crate::types::c_int;
use alloc::vec::Vec;
use core::ops::Range;
use core::sync::atomic::{AtomicBool, Ordering::Relaxed};

const MCL_CURRENT: c_int = 1;

static ALL: AtomicBool = AtomicBool::new(false);
static RANGES: Mutex<Vec<Range<usize>>> = Mutex::new(Vec::new());

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

pub fn lock(address: usize, length: usize) -> Result<(), Errno> {
    let mut ranges = RANGES.lock();
    ranges.try_reserve(1).map_err(|_| Errno::EAGAIN)?;
    ranges.push(address..address + length);
    Ok(())
}

/// Unlocks what lies within the range, however often it was locked.
pub fn unlock(address: usize, length: usize) -> Result<(), Errno> {
    let gone = address..address + length;
    let mut ranges = RANGES.lock();
    let mut left = Vec::new();
    left.try_reserve(2 * ranges.len()).map_err(|_| Errno::EAGAIN)?;
    for range in ranges.iter() {
        let before = range.start..range.end.min(gone.start);
        let behind = range.start.max(gone.end)..range.end;
        left.extend([before, behind].into_iter().filter(|part| !part.is_empty()));
    }
    *ranges = left;
    Ok(())
}

pub fn lock_all(flags: c_int) {
    if flags & MCL_CURRENT != 0 {
        ALL.store(true, Relaxed);
    }
}

pub fn unlock_all() {
    ALL.store(false, Relaxed);
    RANGES.lock().clear();
}

/// Whether something of the range is locked.
pub fn includes(address: usize, length: usize) -> bool {
    let asked = address..address.saturating_add(length.max(1));
    ALL.load(Relaxed) || RANGES.lock().iter().any(|range| overlap(range, &asked))
}
