//! Elements of other sizes: their addresses are sorted, then each element is moved once.

use super::{Compare, Elements, merge};
use core::slice;

/// Compares what two pointers point to.
#[derive(Clone, Copy)]
struct Through<C>(C);

impl<C: Compare> Compare for Through<C> {
    #[inline(always)]
    unsafe fn order(self, a: *const u8, b: *const u8) -> i32 {
        // SAFETY: the elements of the sorted array are pointers to elements of the program's.
        unsafe {
            let (a, b) = (a.cast::<*const u8>().read_unaligned(), b.cast::<*const u8>().read_unaligned());
            self.0.order(a, b)
        }
    }
}

/// Sorts, stably.
///
/// # Safety
/// `scratch`, aligned to 16, holds `2 * count` pointers and one element; `compare` may be called with elements.
pub unsafe fn sort_by_pointers(elements: &Elements, scratch: *mut u8, compare: impl Compare) {
    let n = elements.count;
    let pointers: *mut *mut u8 = scratch.cast();
    let spare = pointers.wrapping_add(n);
    let held: *mut u8 = spare.wrapping_add(n).cast();
    // SAFETY: the scratch memory's three parts; `pointers` is filled before it is a slice.
    unsafe {
        for i in 0..n {
            pointers.wrapping_add(i).write(elements.at(i));
        }
        merge::sort::<*mut u8>(pointers.cast(), n, spare.cast(), Through(compare));
        permute(elements, slice::from_raw_parts_mut(pointers, n), held);
    }
}

/// Moves element `order[i]` to place `i`, for all `i`: along the cycles of the permutation.
unsafe fn permute(elements: &Elements, order: &mut [*mut u8], held: *mut u8) {
    let size = elements.size;
    for start in 0..order.len() {
        if order[start] == elements.at(start) {
            continue;
        }
        // SAFETY: every entry is an element, each occurs once, and `held` has room for one.
        unsafe {
            crate::memcpy(held, elements.at(start), size);
            let mut place = start;
            loop {
                let from = order[place];
                order[place] = elements.at(place);
                if from == elements.at(start) {
                    crate::memcpy(elements.at(place), held, size);
                    break;
                }
                crate::memcpy(elements.at(place), from, size);
                place = (from.addr() - elements.base.addr()) / size;
            }
        }
    }
}
