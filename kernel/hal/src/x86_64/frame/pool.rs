//! The free frames.

use core::num::NonZeroU32;
use core::ops::Range;
use core::slice;
use core::sync::atomic::{AtomicU64, Ordering};

use super::counts;
use crate::PAGE_SIZE;
use crate::logic::frame_bitmap::FrameBitmap;
use crate::logic::memory_map::MemoryMap;
use crate::sync::{Level, SpinLock};
use crate::x86_64::layout;

struct FramePool;
impl Level for FramePool {
    const RANK: u8 = 62;
    const NAME: &'static str = "frame pool";
}

static POOL: SpinLock<FramePool, Option<FrameBitmap<'static>>> = SpinLock::new(None);
static TOTAL: AtomicU64 = AtomicU64::new(0);
/// Frames that only the kernel's own needs (tables, heap, stacks) may take: what processes use up never makes
/// the kernel fail.
static RESERVE: AtomicU64 = AtomicU64::new(0);

const MAX_RESERVE: u64 = 4096;

/// Sets the pool up over usable memory, in which it finds room for its own arrays. The frames of `set_aside`
/// are not free, but can be referred to.
///
/// # Safety
/// Nothing else uses the memory of `ram`; the boot page tables are active; called once.
pub(in crate::x86_64) unsafe fn init<const N: usize>(ram: &mut MemoryMap<N>, set_aside: &[Range<u64>]) {
    let frame = PAGE_SIZE as u64;
    let end = set_aside.iter().map(|range| range.end).fold(ram.end(), u64::max).div_ceil(frame) as usize;
    let words = FrameBitmap::storage_words(end);
    let counts_bytes = (end * size_of::<u32>()).next_multiple_of(8);
    let length = (counts_bytes + words * 8) as u64;
    let start = ram.find(length, layout::BOOT_MAPPED).expect("memory for the frame counts");
    ram.remove(start..start + length);

    // SAFETY: `start` is usable memory below BOOT_MAPPED with room for `end` counts.
    unsafe { counts::init(start) };
    for range in set_aside {
        for number in range.start / frame..range.end.div_ceil(frame) {
            counts::of(number as u32).store(counts::PERMANENT, Ordering::Relaxed);
        }
    }
    let storage = layout::linear(start + counts_bytes as u64).cast::<u64>();
    // SAFETY: the memory after the counts belongs to the bitmap alone; any bits are a valid u64.
    let storage = unsafe { slice::from_raw_parts_mut(storage, words) };
    let mut bitmap = FrameBitmap::new(storage, end);
    for range in ram.ranges() {
        bitmap.insert_range((range.start / frame) as usize, (range.end / frame) as usize);
    }
    TOTAL.store(bitmap.free(), Ordering::Relaxed);
    RESERVE.store((bitmap.free() / 32).min(MAX_RESERVE), Ordering::Relaxed);
    *POOL.lock() = Some(bitmap);
}

/// A frame for a process; leaves the reserve alone.
#[inline]
pub(super) fn take_for_user() -> Option<NonZeroU32> {
    take_above(RESERVE.load(Ordering::Relaxed))
}

/// A frame for the kernel itself, which nobody refers to yet. Its contents are anything.
pub(in crate::x86_64) fn take_raw() -> Option<NonZeroU32> {
    take_above(0)
}

#[inline]
fn take_above(reserve: u64) -> Option<NonZeroU32> {
    let mut pool = POOL.lock();
    let bitmap = pool.as_mut()?;
    if bitmap.free() <= reserve {
        return None;
    }
    // Memory below 1 MiB is never in the pool, so the number is not zero.
    bitmap.take().and_then(|number| NonZeroU32::new(number as u32))
}

#[inline]
pub(super) fn give_back(number: NonZeroU32) {
    if let Some(bitmap) = POOL.lock().as_mut() {
        bitmap.insert(number.get() as usize);
    }
}

/// Frames of usable memory.
pub fn total() -> u64 {
    TOTAL.load(Ordering::Relaxed)
}

/// Frames nobody holds.
pub fn free() -> u64 {
    POOL.lock().as_ref().map_or(0, FrameBitmap::free)
}

/// Whether only the kernel's own reserve is left: no time to make objects for a process.
pub fn is_scarce() -> bool {
    free() <= RESERVE.load(Ordering::Relaxed)
}
