//! What the program has locked in memory, where everything stays on capOS: `msync` may not invalidate it.

use super::Capos;
use crate::errno::Errno;
use crate::platform::Resources;
use crate::sync::Mutex;
use crate::types::{c_int, rlim_t};
use alloc::vec::Vec;
use capos_rt::schema::abi::limits::PAGE_SIZE;
use capos_rt::{VirtualMemory, startup};
use core::ops::Range;
use core::sync::atomic::{AtomicBool, Ordering::Relaxed};

const MCL_CURRENT: c_int = 1;
const RLIMIT_MEMLOCK: c_int = 8;

static ALL: AtomicBool = AtomicBool::new(false);
static RANGES: Mutex<Vec<Range<usize>>> = Mutex::new(Vec::new());

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// Whole pages.
fn pages(address: usize, length: usize) -> Range<usize> {
    address & !(PAGE_SIZE - 1)..(address + length).next_multiple_of(PAGE_SIZE)
}

/// `ENOMEM` if so many bytes are more than may be locked; `EPERM` if none may.
fn check_limit(bytes: usize) -> Result<(), Errno> {
    match <Capos as Resources>::limit(RLIMIT_MEMLOCK, None)?.rlim_cur {
        _ if bytes == 0 => Ok(()),
        0 => Err(Errno::EPERM),
        limit if bytes as rlim_t > limit => Err(Errno::ENOMEM),
        _ => Ok(()),
    }
}

/// What is locked, with room for one range more, without those parts that lie in the range.
fn outside(ranges: &[Range<usize>], gone: &Range<usize>) -> Result<Vec<Range<usize>>, Errno> {
    let mut left = Vec::new();
    left.try_reserve(2 * ranges.len() + 1).map_err(|_| Errno::EAGAIN)?;
    for range in ranges {
        let before = range.start..range.end.min(gone.start);
        let behind = range.start.max(gone.end)..range.end;
        left.extend([before, behind].into_iter().filter(|part| !part.is_empty()));
    }
    Ok(left)
}

pub fn lock(address: usize, length: usize) -> Result<(), Errno> {
    let new = pages(address, length);
    let mut ranges = RANGES.lock();
    let mut all = outside(&ranges, &new)?;
    all.push(new);
    check_limit(all.iter().map(Range::len).sum())?;
    *ranges = all;
    Ok(())
}

/// Unlocks what lies within the range, however often it was locked.
pub fn unlock(address: usize, length: usize) -> Result<(), Errno> {
    let mut ranges = RANGES.lock();
    *ranges = outside(&ranges, &pages(address, length))?;
    Ok(())
}

pub fn lock_all(flags: c_int) -> Result<(), Errno> {
    if flags & MCL_CURRENT != 0 {
        let memory = startup::granted_any::<VirtualMemory>().ok_or(Errno::ENOMEM)?;
        check_limit(memory.usage()?.resident_pages as usize * PAGE_SIZE)?;
        ALL.store(true, Relaxed);
    }
    Ok(())
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
