//! Sorting arrays of C objects: elements of any size, known by a comparison function only.
//!
//! * Elements of 4, 8 and 16 bytes are merged as registers ([`merge`]).
//! * Others are sorted through pointers, then moved once each ([`indirect`]).
//! * Without scratch memory, [`heap`] sorts in place.
//!
//! All are `O(n log n)` in the worst case. A comparison function that contradicts itself gets some permutation.

mod element;
mod heap;
mod indirect;
mod merge;

pub use element::{Compare, Elements};
pub use indirect::sort_by_pointers;

use core::mem::MaybeUninit;

/// How an array of `size`-byte elements is sorted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    Four,
    Eight,
    Sixteen,
    Pointers,
}

impl Way {
    pub fn of(size: usize) -> Self {
        match size {
            4 => Way::Four,
            8 => Way::Eight,
            16 => Way::Sixteen,
            _ => Way::Pointers,
        }
    }

    /// Bytes of scratch memory needed for `count` elements of `size` bytes; `None` if that overflows.
    pub fn scratch(self, count: usize, size: usize) -> Option<usize> {
        match self {
            // Pointers, as many again to merge them through, and one element.
            Way::Pointers => count.checked_mul(2 * size_of::<usize>())?.checked_add(size),
            _ => count.checked_mul(size),
        }
    }
}

/// Sorts `count` elements of `size` bytes, stably if `scratch` is `Some`.
///
/// # Safety
/// 1. `base` points to that many elements, readable and writable.
/// 2. `scratch`, aligned to 16, holds what [`Way::scratch`] says.
/// 3. `compare` may be called with pointers to copies of elements.
pub unsafe fn sort(
    base: *mut u8,
    count: usize,
    size: usize,
    scratch: Option<*mut u8>,
    compare: impl Compare,
) {
    if count < 2 || size == 0 {
        return;
    }
    // SAFETY: (1).
    let elements = unsafe { Elements::new(base, count, size) };
    if elements.put_in_order_if_one_run(compare) {
        return;
    }
    // SAFETY: (1), (2) and (3), for elements of the matching size.
    unsafe {
        match (scratch, Way::of(size)) {
            (None, _) => heap::sort(&elements, compare),
            (Some(scratch), Way::Four) => merge::sort::<u32>(base, count, scratch, compare),
            (Some(scratch), Way::Eight) => merge::sort::<u64>(base, count, scratch, compare),
            (Some(scratch), Way::Sixteen) => {
                merge::sort::<[MaybeUninit<u64>; 2]>(base, count, scratch, compare)
            }
            (Some(scratch), Way::Pointers) => sort_by_pointers(&elements, scratch, compare),
        }
    }
}
