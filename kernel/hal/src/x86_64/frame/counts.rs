//! The reference counts, an array by frame number, and where pages are mapped.

use core::sync::atomic::{AtomicPtr, AtomicU32, AtomicU64, Ordering};

use crate::x86_64::layout;

static COUNTS: AtomicPtr<AtomicU32> = AtomicPtr::new(core::ptr::null_mut());
/// What is added to a physical address: the boot mapping first, then the map of all memory.
static PHYSICAL_BASE: AtomicU64 = AtomicU64::new(layout::IMAGE);

/// # Safety
/// The physical address begins an array of counts for every frame number that is ever used, inside what the boot
/// code mapped.
pub(super) unsafe fn init(physical: u64) {
    COUNTS.store(page_address(physical).cast(), Ordering::Relaxed);
}

/// From now on pages are reached through the map of all memory.
pub(in crate::x86_64) fn use_linear_map() {
    let counts = COUNTS.load(Ordering::Relaxed) as u64;
    COUNTS.store((counts - layout::IMAGE + layout::LINEAR) as *mut AtomicU32, Ordering::Relaxed);
    PHYSICAL_BASE.store(layout::LINEAR, Ordering::Relaxed);
}

/// The count of a frame that was taken from the pool or set aside.
#[inline]
pub(super) fn of(number: u32) -> &'static AtomicU32 {
    let counts = COUNTS.load(Ordering::Relaxed);
    // SAFETY: `init` was called before any frame existed, and its array has a place for every frame's number.
    unsafe { &*counts.add(number as usize) }
}

#[inline]
pub(super) fn page_address(physical: u64) -> *mut u8 {
    (PHYSICAL_BASE.load(Ordering::Relaxed) + physical) as *mut u8
}
