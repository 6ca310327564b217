//! The reference counts, an array by frame number.

use core::sync::atomic::{AtomicPtr, AtomicU32, Ordering};

use crate::x86_64::layout;

/// The count of a frame that boot set aside. Others never get that high.
pub(super) const PERMANENT: u32 = 1 << 31;

static COUNTS: AtomicPtr<AtomicU32> = AtomicPtr::new(core::ptr::null_mut());

/// # Safety
/// The physical address begins an array of counts for every frame number that is ever used, mapped and
/// used for nothing else.
pub(super) unsafe fn init(physical: u64) {
    COUNTS.store(layout::linear(physical).cast(), Ordering::Relaxed);
}

/// The count of a frame that was taken from the pool or set aside.
#[inline]
pub(super) fn of(number: u32) -> &'static AtomicU32 {
    let counts = COUNTS.load(Ordering::Relaxed);
    // SAFETY: `init` was called before any frame existed, and its array has a place for every frame's number.
    unsafe { &*counts.add(number as usize) }
}
