//! Frames in a row, for devices.

use alloc::vec::Vec;
use core::num::NonZeroU32;

use super::pool;
use crate::PAGE_SIZE;

/// How many frames are looked at before giving up. The pool gives the lowest first, so soon after boot they are in a
/// row already.
const PATIENCE: usize = 4096;

/// The physical address of that many frames in a row, whose contents are anything. `None` if none are found.
pub(in crate::x86_64) fn take_contiguous(count: usize) -> Option<u64> {
    let mut taken: Vec<NonZeroU32> = Vec::new();
    let mut first = 0;
    while taken.len() - first < count && taken.len() < PATIENCE {
        let Some(frame) = pool::take_raw() else { break };
        let in_row = taken.last().is_some_and(|last| frame.get() == last.get() + 1);
        if !in_row {
            first = taken.len();
        }
        taken.push(frame);
    }
    if taken.len() - first < count {
        first = taken.len();
    }
    let run = taken.split_off(first);
    taken.into_iter().for_each(pool::give_back);
    run.first().map(|frame| u64::from(frame.get()) * PAGE_SIZE as u64)
}

/// # Safety
/// The frames are from [`take_contiguous`], nobody uses them any more, and they come back once.
pub(in crate::x86_64) unsafe fn give_back_contiguous(physical: u64, count: usize) {
    let first = (physical / PAGE_SIZE as u64) as u32;
    (first..first + count as u32).filter_map(NonZeroU32::new).for_each(pool::give_back);
}
